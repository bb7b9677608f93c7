package io.crossgate.cors.spring.explain;

import java.util.List;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.MismatchKind;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.policy.format.PolicyYamlWriter;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.util.SafeText;

/**
 * A diagnosis in words that repeat the request and the name of the policy, but no value
 * of the configuration: whom a proxy lets through unnoticed learns nothing of what is
 * allowed. The log has the values.
 */
final class ExplanationText {

	private ExplanationText() {
	}

	/** Return why, in one or more sentences. */
	static String of(LinkedRequest linked, Diagnosis diagnosis, CorsEngine engine) {
		String miss = diagnosis.closestMatch().withoutEntry().sentence();
		String risk = diagnosis.change().isPresent() ? diagnosis.remark() : "";
		return verdict(linked, diagnosis, engine) + (miss.isEmpty() ? "" : " " + miss)
				+ (risk.isEmpty() ? "" : " " + risk);
	}

	/** Return why a link can't be explained. */
	static String ofIncomplete(LinkedRequest linked) {
		if (linked.missing()) {
			return "This address names no path, so there is nothing to explain.";
		}
		return "Too long to repeat in the link: " + String.join(", ", linked.observed().omitted())
				+ ". So the policies can't be asked again here; the log of the server has the refusal ("
				+ DenialLogger.LOGGER + ").";
	}

	/** Return what has to be added, without what is there already. */
	static String yaml(PolicyChange change) {
		PolicyYamlWriter yaml = new PolicyYamlWriter();
		for (PolicyEdit edit : change.edits()) {
			if (edit.values().equals(List.of("true"))) {
				yaml.flag(change.policy(), edit.property(), true);
			}
			else {
				yaml.comment(change.policy(), "append to " + edit.property() + ", if it has entries");
				yaml.list(change.policy(), edit.property(), edit.values());
			}
		}
		return yaml.toString();
	}

	/** Return the heading above what has to be added. */
	static String heading(Diagnosis diagnosis) {
		return (diagnosis.reason() == DecisionReason.NO_POLICY) ? "To cover the path" : "To allow exactly this";
	}

	/** Return what to do where nothing can be suggested for exactly this request. */
	static String withoutChange(LinkedRequest linked, Diagnosis diagnosis) {
		if (diagnosis.closestMatch().kind() == MismatchKind.POLICY_OFF) {
			return "To put the policy in force, set its mode to enforce.";
		}
		if (diagnosis.reason() == DecisionReason.NO_POLICY) {
			return "To cover the path, add it to the paths of a policy: cors.policies.<name>.paths: "
					+ PolicyYamlWriter.scalar(SafeText.of(linked.request().path()));
		}
		return diagnosis.isDenied() ? "No change is suggested for it." : "";
	}

	private static String verdict(LinkedRequest linked, Diagnosis diagnosis, CorsEngine engine) {
		String policy = "Policy '" + SafeText.of(diagnosis.rule().policy()) + "'";
		String origin = linked.origin();
		return switch (diagnosis.reason()) {
			case ALLOWED -> "The policies in force now allow it: reload the page that was refused.";
			case NO_POLICY ->
				((diagnosis.closestMatch().kind() == MismatchKind.POLICY_OFF) ? policy + " leaves the path alone"
						: "No policy covers the path " + SafeText.of(linked.request().path()))
						+ ": the application answers without CORS headers, so a browser refuses.";
			case NOT_CORS, SAME_ORIGIN, NAVIGATION -> diagnosis.sentence();
			case ORIGIN_MALFORMED -> "The Origin is nothing a browser sends: " + origin + ".";
			case ORIGIN_MULTIPLE -> "The request names more than one origin: " + origin + ".";
			case ORIGIN_NOT_ALLOWED, ORIGIN_NULL -> policy + " does not allow the origin " + origin
					+ (diagnosis.rule().property().equals("origins-from") ? ", and its bean has not allowed it." : ".");
			case METHOD_NOT_ALLOWED -> policy + " does not allow the method of " + linked.target() + ".";
			case HEADERS_NOT_ALLOWED -> policy + " does not allow " + refused(linked.request(), engine) + ".";
			case CROSS_ORIGIN_WRITE, CROSS_ORIGIN_WRITE_UNPROVEN -> "cors.protection lets no page of " + origin
					+ " write here (" + linked.target() + "): nothing trusts its origin, and the path is not exempt.";
			case AMBIGUOUS_PATH -> "The path can be read in more than one way, and not all readings select the same "
					+ "policy: nothing is granted.";
			default -> (diagnosis.rule().policy() == null) ? diagnosis.sentence()
					: policy + " does not allow it: " + diagnosis.reason().code() + ".";
		};
	}

	private static String refused(CorsRequest preflight, CorsEngine engine) {
		List<String> refused = RequestedHeaders.of(preflight, engine).refused();
		return ((refused.size() == 1) ? "the request header " : "the request headers ")
				+ SafeText.of(String.join(", ", refused));
	}

}
