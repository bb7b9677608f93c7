package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyPreset;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.policy.format.PolicyYamlWriter;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.util.SafeText;

/**
 * The smallest change of one policy that allows a request which was denied, and its
 * preflight. It only ever adds exact values: no {@code *}, no pattern, no {@code null};
 * the risk by its name, if an origin is one; and of a path that goes beyond a pattern,
 * {@code /api/**} in place of {@code /api/*}. A person has to judge it: the request may
 * come from an attacker.
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

	private final List<PolicyEdit> edits;

	PolicyChange(CorsPolicy policy, List<PolicyEdit> edits) {
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
	public List<PolicyEdit> edits() {
		return this.edits;
	}

	/**
	 * Changes a policy.
	 * @param policy the policy as it is
	 * @return the policy as it would be
	 */
	public CorsPolicy apply(CorsPolicy policy) {
		CorsPolicy changed = policy;
		for (PolicyEdit edit : this.edits) {
			changed = apply(edit, changed);
		}
		return changed;
	}

	/**
	 * Return the change as YAML that can be pasted.
	 * @return the properties as they would be, from {@code cors:} on; of a list that is
	 * too long to repeat, the entries to append
	 */
	public String yaml() {
		PolicyYamlWriter yaml = new PolicyYamlWriter().terms(this.policy);
		this.edits.forEach((edit) -> write(edit, yaml));
		return yaml.toString();
	}

	/**
	 * What a preset provides is written out: there is no list to which one could append.
	 */
	private void write(PolicyEdit edit, PolicyYamlWriter yaml) {
		List<String> present = present(edit, this.policy);
		if (PolicyPreset.provides(this.policy, property(edit))
				|| (edit.isOfEntry() && PolicySection.isShort(present))) {
			yaml.list(policy(), edit.property(), changed(edit, present));
		}
		else {
			yaml.extended(policy(), edit.property(), present, edit.values());
		}
	}

	/**
	 * Return the change as YAML that names no origin which the policy has.
	 * @return as {@link #yaml()}, but of {@code allowed-origins} only what is to be
	 * appended
	 */
	public String yamlWithoutOrigins() {
		PolicyYamlWriter yaml = new PolicyYamlWriter().terms(this.policy);
		for (PolicyEdit edit : this.edits) {
			if (edit.property().equals(ORIGINS)) {
				yaml.comment(policy(), "append to allowed-origins, if it has entries");
				yaml.list(policy(), edit.property(), edit.values());
			}
			else {
				write(edit, yaml);
			}
		}
		return yaml.toString();
	}

	@Override
	public String toString() {
		return yaml();
	}

	/** Return whether the values of an edit can be shown as they are. */
	static boolean isPresentable(PolicyEdit edit) {
		return edit.values().stream().allMatch((value) -> SafeText.of(value).equals(value));
	}

	/** Adds the values of an edit to a policy, in the place of an entry or at the end. */
	static CorsPolicy apply(PolicyEdit edit, CorsPolicy policy) {
		return policy.toBuilder().set(property(edit), changed(edit, present(edit, policy))).build();
	}

	private static List<String> changed(PolicyEdit edit, List<String> present) {
		List<String> changed = new ArrayList<>(present);
		if (edit.isOfEntry()) {
			changed.remove(edit.entry());
		}
		changed.addAll(edit.isOfEntry() ? edit.entry() : changed.size(), edit.values());
		return changed;
	}

	/** The list itself: one of many thousands is not copied to say that it is long. */
	@SuppressWarnings("unchecked")
	static List<String> present(PolicyEdit edit, CorsPolicy policy) {
		return (List<String>) policy.get(property(edit));
	}

	private static PolicyProperty property(PolicyEdit edit) {
		return PolicyProperty.of(edit.property()).orElseThrow();
	}

}
