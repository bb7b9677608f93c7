package io.crossgate.cors;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.PrecomputedDecisions.Header;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.VaryNames;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * The decision about a request: the outcome and its reason, the response headers, and
 * whether the exchange ends here. Most decisions are constants of their policy: a
 * decision says <em>that</em> the origin is echoed, and is told which when it is written.
 *
 * @since 0.1.0
 */
public sealed class CorsDecision permits PendingDecision {

	/**
	 * What kind of request it is.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#http-requests">Fetch, CORS
	 * requests</a>
	 */
	public enum Kind {

		/** No {@code Origin}, or no policy: not a matter of CORS. */
		NOT_CORS,
		/** A page of the server's own origin, or a navigation. */
		SAME_ORIGIN,
		/** {@code OPTIONS} with {@code Access-Control-Request-Method}. */
		PREFLIGHT,
		/** The request itself. */
		ACTUAL,
		/**
		 * A handshake of a WebSocket or of WebTransport that its policy refuses, or that
		 * it allows although it does not list the method; others are {@link #ACTUAL}.
		 */
		WEBSOCKET

	}

	/**
	 * How it came out.
	 */
	public enum Outcome {

		/** The policy allows it. */
		ALLOWED,
		/** The policy does not allow it. */
		DENIED,
		/** The policy has nothing to say. */
		NOT_APPLICABLE

	}

	private final Kind kind;

	private final DecisionReason reason;

	private final Outcome outcome;

	private final @Nullable String policy;

	/** Shared by decisions, so that a thousand policies need no more memory for them. */
	private final Header[] headers;

	private final VaryNames vary;

	private final int status;

	private final CorsPolicy.Mode mode;

	private CorsDecision(Kind kind, DecisionReason reason, @Nullable String policy, Header[] headers, VaryNames vary,
			int status, CorsPolicy.Mode mode) {
		this.kind = kind;
		this.reason = reason;
		this.outcome = reason.outcome();
		this.policy = policy;
		this.headers = headers;
		this.vary = vary;
		this.status = status;
		this.mode = mode;
	}

	/** Copies a refusal, which has no other header. */
	CorsDecision(CorsDecision refusal) {
		this(refusal.kind, refusal.reason, refusal.policy, refusal.headers, refusal.vary, refusal.status, refusal.mode);
	}

	static CorsDecision uncovered(Kind kind) {
		return new CorsDecision(kind, DecisionReason.NO_POLICY, null, Header.NONE, VaryNames.NONE, 0,
				CorsPolicy.Mode.OFF);
	}

	/** Without enforcement the verdict stays and everything that could be seen goes. */
	static CorsDecision of(CorsPolicy policy, Kind kind, DecisionReason reason, Header[] headers, VaryNames vary,
			int status) {
		boolean enforced = policy.mode() == CorsPolicy.Mode.ENFORCE;
		return new CorsDecision(kind, reason, policy.name(), enforced ? headers : Header.NONE,
				enforced ? vary : VaryNames.NONE, enforced ? status : 0, policy.mode());
	}

	/** Return what is left of this decision where nothing is granted. */
	CorsDecision withoutGrant(DecisionReason reason, Header[] headers, VaryNames vary, int status, boolean enforced) {
		return new CorsDecision(this.kind, reason, this.policy, headers, vary, status,
				enforced ? CorsPolicy.Mode.ENFORCE : CorsPolicy.Mode.REPORT_ONLY);
	}

	/**
	 * Return what kind of request it is.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return how it came out. In report-only mode the outcome is what it would have been.
	 * @return the outcome
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Return why.
	 * @return the reason
	 */
	public DecisionReason reason() {
		return this.reason;
	}

	/**
	 * Return which policy decided.
	 * @return its name, or {@code null} if none covers the path
	 */
	public @Nullable String policy() {
		return this.policy;
	}

	/**
	 * Return whether the policy only reports, so that the response shows nothing of this.
	 * @return whether the policy's mode is report-only
	 */
	public boolean isReportOnly() {
		return this.mode == CorsPolicy.Mode.REPORT_ONLY;
	}

