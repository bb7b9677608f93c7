package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.diagnosis.Diagnosis.DecidingRule;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.util.SafeText;

/**
 * A reason in words.
 *
 * @param rule what decided
 * @param closestMatch what almost matched
 * @param verdict the decision, as one sentence
 */
record ReasonDescription(DecidingRule rule, ClosestMatch closestMatch, String verdict) {

	private static final int SHOWN_PATHS = 3;

	private static final int SHOWN_POLICIES = 2;

	/** Explains a path that no policy covers. */
	static ReasonDescription ofPath(CorsRequest request, CorsPolicies policies) {
		ClosestMatch match = PathMismatchFinder.of(request, policies);
		return new ReasonDescription(new DecidingRule(null, PolicyChange.PATHS, match.entry()), match,
				"No policy covers the path " + SafeText.of(request.path())
						+ ": it is left to the application, and a browser refuses what comes without CORS headers.");
	}

	static ReasonDescription of(CorsRequest request, DecisionReason reason, CorsPolicies policies, CorsPolicy policy) {
		AttemptedRequest attempted = new AttemptedRequest(request);
		return switch (reason) {
			case ALLOWED -> allowed(attempted.origin(), policies, policy);
			case NO_POLICY -> new ReasonDescription(new DecidingRule(policy.name(), "mode", "off"),
					ClosestMatch.because(MismatchKind.POLICY_OFF, "The policy's mode is off."),
					title(policy) + " leaves the request alone.");
			case NOT_CORS ->
				notApplicable(policy, PolicyChange.PATHS, "The request has no Origin header: CORS does not apply.");
			case SAME_ORIGIN ->
				notApplicable(policy, "same-origins", "The page is of the server's own origin: CORS does not apply.");
			case NAVIGATION -> notApplicable(policy, PolicyChange.PATHS,
					"A navigation, or a request of the user's own: browsers do not apply CORS to it.");
			case ORIGIN_NOT_ALLOWED, LOOKUP_FAILED, LOOKUP_OVERLOADED, ORIGIN_MALFORMED, ORIGIN_NULL, ORIGIN_MULTIPLE ->
				origin(reason, attempted, policies, policy);
			case METHOD_NOT_ALLOWED, METHOD_MALFORMED -> denied(policy, PolicyChange.METHODS,
					MethodMismatchFinder.of(reason, attempted, policy), method(reason, attempted, policy));
			case HEADERS_NOT_ALLOWED, HEADERS_MALFORMED, HEADERS_TOO_LARGE ->
				denied(policy, PolicyChange.HEADERS, HeaderMismatchFinder.of(reason, attempted, policies, policy),
						headers(reason, attempted, policies, policy));
			case AMBIGUOUS_PATH -> denied(policy, PolicyChange.PATHS,
					ClosestMatch.because(MismatchKind.PATH_SPELLING,
							"Path parameters, dot segments, double slashes, encoded separators and the like are read "
									+ "differently by servers, and nothing is granted unless all readings select the "
									+ "same policy."),
					readings(request, policies.select(request)));
			case CROSS_ORIGIN_WRITE, CROSS_ORIGIN_WRITE_UNPROVEN -> ofWrite(request, reason);
		};
	}

	/** Explains a write of another site's page, which is no policy's to refuse. */
	static ReasonDescription ofWrite(CorsRequest request, DecisionReason reason) {
		return new ReasonDescription(new DecidingRule(null, ProtectionChange.ORIGINS, null),
				OriginMismatchFinder.ofWrite(request), WriteDescription.of(request, reason));
	}

	/** The same without the origin that the policy has. */
	ReasonDescription withoutOrigins() {
		return !this.rule.property().equals(PolicyChange.ORIGINS) ? this
				: new ReasonDescription(new DecidingRule(this.rule.policy(), this.rule.property(), null),
						this.closestMatch.withoutEntry(), this.verdict);
	}

	/** Whether the application itself seems to be refused, which no policy can cure. */
	boolean isOwnOrigin() {
		return this.closestMatch.kind() == MismatchKind.OWN_ORIGIN;
	}

	private static ReasonDescription allowed(@Nullable String origin, CorsPolicies policies, CorsPolicy policy) {
		String entry = entry(origin, policies, policy);
		DecidingRule rule = (entry == null && !policy.originsFrom().isEmpty())
				? new DecidingRule(policy.name(), OriginLookups.PROPERTY, policy.originsFrom())
				: new DecidingRule(policy.name(), PolicyChange.ORIGINS, entry);
		return new ReasonDescription(rule, ClosestMatch.NONE, title(policy) + " allows the request.");
	}

