package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyPreset;
import io.crossgate.cors.policy.PolicyProperty;
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
	 * Return the policy that allows what it has listed and what was seen. What it has not
	 * listed itself, defaults and wildcards, gives way to what was seen. Headers that
	 * proxies take for facts about the connection are left out; who wants them must name
	 * them. Where a lookup decides about origins, none is listed beside it: that it was
	 * seen does not mean that the lookup refuses it.
	 * @return the policy with other origins, methods and request headers
	 */
	public CorsPolicy apply() {
		return this.policy.toBuilder()
			.allowedOrigins(merged(listedOrigins(), newOrigins()))
			.allowedMethods(newMethods())
			.allowedHeaders(merged(listedHeaders(), newHeaders()))
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
		return yaml(suggestions, (policy) -> true);
	}

	/**
	 * Return several suggestions as one YAML document.
	 * @param suggestions suggestions for different policies
	 * @param shown whether the origins that a policy has may be shown; those of other
	 * policies are not repeated
	 * @return lines from {@code cors:} on
	 */
	public static String yaml(Collection<PolicySuggestion> suggestions, Predicate<CorsPolicy> shown) {
		PolicyYamlWriter yaml = new PolicyYamlWriter();
		suggestions.forEach((suggestion) -> suggestion.addTo(yaml, shown.test(suggestion.policy)));
		return yaml.toString();
	}

	private void addTo(PolicyYamlWriter yaml, boolean shown) {
		String name = this.policy.name();
		List<String> present = listedOrigins();
		yaml.terms(this.policy);
		yaml.comment(name, "Seen, not verified: any client can send any Origin. Keep only what you know.");
		if (this.evicted > 0) {
			yaml.comment(name, "Some observations were dropped; this may be incomplete.");
		}
		comment(yaml, this.requests);
		comment(yaml, shown ? this.origins
				: this.origins.stream().filter((seen) -> !present.contains(seen.value())).toList());
		if (isLookedUp()) {
			yaml.comment(name, "origins-from decides about origins: none is listed beside it.");
		}
		if (shown && (!isLookedUp() || !present.isEmpty())) {
			yaml.list(name, "allowed-origins", merged(present, newOrigins()));
		}
		else if (!newOrigins().isEmpty()) {
			yaml.comment(name, "append to allowed-origins, if it has entries");
			yaml.list(name, "allowed-origins", newOrigins());
		}
		add(yaml, PolicyProperty.ALLOWED_METHODS, newMethods());
		List<String> risky = values(this.headers).stream().filter(HeaderNames::isRouting).toList();
		if (!risky.isEmpty()) {
			yaml.comment(name, "Left out, because proxies trust them: " + String.join(", ", risky));
		}
		add(yaml, PolicyProperty.ALLOWED_HEADERS, merged(listedHeaders(), newHeaders()));
	}

	/** What a preset has, and nothing else, is not written out. */
	private void add(PolicyYamlWriter yaml, PolicyProperty property, List<String> values) {
		if (!PolicyPreset.provides(this.policy, property) || !values.equals(this.policy.get(property))) {
			yaml.list(this.policy.name(), property.key(), values);
		}
	}

	/** The origins that the policy lists. A wildcard is none. */
	private List<String> listedOrigins() {
		return isAny(this.policy.allowedOrigins()) ? List.of() : this.policy.allowedOrigins();
	}

	/** The origins that neither an entry nor a pattern of the policy covers. */
	private List<String> newOrigins() {
		if (isLookedUp()) {
			return List.of();
		}
		List<String> present = new ArrayList<>(listedOrigins());
		present.addAll(isAny(this.policy.allowedOriginPatterns()) ? List.of() : this.policy.allowedOriginPatterns());
		OriginSet covered = OriginSet.compile(present.stream().map(OriginPattern::parse).toList());
		return values(this.origins).stream().filter((origin) -> !covered.contains(origin)).toList();
	}

	/** Whatever a wildcard allows is not looked up. */
	private boolean isLookedUp() {
		return !this.policy.originsFrom().isEmpty() && !isAny(this.policy.allowedOrigins())
				&& !isAny(this.policy.allowedOriginPatterns());
	}

	private List<String> listedMethods() {
		List<String> methods = this.policy.allowedMethods();
		return (isAny(methods) || methods.equals(CorsPolicy.DEFAULT_METHODS)) ? List.of() : methods;
	}

	private List<String> listedHeaders() {
		return isAny(this.policy.allowedHeaders()) ? List.of() : this.policy.allowedHeaders();
	}

	private static boolean isAny(List<String> entries) {
		return entries.contains("*") || entries.contains("any");
	}

	private static List<String> merged(List<String> present, List<String> seen) {
		List<String> merged = new ArrayList<>(present);
		seen.stream().filter((value) -> !present.contains(value)).forEach(merged::add);
		return merged;
	}

	private void comment(PolicyYamlWriter yaml, List<Seen> seen) {
		seen.stream()
			.limit(COMMENTED)
			.forEach((one) -> yaml.comment(this.policy.name(), one.count() + " x " + one.value()));
	}

	/**
	 * A handshake is a {@code GET} whose method no policy asks for, and a policy has at
	 * least one method.
	 */
	private List<String> newMethods() {
		List<String> methods = merged(listedMethods(), values(this.methods));
		return methods.isEmpty() ? List.of("GET") : methods;
	}

	/** The headers that the policy lists neither by name nor by family. */
	private List<String> newHeaders() {
		AllowedHeaders listed = new AllowedHeaders(listedHeaders());
		return values(this.headers).stream()
			.filter((name) -> !HeaderNames.isRouting(name) && !listed.allows(name))
			.toList();
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
