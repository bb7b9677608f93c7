package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * Hides the origins of the configuration from those who may not see them. What a client
 * has sent or asked for is no secret to it, and so is everything but origins; there the
 * application's own {@code SanitizingFunction} beans have a say.
 *
 * @param sanitizer applies the functions
 * @param shown whether origins may be seen
 */
record OriginMask(Sanitizer sanitizer, boolean shown) {

	private static final String ORIGINS = "allowed-origins";

	private static final String PATTERNS = "allowed-origin-patterns";

	/** Entries that name nobody, and stand in sentences of other meanings. */
	private static final List<String> WORDS = List.of("*", "any", "null");

	/** Return the values of a list property as they may be seen. */
	List<String> values(CorsPolicy policy, String property, List<String> values) {
		boolean visible = this.shown || !(property.equals(ORIGINS) || property.equals(PATTERNS));
		return values.stream().map((value) -> sanitized(key(policy, property), value, visible)).toList();
	}

	/** Return all origins and patterns of a policy as they may be seen. */
	List<String> origins(CorsPolicy policy) {
		List<String> origins = new ArrayList<>(values(policy, ORIGINS, policy.allowedOrigins()));
		origins.addAll(values(policy, PATTERNS, policy.allowedOriginPatterns()));
		return origins;
	}

	/** Return the origins of other CORS code as they may be seen. */
	List<String> origins(String key, List<String> origins) {
		return origins.stream().map((origin) -> sanitized(key, origin, this.shown)).toList();
	}

	/** Return whether all origins of a policy may be seen. */
	boolean isOpen(CorsPolicy policy) {
		return origins(policy).equals(declared(policy));
	}

	/** Return a diagnosis in words that may be read. */
	Diagnosis masked(Diagnosis diagnosis, CorsPolicies policies) {
		return policies.policies().stream().allMatch(this::isOpen) ? diagnosis : diagnosis.withoutOrigins();
	}

	/** Return a change as YAML that may be read. */
	String fix(Diagnosis diagnosis, CorsPolicies policies) {
		boolean open = policies.policies().stream().allMatch(this::isOpen);
		if (!diagnosis.protectionChanges().isEmpty()) {
			return diagnosis.protectionChanges()
				.stream()
				.map((change) -> (open && this.shown) ? change.yaml() : change.yamlWithoutPresent())
				.collect(Collectors.joining("\n# or\n"));
		}
		return diagnosis.change().map((change) -> open ? change.yaml() : change.yamlWithoutOrigins()).orElse("");
	}

	/**
	 * Return a sentence about the configuration in which its hidden origins are masked.
	 */
	String sentence(String sentence, CorsPolicies policies) {
		return sentence(sentence, policies.policies());
	}

	/** Return the same where the policies are not in force. */
	String sentence(String sentence, List<CorsPolicy> policies) {
		if (sentence.isEmpty()) {
			return sentence;
		}
		String[] masked = { sentence };
		for (CorsPolicy policy : policies) {
			List<String> declared = declared(policy);
			List<String> visible = origins(policy);
			// Longer ones first: they may contain others.
			IntStream.range(0, declared.size())
				.boxed()
				.filter((index) -> !WORDS.contains(declared.get(index)))
				.sorted(Comparator.comparingInt((Integer index) -> declared.get(index).length()).reversed())
				.forEach((index) -> masked[0] = masked[0].replace(declared.get(index), visible.get(index)));
		}
		return masked[0];
	}

	/** Return an origin that a client has sent, unless it is one that is hidden. */
	String seen(String origin, CorsPolicies policies) {
		for (CorsPolicy policy : policies.policies()) {
			int index = declared(policy).indexOf(origin);
			if (index >= 0) {
				return origins(policy).get(index);
			}
		}
		return origin;
	}

	private static List<String> declared(CorsPolicy policy) {
		List<String> declared = new ArrayList<>(policy.allowedOrigins());
		declared.addAll(policy.allowedOriginPatterns());
		return declared;
	}

	private String sanitized(String key, String value, boolean visible) {
		Object sanitized = this.sanitizer.sanitize(new SanitizableData(null, key, value), visible);
		return Objects.toString(sanitized, SanitizableData.SANITIZED_VALUE);
	}

	private static String key(CorsPolicy policy, String property) {
		boolean standard = policy.name().equals(CorsPolicy.DEFAULT_NAME);
		return standard ? "cors." + property : "cors.policies." + policy.name() + "." + property;
	}

}
