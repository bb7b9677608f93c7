package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.List;

/**
 * A policy in words that every peer's configuration can be made from.
 *
 * @param path the path it covers, {@code /**} or a prefix that ends with it
 * @param origins exact origins, or {@code *} alone
 * @param parentDomains domains any HTTPS subdomain of which is allowed
 * @param credentials whether credentials are allowed
 * @param methods the methods it allows
 * @param headers the request headers it allows, in lower case
 */
public record Policy(String path, List<String> origins, List<String> parentDomains, boolean credentials,
		List<String> methods, List<String> headers) {

	/** The response header that every policy exposes. */
	public static final String EXPOSED = "x-request-id";

	/** How long preflights may be cached, in seconds. */
	public static final int MAX_AGE = 1800;

	/**
	 * The policy of the single-policy scenarios: one exact origin, credentials, six
	 * methods, four request headers.
	 */
	public static final Policy BASIC = new Policy("/**", List.of("https://app.example.com"), List.of(), true,
			List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
			List.of("authorization", "content-type", "x-client-version", "x-requested-with"));

	public Policy withPath(String path) {
		return new Policy(path, this.origins, this.parentDomains, this.credentials, this.methods, this.headers);
	}

	public Policy withOrigins(List<String> origins) {
		return new Policy(this.path, origins, this.parentDomains, this.credentials, this.methods, this.headers);
	}

	public Policy withParentDomains(List<String> parentDomains) {
		return new Policy(this.path, List.of(), parentDomains, this.credentials, this.methods, this.headers);
	}

	public Policy withHeaders(List<String> headers) {
		return new Policy(this.path, this.origins, this.parentDomains, this.credentials, this.methods, headers);
	}

	public Policy withoutCredentials() {
		return new Policy(this.path, this.origins, this.parentDomains, false, this.methods, this.headers);
	}

	public boolean isAnyOrigin() {
		return this.origins.equals(List.of("*"));
	}

	/** The patterns Spring and others know: {@code https://*.parent}. */
	public List<String> originPatterns() {
		return this.parentDomains.stream().map((domain) -> "https://*." + domain).toList();
	}

}