	private static ReasonDescription origin(DecisionReason reason, AttemptedRequest attempted, CorsPolicies policies,
			CorsPolicy policy) {
		ClosestMatch near = OriginMismatchFinder.of(reason, attempted, policies, policy);
		String origin = attempted.origin();
		if (origin == null || !OriginLookups.isAsked(reason, origin, policy)) {
			return denied(policy, PolicyChange.ORIGINS, near, origin(reason, attempted, policy));
		}
		return denied(policy, OriginLookups.PROPERTY, OriginLookups.match(reason, near),
				OriginLookups.verdict(reason, title(policy), origin, policy, policies));
	}

	private static ReasonDescription notApplicable(CorsPolicy policy, String property, String verdict) {
		return new ReasonDescription(new DecidingRule(policy.name(), property, null), ClosestMatch.NONE, verdict);
	}

	private static ReasonDescription denied(CorsPolicy policy, String property, ClosestMatch match, String verdict) {
		String entry = (match.kind() == MismatchKind.ROUTING_HEADER) ? match.entry() : null;
		return new ReasonDescription(new DecidingRule(policy.name(), property, entry), match, verdict);
	}

	private static String origin(DecisionReason reason, AttemptedRequest attempted, CorsPolicy policy) {
		String origin = SafeText.of(attempted.origin());
		return switch (reason) {
			case ORIGIN_MALFORMED -> "The Origin is nothing a browser sends: " + origin + ".";
			case ORIGIN_MULTIPLE -> "The request names more than one origin: " + origin + ".";
			default -> title(policy)
					+ (mayAllow(policy) ? " does not allow the origin " + origin + "." : " allows no origin.");
		};
	}

	private static String method(DecisionReason reason, AttemptedRequest attempted, CorsPolicy policy) {
		String method = SafeText.of(attempted.method());
		return (reason == DecisionReason.METHOD_MALFORMED)
				? HeaderNames.REQUEST_METHOD + " is not one method: " + method + "."
				: title(policy) + " does not allow the method " + method + ".";
	}

	private static String headers(DecisionReason reason, AttemptedRequest attempted, CorsPolicies policies,
			CorsPolicy policy) {
		return switch (reason) {
			case HEADERS_MALFORMED -> HeaderNames.REQUEST_HEADERS + " is no list of header names.";
			case HEADERS_TOO_LARGE -> HeaderNames.REQUEST_HEADERS + " is too long.";
			default -> {
				List<String> refused = attempted.refusedHeaders(policies);
				yield title(policy) + " does not allow the request header" + ((refused.size() == 1) ? " " : "s ")
						+ SafeText.of(String.join(", ", refused)) + ".";
			}
		};
	}

	static boolean hasOrigins(CorsPolicy policy) {
		return !policy.allowedOrigins().isEmpty() || !policy.allowedOriginPatterns().isEmpty();
	}

	private static boolean mayAllow(CorsPolicy policy) {
		return hasOrigins(policy) || !policy.originsFrom().isEmpty();
	}

	/** The first entry that matches. */
	private static @Nullable String entry(@Nullable String origin, CorsPolicies policies, CorsPolicy policy) {
		if (origin == null) {
			return null;
		}
		return policies.nearestOrigins(policy.name(), origin)
			.stream()
			.filter((entry) -> OriginSet.compile(List.of(OriginPattern.parse(entry))).contains(origin))
			.findFirst()
			.orElse(null);
	}

	private static String readings(CorsRequest request, CorsPolicies.PathSelection selection) {
		List<String> read = new ArrayList<>();
		selection.selected().stream().limit(SHOWN_POLICIES).forEach((name) -> read.add("policy '" + name + "'"));
		int more = selection.selected().size() - SHOWN_POLICIES;
		if (more > 0) {
			read.add(more + " more");
		}
		if (selection.elsewhere()) {
			read.add("no policy");
		}
		return "The path " + SafeText.of(request.path()) + " can be read as one of "
				+ SafeText.of(String.join(", or of ", read)) + ".";
	}

	private static String title(CorsPolicy policy) {
		List<String> paths = policy.paths();
		String shown = String.join(", ", paths.subList(0, Math.min(paths.size(), SHOWN_PATHS)));
		int more = paths.size() - SHOWN_PATHS;
		return "Policy '" + SafeText.of(policy.name()) + "' (paths " + SafeText.of(shown)
				+ ((more > 0) ? " and " + more + " more)" : ")");
	}

}
