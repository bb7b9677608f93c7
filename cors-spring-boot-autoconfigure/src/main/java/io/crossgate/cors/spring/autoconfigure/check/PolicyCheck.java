package io.crossgate.cors.spring.autoconfigure.check;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;
import io.crossgate.cors.spring.check.Check;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.explain.PolicyLogger.ExplanationWarning;
import io.crossgate.cors.spring.explain.PolicyLogger.Warnings;

/**
 * What is left to say of policies that can be used: warnings, accepted risks, and what is
 * past its date. The start warns of the latter; a check is where it has to be noticed.
 */
final class PolicyCheck implements Check {

	@Override
	public List<Finding> check(Application application) {
		ConfigurableApplicationContext context = application.context();
		if (context.getBeanProvider(CorsEngine.class).getIfAvailable() == null) {
			return List.of(Finding
				.of(Severity.NOTE, "starter-off", "cors.enabled = false",
						"The starter is off: no policy is read, and no filter registered.")
				.at(application.place("cors.enabled")));
		}
		Warnings warnings = context.getBeanProvider(Warnings.class).getIfAvailable();
		List<Problem> problems = new ArrayList<>(application.policies().warnings());
		if (warnings != null) {
			warnings.problems().stream().filter((problem) -> !problems.contains(problem)).forEach(problems::add);
		}
		problems.removeIf((problem) -> problem.code() == ProblemCode.EXPIRED);
		problems.addAll(GrantTerms.check(application.policies().policies(), LocalDate.now(ZoneOffset.UTC), true));
		PropertyLocator locator = new PropertyLocator(context);
		List<Finding> findings = new ArrayList<>();
		problems.forEach((problem) -> findings.add(finding(problem, locator.locate(problem))));
		findings.addAll(reporting(application));
		if (context.getBeanNamesForType(ExplanationWarning.class, false, false).length > 0
				&& ExplanationWarning.isReachable(context.getEnvironment())) {
			findings.add(explained(application));
		}
		return findings;
	}

	private static List<Finding> reporting(Application application) {
		return application.policies()
			.policies()
			.stream()
			.filter((policy) -> policy.mode() == CorsPolicy.Mode.REPORT_ONLY)
			.map((policy) -> Finding
				.of(Severity.WARN, "report-only", "mode of policy '" + policy.name() + "'",
						"It sends no CORS headers and refuses nothing: pages of other origins work only if something "
								+ "else sends them.")
				.at(application.place(policy.name(), "mode"))
				.remedy("to allow what is allowed and refuse nothing, set mode: enforce and on-denied: pass-through"))
			.toList();
	}

	private static Finding explained(Application application) {
		return Finding
			.of(Severity.WARN, "explanations-behind-proxy", "cors.explain.browser",
					"It is on, and the server listens on other than loopback addresses. A proxy on this machine that "
							+ "calls it localhost and adds no X-Forwarded-* header is taken for this machine's user.")
			.at(application.place("cors.explain.browser"))
			.remedy("where there is such a proxy, set cors.explain.browser=off; elsewhere, server.address=127.0.0.1");
	}

	private static Finding finding(Problem problem, Place place) {
		String property = (place.type() != null) ? problem.property() + " of policy '" + problem.policy() + "'"
				: WrittenSection.name(problem.policy(), problem.property()).toString();
		return Finding.of(problem, property, place);
	}

}
