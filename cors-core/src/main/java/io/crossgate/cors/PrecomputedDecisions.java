package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.AllowedMethods;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.VaryNames;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * Precomputed decisions of one policy. {@code Vary} is sent on every response under the
 * policy, also without {@code Origin}: a response cached without it would be served to
 * other origins.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-responses">Fetch, HTTP responses</a>
 * @see <a href="https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches">Fetch, CORS
 * protocol and HTTP caches</a>
 */
final class PrecomputedDecisions {

	private static final int FORBIDDEN = 403;

	final CorsDecision off;

	final CorsDecision actual;

	final CorsDecision webSocket;

	final PrecomputedActualDecisions listedMethod;

	final PrecomputedActualDecisions otherMethod;

	private final Refusals deniedPreflight;

	private final Refusals deniedWebSocket;

	private final CorsDecision preflight;

	private final CorsDecision privateNetworkPreflight;

	private final boolean anyMethod;

	private final List<Header> preflightHeaders;

	private final VaryNames preflightVary;

	private final CorsPolicy policy;

	PrecomputedDecisions(CorsPolicy policy, boolean anyOrigin, AllowedMethods methods, AllowedHeaders headers,
			List<String> lookupHeaders) {
		this.policy = policy;
		this.anyMethod = methods.isAny();
		VaryNames vary = VaryNames.actual(anyOrigin, lookupHeaders);
		Header[] actual = actualHeaders(anyOrigin);
		this.off = CorsDecision.of(policy, Kind.NOT_CORS, DecisionReason.NO_POLICY, Header.NONE, VaryNames.NONE, 0);
		this.actual = CorsDecision.of(policy, Kind.ACTUAL, DecisionReason.ALLOWED, actual, vary, 0);
		this.webSocket = CorsDecision.of(policy, Kind.WEBSOCKET, DecisionReason.ALLOWED, actual, vary, 0);
		this.listedMethod = PrecomputedActualDecisions.ofListedMethod(policy, anyOrigin, actual, vary);
		this.otherMethod = PrecomputedActualDecisions.ofOtherMethod(policy, anyOrigin, actual, this.listedMethod);
		this.preflightVary = VaryNames.preflight(anyOrigin, policy.allowPrivateNetwork());
		this.preflightHeaders = preflightHeaders(anyOrigin, methods, headers);
		this.preflight = preflight(this.preflightHeaders);
		this.privateNetworkPreflight = preflight(withPrivateNetwork(this.preflightHeaders));
		this.deniedPreflight = new Refusals(policy, Kind.PREFLIGHT, this.preflightVary, true);
		// Browsers leave the check of a handshake to the server, so it is never passed
		// on.
		this.deniedWebSocket = new Refusals(policy, Kind.WEBSOCKET, VaryNames.ORIGIN.and(vary), true);
	}

	/**
	 * Return a refusal. Common settings of caches keep a 403 for longer than its origin
	 * stays refused.
	 */
	static CorsDecision refusal(CorsPolicy policy, Kind kind, DecisionReason reason, VaryNames vary) {
		return CorsDecision.of(policy, kind, reason, Header.NO_STORE, vary, FORBIDDEN);
	}

	CorsDecision deniedPreflight(DecisionReason reason) {
		return this.deniedPreflight.of(reason);
	}

	CorsDecision deniedWebSocket(DecisionReason reason) {
		return this.deniedWebSocket.of(reason);
	}

	/**
	 * Return the answer to an allowed preflight of a policy that lists all it allows.
	 */
	CorsDecision preflight(boolean privateNetwork) {
		return privateNetwork ? this.privateNetworkPreflight : this.preflight;
	}

	/**
	 * Return the answer to an allowed preflight. Where the policy allows every method or
	 * every header, the answer names those that were asked for: browsers take {@code *}
	 * literally with credentials, and one of them never reuses it from its cache.
	 */
	CorsDecision preflight(String method, boolean privateNetwork, @Nullable String requestedHeaders) {
		List<Header> headers = new ArrayList<>(this.preflightHeaders);
		if (this.anyMethod) {
			headers.add(new Header(HeaderNames.ALLOW_METHODS, method));
		}
		if (requestedHeaders != null && !requestedHeaders.isEmpty()) {
			headers.add(new Header(HeaderNames.ALLOW_HEADERS, requestedHeaders));
		}
		return preflight(privateNetwork ? withPrivateNetwork(headers) : headers);
	}

