package io.crossgate.cors.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode.Severity;

/**
 * Policies and a request, written as text:
 *
 * <pre>
 * protection: enforce
 * paths: /api/**
 * allowed-origins: https://app.example.com, https://*.example.org
 * ---
 * paths: /public/**
 * allowed-origins: *
 *
 * GET /api/x /app
 * Origin: https://app.example.com
 * </pre>
 *
 * What makes a policy an error is left out of it, and what is a risk is accepted, so that
 * most texts can be tried.
 *
 * @param policies the policies, compiled
 * @param request the request
 */
record FuzzedExchange(CorsPolicies policies, CorsRequest request) {

	private static final int ATTEMPTS = 4;

	private static final int MAX_ENTRIES = 12;

	static Optional<FuzzedExchange> parse(FuzzInput input) {
		List<Map<PolicyProperty, List<String>>> declared = new ArrayList<>(
				List.of(new EnumMap<>(PolicyProperty.class)));
		Map<String, String> context = new LinkedHashMap<>();
		for (String line : input.configured()) {
			int colon = line.indexOf(": ");
			if (line.equals("---")) {
				declared.add(new EnumMap<>(PolicyProperty.class));
			}
			else if (colon > 0) {
				String key = line.substring(0, colon);
				String value = line.substring(colon + 2);
				PolicyProperty.of(key)
					.ifPresentOrElse((property) -> declared.get(declared.size() - 1).put(property, entries(value)),
							() -> context.put(key, value));
			}
		}
		return request(input.sent())
			.flatMap((request) -> policies(declared, context).map((policies) -> new FuzzedExchange(policies, request)));
	}

	private static List<String> entries(String value) {
		return Stream.of(value.split(", ?", -1)).limit(MAX_ENTRIES).toList();
	}

	private static Optional<CorsPolicies> policies(List<Map<PolicyProperty, List<String>>> declared,
			Map<String, String> written) {
		DeploymentContext context = context(written);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			List<CorsPolicy> policies = new ArrayList<>();
			for (int i = 0; i < declared.size(); i++) {
				policies.add(policy("p" + i, declared.get(i)));
			}
			List<Problem> problems = CorsPolicies.check(policies, context);
			problems.forEach(Invariants::isSaidInOneLine);
			if (problems.stream().noneMatch(Problem::isFatal)) {
				return Optional.of(CorsPolicies.compile(policies, context));
			}
			problems.stream().filter(Problem::isFatal).forEach((problem) -> repair(declared, problem));
		}
		return Optional.empty();
	}

	private static void repair(List<Map<PolicyProperty, List<String>>> declared, Problem problem) {
		for (int i = 0; i < declared.size(); i++) {
			if (!problem.policy().equals("p" + i)) {
				continue;
			}
			Map<PolicyProperty, List<String>> policy = declared.get(i);
			if (problem.severity() == Severity.RISK) {
				List<String> risks = new ArrayList<>(policy.getOrDefault(PolicyProperty.ACCEPT_RISKS, List.of()));
				risks.add(problem.code().code());
				policy.put(PolicyProperty.ACCEPT_RISKS, risks);
				continue;
			}
			PolicyProperty.of(problem.key()).ifPresent((property) -> {
				List<String> kept = policy.getOrDefault(property, List.of())
					.stream()
					.filter((entry) -> !entry.equals(problem.value()))
					.toList();
				if (kept.isEmpty() || kept.equals(policy.get(property))) {
					policy.remove(property);
				}
				else {
					policy.put(property, kept);
				}
			});
		}
	}

	private static CorsPolicy policy(String name, Map<PolicyProperty, List<String>> declared) {
		CorsPolicyBuilder policy = CorsPolicy.named(name).paths("/**");
		declared.forEach((property, entries) -> {
			try {
				policy.set(property, property.parse(entries));
			}
			catch (RuntimeException ex) {
				// Means nothing, as the binder would say.
			}
		});
		return policy.build();
	}

	private static DeploymentContext context(Map<String, String> written) {
		CrossOriginProtection protection = switch (written.getOrDefault("protection", "off")) {
			case "enforce" -> CrossOriginProtection.enforce();
			case "report-only" -> CrossOriginProtection.reportOnly();
			default -> CrossOriginProtection.off();
		};
		List<Origin> own = Origin.parse(written.get("same-origins")).stream().toList();
		return new DeploymentContext(false, ApplicationPaths.unknown(), own, protection);
	}

	private static Optional<CorsRequest> request(List<String> lines) {
		String[] line = lines.get(0).split(" ");
		if (line.length < 2 || !line[1].startsWith("/")) {
			return Optional.empty();
		}
		CorsRequest request = new CorsRequest(line[0], line[1]).to("https", "api.example.net", -1);
		request = (line.length > 2 && line[2].startsWith("/")) ? request.below(line[2]) : request;
		for (String header : lines.subList(1, lines.size())) {
			int colon = header.indexOf(": ");
			request = (colon > 0) ? request.header(header.substring(0, colon), header.substring(colon + 2)) : request;
		}
		return Optional.of(request);
	}

}