	/**
	 * Return whether a page can read the answer only if something else than a policy
	 * writes CORS headers: no policy covers the path of its request, or the one that
	 * allows it only reports. Code that sees the response afterwards reports one without
	 * them to {@link CorsEngine#notifyUnanswered}.
	 * @return whether it is up to others
	 */
	@SuppressWarnings("ReferenceEquality")
	public boolean isLeftToOthers() {
		return (this.policy == null) ? this != UnansweredRequests.Uncovered.WITHOUT_ORIGIN
				: isReportOnly() && this.outcome == Outcome.ALLOWED;
	}

	/**
	 * Return whether a policy that is enforced covers the path, so that it is the only
	 * author of the response's CORS headers. Such an answer may have none, for a page of
	 * the server's own origin, say; then nothing else may add one either.
	 * @return whether the policy speaks for the response
	 * @see HeaderNames#isCorsResponse
	 */
	public boolean isEnforced() {
		return this.mode == CorsPolicy.Mode.ENFORCE;
	}

	/**
	 * Return whether the exchange ends here, with no body, before the application.
	 * @return whether it ends
	 */
	public boolean endsExchange() {
		return this.status != 0;
	}

	/**
	 * Return the status with which the exchange ends.
	 * @return the status, or 0 if the exchange goes on
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the names of the request headers the answer depends on.
	 * @return what {@code Vary} must contain; empty if all get the same response
	 * @see <a href="https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches">Fetch,
	 * CORS protocol and HTTP caches</a>
	 */
	public List<String> vary() {
		return this.vary.names();
	}

	VaryNames varyNames() {
		return this.vary;
	}

	/**
	 * Return the same names as one header line.
	 * @return the line; empty if there are none
	 */
	public String varyLine() {
		return this.vary.line();
	}

	boolean hasHeadersOf(CorsDecision other) {
		return Arrays.equals(this.headers, other.headers);
	}

	/**
	 * Return whether there is anything to write.
	 * @return whether there are headers to set, {@code Vary} included
	 */
	public boolean hasHeaders() {
		return this.headers.length > 0 || !this.vary.isEmpty();
	}

	/**
	 * Sets the headers of the answer, one line each: {@code Access-Control-*}, and
	 * {@code Cache-Control: no-store} on a refusal, which a cache could keep too long.
	 * {@code Vary} is not among them: it is added to, never set.
	 * @param <T> the type of the response object
	 * @param origin the value of the request's {@code Origin} header
	 * @param response the response object
	 * @param writer sets one header of it
	 */
	public <T> void writeTo(@Nullable String origin, T response, HeaderSetter<? super T> writer) {
		for (Header header : this.headers) {
			String value = (header.value() != null) ? header.value() : origin;
			if (value != null) {
				writer.set(response, header.name(), value);
			}
		}
	}

	/**
	 * Return every header of the answer, {@code Vary} included.
	 * @param origin the value of the request's {@code Origin} header
	 * @return the headers by name, in the order they are written
	 */
	public Map<String, String> headers(@Nullable String origin) {
		Map<String, String> headers = new LinkedHashMap<>();
		writeTo(origin, headers, Map::put);
		if (!this.vary.isEmpty()) {
			headers.put(HeaderNames.VARY, this.vary.line());
		}
		return headers;
	}

	@Override
	public String toString() {
		return this.kind + " " + outcome() + " (" + this.reason.code() + ") by "
				+ ((this.policy != null) ? "policy '" + this.policy + "'" : "no policy");
	}

	/**
	 * Sets a response header: {@code HttpServletResponse::setHeader}, for example.
	 *
	 * @param <T> the type of the response object
	 * @since 0.1.0
	 */
	@FunctionalInterface
	public interface HeaderSetter<T> {

		/**
		 * Sets a header to one line.
		 * @param response the response
		 * @param name the header's name
		 * @param value the line's value
		 */
		void set(T response, String name, String value);

	}

}
