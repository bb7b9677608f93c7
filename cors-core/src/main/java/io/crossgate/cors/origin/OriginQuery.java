package io.crossgate.cors.origin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link OriginLookup} is asked: the origin, parsed, and those facts of the
 * request that the lookup {@linkplain OriginLookup#uses declares}. Others are not there,
 * because an answer is kept for every request with the same origin and declared facts.
 *
 * <pre class="code">
 * query.origin();                                     // permitted
 * query.host();                                       // permitted, if uses() names host
 * query.actualRequest().map((request) -&gt; request.header("X-Tenant")); // if it names x-tenant
 * query.path();                                       // prohibited otherwise: the request is denied
 * </pre>
 *
 * A preflight never has a key, a cookie or a token: browsers send it without any header
 * that the page sets. A lookup that depends on one asks {@link #actualRequest()}, which
 * is empty on a preflight, and answers that for all of whom the page could be.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch-0">Fetch,
 * CORS-preflight fetch</a>
 */
public final class OriginQuery {

	private final String policy;

	private final Origin origin;

	private final @Nullable String host;

	private final @Nullable String path;

	/** By name, on a preflight none; {@code null} if they do not matter. */
	private final @Nullable Map<String, List<String>> headers;

	private final boolean preflight;

	private OriginQuery(String policy, Origin origin, @Nullable String host, @Nullable String path,
			@Nullable Map<String, List<String>> headers, boolean preflight) {
		this.policy = policy;
		this.origin = origin;
		this.host = host;
		this.path = path;
		this.headers = headers;
		this.preflight = preflight;
	}

	/**
	 * Return a question about an origin alone.
	 * @param policy the name of the policy
	 * @param origin the origin
	 * @return the question
	 */
	public static OriginQuery of(String policy, Origin origin) {
		return new OriginQuery(policy, origin, null, null, null, false);
	}

	/**
	 * Return this question with a host.
	 * @param host the host that the server was called with
	 * @return another question
	 */
	public OriginQuery withHost(String host) {
		return new OriginQuery(this.policy, this.origin, host, this.path, this.headers, this.preflight);
	}

	/**
	 * Return this question with a path.
	 * @param path the path within the application
	 * @return another question
	 */
	public OriginQuery withPath(String path) {
		return new OriginQuery(this.policy, this.origin, this.host, path, this.headers, this.preflight);
	}

	/**
	 * Return this question with the headers of the request itself.
	 * @param headers the lines of the headers that matter, by name in any case
	 * @return another question
	 */
	public OriginQuery withHeaders(Map<String, List<String>> headers) {
		Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, lines) -> copy.put(name, List.copyOf(lines)));
		return new OriginQuery(this.policy, this.origin, this.host, this.path, copy, false);
	}

	/**
	 * Return this question as it is asked on a preflight, which has none of the headers
	 * that matter.
	 * @return another question
	 */
	public OriginQuery onPreflight() {
		return new OriginQuery(this.policy, this.origin, this.host, this.path, Map.of(), true);
	}

	/**
	 * Return which policy asks.
	 * @return the policy's name
	 */
	public String policy() {
		return this.policy;
	}

	/**
	 * Return the origin. It is always one that a browser sends for a page: neither
	 * {@code null} nor garbage, and none that the policy must not list, such as one of
	 * {@code http} with credentials.
	 * @return the origin
	 */
	public Origin origin() {
		return this.origin;
	}

	/**
	 * Return the host that the server was called with, as the container reports it.
	 * @return the host in lower case, without a port
	 * @throws IllegalStateException if the lookup does not declare that it uses it
	 */
	public String host() {
		return declared(this.host, "host");
	}

	/**
	 * Return the path.
	 * @return the path within the application, as policies see it
	 * @throws IllegalStateException if the lookup does not declare that it uses it
	 */
	public String path() {
		return declared(this.path, ":path");
	}

	/**
	 * Return the request itself, which only has the headers that are declared.
	 * @return the request, or empty on a preflight
	 * @throws IllegalStateException if the lookup does not declare that it uses headers
	 */
	public Optional<ActualRequest> actualRequest() {
		Map<String, List<String>> headers = declared(this.headers, "the names of the request headers it reads");
		return this.preflight ? Optional.empty() : Optional.of(new ActualRequest(headers));
	}

	private static <T> T declared(@Nullable T fact, String name) {
		if (fact == null) {
			throw new IllegalStateException("The answer is kept for every request of the origin: what else it "
					+ "depends on has to be declared. Let uses() return " + name + ".");
		}
		return fact;
	}

	/**
	 * Return the policy and the origin.
	 */
	@Override
	public String toString() {
		return "OriginQuery of policy '" + this.policy + "' about " + this.origin
				+ (this.preflight ? ", preflight" : "");
	}

	/**
	 * The request that a page sends, as opposed to its preflight.
	 *
	 * @since 0.1.0
	 */
	public static final class ActualRequest {

		private final Map<String, List<String>> headers;

		private ActualRequest(Map<String, List<String>> headers) {
			this.headers = headers;
		}

		/**
		 * Return the only line of a header.
		 * @param name the header's name in any case
		 * @return the line, or empty if there is none, or more than one
		 * @throws IllegalStateException if the lookup does not declare that it uses it
		 */
		public Optional<String> header(String name) {
			List<String> lines = headers(name);
			return (lines.size() == 1) ? Optional.of(lines.get(0)) : Optional.empty();
		}

		/**
		 * Return all lines of a header.
		 * @param name the header's name in any case
		 * @return the lines in order, or none
		 * @throws IllegalStateException if the lookup does not declare that it uses it
		 */
		public List<String> headers(String name) {
			return declared(this.headers.get(name), name);
		}

	}

}
