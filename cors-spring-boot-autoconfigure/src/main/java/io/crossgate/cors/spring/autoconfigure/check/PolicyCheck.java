package io.crossgate.cors.spring.autoconfigure.check;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;
import io.crossgate.cors.spring.check.Check;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
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
		return problems.stream().map((problem) -> finding(problem, locator.locate(problem))).toList();
	}

	private static Finding finding(Problem problem, Place place) {
		String property = (place.type() != null) ? problem.property() + " of policy '" + problem.policy() + "'"
				: WrittenSection.name(problem.policy(), problem.property()).toString();
		return Finding.of(problem, property, place);
	}

}
