package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.PolicyYamlWriter;
import io.crossgate.cors.util.SafeText;

/**
 * The smallest change of one policy that allows a request which was denied, and its
 * preflight. It only ever adds exact values: no {@code *}, no pattern, no {@code null};
 * and the risk by its name, if an origin is one. A person has to judge it: the request
 * may come from an attacker.
 *
 * @since 0.1.0
 */
public final class PolicyChange {

	static final String PATHS = "paths";

	static final String ORIGINS = "allowed-origins";

	static final String METHODS = "allowed-methods";

	static final String HEADERS = "allowed-headers";

	static final String RISKS = "accept-risks";

	private final CorsPolicy policy;

	private final List<Edit> edits;

	PolicyChange(CorsPolicy policy, List<Edit> edits) {
		this.policy = policy;
		this.edits = List.copyOf(edits);
	}

	/**
	 * Return which policy is changed.
	 * @return the policy's name
	 */
	public String policy() {
		return this.policy.name();
	}

	/**
	 * Return what is changed: one edit, unless the request was refused for several
	 * reasons.
	 * @return the edits, in the order in which a request is checked
	 */
	public List<Edit> edits() {
		return this.edits;
	}

	/**
	 * Changes a policy.
	 * @param policy the policy as it is
	 * @return the policy as it would be
	 */
	public CorsPolicy apply(CorsPolicy policy) {
		CorsPolicy changed = policy;
		for (Edit edit : this.edits) {
			changed = edit.apply(changed);
		}
		return changed;
	}

	/**
	 * Return the change as YAML that can be pasted.
	 * @return the properties as they would be, from {@code cors:} on; of a list that is
	 * too long to repeat, the entries to append
	 */
	public String yaml() {
		PolicyYamlWriter yaml = new PolicyYamlWriter();
		for (Edit edit : this.edits) {
			yaml.extended(policy(), edit.property, edit.present(this.policy), edit.values);
		}
		return yaml.toString();
	}

	@Override
	public String toString() {
		return yaml();
	}

	/**
	 * What is added to one property.
	 *
	 * @param property the property, such as {@code allowed-origins}
	 * @param values the values to add
	 */
	public record Edit(String property, List<String> values) {

		/**
		 * Copies the values.
		 */
		public Edit {
			values = List.copyOf(values);
		}

		/** Return whether the values can be shown as they are. */
		boolean isPresentable() {
			return this.values.stream().allMatch((value) -> SafeText.of(value).equals(value));
		}

		List<String> present(CorsPolicy policy) {
			return switch (this.property) {
				case PATHS -> policy.paths();
				case ORIGINS -> policy.allowedOrigins();
				case METHODS -> policy.allowedMethods();
				case RISKS -> policy.acceptRisks();
				default -> policy.allowedHeaders();
			};
		}

		CorsPolicy apply(CorsPolicy policy) {
			List<String> extended = new ArrayList<>(present(policy));
			extended.addAll(this.values);
			CorsPolicyBuilder builder = policy.toBuilder();
			switch (this.property) {
				case PATHS -> builder.paths(extended);
				case ORIGINS -> builder.allowedOrigins(extended);
				case METHODS -> builder.allowedMethods(extended);
				case RISKS -> builder.acceptRisks(extended);
				default -> builder.allowedHeaders(extended);
			}
			return builder.build();
		}

	}

}
