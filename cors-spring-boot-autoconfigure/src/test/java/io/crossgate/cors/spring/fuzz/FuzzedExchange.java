package io.crossgate.cors.spring.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode.Severity;

/**
 * Policies and a request, written as text: a policy's keys a line each, {@code ---}
 * between policies, and behind a blank line the request. Risks are accepted; policies
 * that have errors are none.
 *
 * @param policies the policies, compiled
 * @param request the request, to {@code https://api.example.net}
 */
record FuzzedExchange(CorsPolicies policies, CorsRequest request) {

	private static final int MAX_LINES = 40;

	static Optional<FuzzedExchange> parse(String text) {
		int blank = text.indexOf("\n\n");
		return (blank < 0) ? Optional.empty()
				: request(text.substring(blank + 2)).flatMap((request) -> policies(text.substring(0, blank))
					.map((policies) -> new FuzzedExchange(policies, request)));
	}

	private static Optional<CorsPolicies> policies(String text) {
		List<CorsPolicyBuilder> builders = new ArrayList<>(List.of(CorsPolicy.named("p0").paths("/**")));
		CrossOriginProtection protection = CrossOriginProtection.off();
		for (String line : text.lines().limit(MAX_LINES).toList()) {
			int colon = line.indexOf(": ");
			String value = line.substring(colon + 1).strip();
			if (line.equals("---")) {
				builders.add(CorsPolicy.named("p" + builders.size()).paths("/**"));
			}
			else if (line.equals("protection: enforce")) {
				protection = CrossOriginProtection.enforce();
			}
			else if (colon > 0) {
				PolicyProperty.of(line.substring(0, colon))
					.ifPresent((property) -> set(builders.get(builders.size() - 1), property, value));
			}
		}
		DeploymentContext context = DeploymentContext.none().with(protection);
		List<CorsPolicy> policies = builders.stream().map(CorsPolicyBuilder::build).toList();
		Collection<Problem> problems = CorsPolicies.check(policies, context);
		if (problems.stream().anyMatch((problem) -> problem.severity() == Severity.ERROR)) {
			return Optional.empty();
		}
		List<CorsPolicy> accepting = new ArrayList<>();
		for (CorsPolicy policy : policies) {
			List<String> risks = problems.stream()
				.filter((problem) -> problem.severity() == Severity.RISK && problem.policy().equals(policy.name()))
				.map((problem) -> problem.code().code())
				.distinct()
				.toList();
			accepting.add(risks.isEmpty() ? policy : policy.toBuilder().acceptRisks(risks).build());
		}
		boolean sound = CorsPolicies.check(accepting, context).stream().noneMatch(Problem::isFatal);
		return sound ? Optional.of(CorsPolicies.compile(accepting, context)) : Optional.empty();
	}

	private static void set(CorsPolicyBuilder policy, PolicyProperty property, String value) {
		try {
			policy.set(property, property.parse(List.of(value.split(", ?", -1))));
		}
		catch (RuntimeException ex) {
			// Means nothing, as the binder would say.
		}
	}

	private static Optional<CorsRequest> request(String text) {
		List<String> lines = text.lines().limit(MAX_LINES).toList();
		String[] line = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", 2);
		if (line.length < 2 || line[0].isEmpty() || !line[1].startsWith("/")) {
			return Optional.empty();
		}
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String header : lines.subList(1, lines.size())) {
			int colon = header.indexOf(": ");
			// What is no token is no header that a server hands on.
			if (colon > 0 && header.substring(0, colon).matches("[A-Za-z-]+")) {
				headers
					.computeIfAbsent(header.substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
					.add(header.substring(colon + 2));
			}
		}
		return Optional.of(new CorsRequest(line[0], "", line[1], headers, "https", "api.example.net", 443));
	}

}
