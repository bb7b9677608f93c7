package io.crossgate.cors.policy.validation;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.policy.validation.PathValidator.DeclaredPath;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code cors.protection}. Its trusted origins are those of a
 * policy with credentials, because who may write does so as the user; its exempt paths
 * are those of a policy, so that they are read alike. Both are validated as such a
 * policy, and the problems are those of {@code protection}.
 */
final class ProtectionValidator {

	/** What stands in front of its keys below {@code cors}. */
	private static final String PREFIX = "protection.";

	private static final String EVERYWHERE = "/**";

	private ProtectionValidator() {
	}

	static ValidatedProtection validate(DeploymentContext context, PathValidator paths) {
		CrossOriginProtection protection = context.protection();
		ProblemCollector collector = new ProblemCollector(CorsPolicy.named(CorsPolicy.DEFAULT_NAME)
			.allowedOrigins(protection.trustedOrigins())
			.paths(protection.exemptPaths())
			.allowCredentials(true)
			.acceptRisks(protection.acceptRisks())
			.build(), Set.of());
		OriginSet trusted = OriginSet.compile(List.of());
		if (!protection.trustedOrigins().isEmpty()) {
			trusted = OriginReading.of(collector, context).origins();
		}
		List<DeclaredPath> exempt = protection.exemptPaths().isEmpty() ? List.of() : paths.check(collector);
		exempt.stream()
			.filter((path) -> path.entry().value().equals(EVERYWHERE))
			.forEach((path) -> collector.add(ProblemCode.INEFFECTIVE_PROTECTION, path.entry(),
					"Every path of the application is exempt, so that any website may write with your users' cookies. "
							+ "List the paths of webhooks and callbacks, or set mode: off.",
					(path.entry().list().size() > 1) ? path.entry().deleted()
							: path.entry().replacedBy("/webhooks/**").asExample()));
		PolicyValidator.checkRisks(collector);
		return new ValidatedProtection(trusted, exempt.stream().map(DeclaredPath::pattern).toList(),
				ReachabilityCheck.parsed(context.paths().callbackPaths()),
				collector.problems().stream().map(ProtectionValidator::ofProtection).toList());
	}

	/** Return a protection with the lists that stand right below {@code cors} now. */
	static CrossOriginProtection corrected(CrossOriginProtection protection, Collection<PolicySection> sections) {
		for (PolicySection section : sections) {
			if (section.policy().equals(CorsPolicy.DEFAULT_NAME)) {
				return new CrossOriginProtection(protection.mode(),
						list(section, "trusted-origins", protection.trustedOrigins()),
						list(section, "exempt-paths", protection.exemptPaths()),
						list(section, "accept-risks", protection.acceptRisks()));
			}
		}
		return protection;
	}

	private static List<String> list(PolicySection section, String key, List<String> declared) {
		return section.keys().contains(PREFIX + key) ? section.values(PREFIX + key) : declared;
	}

	private static Problem ofProtection(Problem problem) {
		List<PolicyEdit> edits = problem.edits()
			.stream()
			.map((edit) -> new PolicyEdit(edit.operation(), key(edit.property()), edit.entry(), edit.values(),
					edit.example()))
			.toList();
		return new Problem(problem.code(), problem.policy(), key(problem.property()), problem.value(), message(problem),
				edits);
	}

	private static String key(String property) {
		return PREFIX + property.replace("allowed-origins", "trusted-origins").replace("paths", "exempt-paths");
	}

	private static String message(Problem problem) {
		if (problem.code() == ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS) {
			return "To trust every origin is no protection. List the origins, or set mode: off.";
		}
		if (problem.code() == ProblemCode.MANAGEMENT_PATH) {
			return "Pages of every site could write to management endpoints with your users' cookies.";
		}
		// A policy's page reads, a trusted one writes.
		return problem.message()
			.replace("read your users' data", "act as your users")
			.replace("which no policy opens by the way", "which are not exempt by the way");
	}

}