	private CorsDecision preflight(List<Header> headers) {
		boolean answer = this.policy.preflight() == CorsPolicy.Preflight.ANSWER;
		return CorsDecision.of(this.policy, Kind.PREFLIGHT, DecisionReason.ALLOWED, headers.toArray(Header.NONE),
				this.preflightVary, answer ? this.policy.preflightStatus() : 0);
	}

	private Header[] actualHeaders(boolean anyOrigin) {
		List<Header> headers = new ArrayList<>(originHeaders(anyOrigin));
		if (!this.policy.exposedHeaders().isEmpty()) {
			headers.add(new Header(HeaderNames.EXPOSE_HEADERS, String.join(",", this.policy.exposedHeaders())));
		}
		return headers.toArray(Header.NONE);
	}

	private List<Header> preflightHeaders(boolean anyOrigin, AllowedMethods methods, AllowedHeaders headers) {
		List<Header> result = new ArrayList<>(originHeaders(anyOrigin));
		if (!methods.isAny()) {
			result.add(new Header(HeaderNames.ALLOW_METHODS, methods.line()));
		}
		if (!headers.isOpen() && !headers.line().isEmpty()) {
			result.add(new Header(HeaderNames.ALLOW_HEADERS, headers.line()));
		}
		result.add(new Header(HeaderNames.MAX_AGE, Long.toString(this.policy.maxAge().toSeconds())));
		return result;
	}

	private List<Header> originHeaders(boolean anyOrigin) {
		Header origin = anyOrigin ? new Header(HeaderNames.ALLOW_ORIGIN, "*") : Header.echo(HeaderNames.ALLOW_ORIGIN);
		return this.policy.allowCredentials() ? List.of(origin, new Header(HeaderNames.ALLOW_CREDENTIALS, "true"))
				: List.of(origin);
	}

	private static List<Header> withPrivateNetwork(List<Header> headers) {
		List<Header> result = new ArrayList<>(headers);
		result.add(new Header(HeaderNames.ALLOW_PRIVATE_NETWORK, "true"));
		return result;
	}

	/**
	 * The refusals of one kind, by reason, each made when it is needed first: most never
	 * are. Unsynchronised on purpose: a race makes an equal one. An array, because an
	 * {@code EnumMap} looks at the class of its key each time.
	 */
	@SuppressWarnings("EnumOrdinal")
	static final class Refusals {

		private static final int REASONS = DecisionReason.values().length;

		private final CorsPolicy policy;

		private final Kind kind;

		private final VaryNames vary;

		private final boolean reject;

		private @Nullable CorsDecision @Nullable [] byReason;

		/**
		 * Creates the refusals of a kind of request.
		 * @param reject whether requests are answered rather than passed on
		 */
		Refusals(CorsPolicy policy, Kind kind, VaryNames vary, boolean reject) {
			this.policy = policy;
			this.kind = kind;
			this.vary = vary;
			this.reject = reject;
		}

		CorsDecision of(DecisionReason reason) {
			@Nullable CorsDecision[] byReason = this.byReason;
			if (byReason == null) {
				byReason = new CorsDecision[REASONS];
				this.byReason = byReason;
			}
			CorsDecision decision = byReason[reason.ordinal()];
			if (decision == null) {
				decision = this.reject ? refusal(this.policy, this.kind, reason, this.vary)
						: CorsDecision.of(this.policy, this.kind, reason, Header.NONE, this.vary, 0);
				byReason[reason.ordinal()] = decision;
			}
			return decision;
		}

	}

	/**
	 * One header of an answer.
	 *
	 * @param name the name
	 * @param value the value, or {@code null} for the request's origin
	 */
	record Header(String name, @Nullable String value) {

		static final Header[] NONE = {};

		static final Header[] NO_STORE = { new Header(HeaderNames.CACHE_CONTROL, "no-store") };

		static Header echo(String name) {
			return new Header(name, null);
		}

	}

}
