package io.crossgate.cors.traffic;

import java.util.Collection;
import java.util.List;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.format.PolicyYamlWriter;

/**
 * The least a policy would have to allow for the traffic that was seen while it only
 * reported. An observation of unauthenticated input: any client can send any
 * {@code Origin}, so each value is a question to a person, never an answer.
 *
 * @param policy the policy as it is declared
 * @param origins the origins, the most frequent first
 * @param methods the methods
 * @param headers the request headers that preflights asked for, in lower case
 * @param requests the requests in short, such as {@code GET /orders/*}
 * @param evicted how many observations were evicted; if there are any, the suggestion may
 * be incomplete
 * @since 0.1.0
 */
public record PolicySuggestion(CorsPolicy policy, List<Seen> origins, List<Seen> methods, List<Seen> headers,
		List<Seen> requests, long evicted) {

	/** More than this is not repeated as a comment. */
	private static final int COMMENTED = 8;

	/**
	 * Copies the lists.
	 */
	public PolicySuggestion {
		origins = List.copyOf(origins);
		methods = List.copyOf(methods);
		headers = List.copyOf(headers);
		requests = List.copyOf(requests);
	}

	/**
	 * Return the policy that allows exactly what was seen. Headers that proxies take for
	 * facts about the connection are left out; who wants them must name them.
	 * @return the policy with other origins, methods and request headers
	 */
	public CorsPolicy apply() {
		return this.policy.toBuilder()
			.allowedOrigins(values(this.origins))
			.allowedOriginPatterns(List.of())
			.allowedMethods(allowedMethods())
			.allowedHeaders(allowedHeaders())
			.build();
	}

	/**
	 * Return the suggestion as YAML.
	 * @return lines from {@code cors:} on, with comments that say how often what was seen
	 */
	public String yaml() {
		return yaml(List.of(this));
	}

	/**
	 * Return several suggestions as one YAML document.
	 * @param suggestions suggestions for different policies
	 * @return lines from {@code cors:} on
	 */
	public static String yaml(Collection<PolicySuggestion> suggestions) {
		PolicyYamlWriter yaml = new PolicyYamlWriter();
		suggestions.forEach((suggestion) -> suggestion.addTo(yaml));
		return yaml.toString();
	}

	private void addTo(PolicyYamlWriter yaml) {
		String name = this.policy.name();
		yaml.comment(name, "Seen, not verified: any client can send any Origin. Keep only what you know.");
		if (this.evicted > 0) {
			yaml.comment(name, "Some observations were dropped; this may be incomplete.");
		}
		comment(yaml, this.requests);
		comment(yaml, this.origins);
		yaml.list(name, "allowed-origins", values(this.origins));
		if (!this.policy.allowedOriginPatterns().isEmpty()) {
			yaml.list(name, "allowed-origin-patterns", List.of());
		}
		yaml.list(name, "allowed-methods", allowedMethods());
		List<String> risky = values(this.headers).stream().filter(HeaderNames::isRouting).toList();
		if (!risky.isEmpty()) {
			yaml.comment(name, "Left out, because proxies trust them: " + String.join(", ", risky));
		}
		yaml.list(name, "allowed-headers", allowedHeaders());
	}

	private void comment(PolicyYamlWriter yaml, List<Seen> seen) {
		seen.stream()
			.limit(COMMENTED)
			.forEach((one) -> yaml.comment(this.policy.name(), one.count() + " x " + one.value()));
	}

	/**
	 * A handshake is a {@code GET} whose method no policy asks for, and one has a method.
	 */
	private List<String> allowedMethods() {
		return this.methods.isEmpty() ? List.of("GET") : values(this.methods);
	}

	private List<String> allowedHeaders() {
		return values(this.headers).stream().filter((name) -> !HeaderNames.isRouting(name)).toList();
	}

	private static List<String> values(List<Seen> seen) {
		return seen.stream().map(Seen::value).toList();
	}

	/**
	 * Something that was seen.
	 *
	 * @param value what
	 * @param count how often
	 * @param first when first, in milliseconds of the epoch
	 * @param last when last
	 */
	public record Seen(String value, long count, long first, long last) {

	}

}
