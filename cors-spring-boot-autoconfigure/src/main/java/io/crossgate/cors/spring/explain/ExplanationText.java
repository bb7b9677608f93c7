package io.crossgate.cors.spring.explain;

import java.util.List;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.ClosestMatch;
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
	static String of(LinkedRequest linked, Diagnosis diagnosis, CorsPolicies policies) {
		String miss = miss(diagnosis.closestMatch());
		String risk = diagnosis.change().isPresent() ? diagnosis.remark() : "";
		return verdict(linked, diagnosis, policies) + (miss.isEmpty() ? "" : " " + miss)
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

	private static String verdict(LinkedRequest linked, Diagnosis diagnosis, CorsPolicies policies) {
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
			case ORIGIN_NOT_ALLOWED, ORIGIN_NULL -> policy + " does not allow the origin " + origin + ".";
			case METHOD_NOT_ALLOWED -> policy + " does not allow the method of " + linked.target() + ".";
			case HEADERS_NOT_ALLOWED -> policy + " does not allow " + refused(linked.request(), policies) + ".";
			case AMBIGUOUS_PATH -> "The path can be read in more than one way, and not all readings select the same "
					+ "policy: nothing is granted.";
			default -> (diagnosis.rule().policy() == null) ? diagnosis.sentence()
					: policy + " does not allow it: " + diagnosis.reason().code() + ".";
		};
	}

	private static String refused(CorsRequest preflight, CorsPolicies policies) {
		List<String> refused = RequestedHeaders.of(preflight, policies).refused();
		return ((refused.size() == 1) ? "the request header " : "the request headers ")
				+ SafeText.of(String.join(", ", refused));
	}

	/** A miss that has an entry names it. */
	private static String miss(ClosestMatch miss) {
		if (miss.entry() == null) {
			return miss.sentence();
		}
		String near = "An origin that is allowed differs ";
		return switch (miss.kind()) {
			case SCHEME -> near + "only in the scheme.";
			case PORT -> near + "only in the port.";
			case LOOPBACK_NAME ->
				near + "only in the name of this machine: localhost, 127.0.0.1 and [::1] are " + "different origins.";
			case WWW -> near + "only in the label 'www'.";
			case TRAILING_DOT -> near + "only in the dot at the end of the host.";
			case APEX -> "A pattern allows hosts below this one, which does not include the host itself.";
			case WILDCARD_LABEL -> "The star of a pattern stands for letters, digits and hyphens of the first label.";
			case EXTRA_LABEL, MISSING_LABEL, SIBLING -> near + "in the first labels of the host.";
			case LOOKALIKE -> "It only looks like an origin that is allowed: the two can belong to different people.";
			case TRAILING_SLASH, ORIGIN_PATH, ORIGIN_CASE, ORIGIN_SPELLING ->
				"Written as browsers write it, it would be allowed.";
			case METHOD_CASE -> "Methods are case-sensitive: the page has to write it as the policy does.";
			case HEADER_SPELLING -> "A header that is allowed differs only in its dashes.";
			case ROUTING_HEADER ->
				"No wildcard covers headers that proxies and frameworks take for a fact about the " + "connection.";
			default -> "";
		};
	}

}
