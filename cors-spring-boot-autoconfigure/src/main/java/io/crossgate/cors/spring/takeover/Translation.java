package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.spring.takeover.Note.About;

/**
 * A configuration of Spring as a policy that lets in the same or less, with what is
 * different and what is wrong with it.
 *
 * @param policy the policy, which starts
 * @param notes what is different
 * @param faults what is wrong with the configuration
 */
record Translation(CorsPolicy policy, List<Note> notes, List<Fault> faults) {

	private static final String ORIGINS = "allowed-origins";

	private static final int MAX_ATTEMPTS = 64;

	/**
	 * Translates a configuration.
	 * @param configuration the configuration
	 * @param name the policy's name
	 * @param paths the policy's paths
	 * @param context what is known of the application
	 */
	static Translation of(CorsConfiguration configuration, String name, List<String> paths, DeploymentContext context) {
		SpringOrigins origins = new SpringOrigins(configuration);
		List<Note> notes = new ArrayList<>(origins.notes());
		CorsPolicyBuilder policy = CorsPolicy.named(name)
			.paths(paths)
			.allowedOrigins(origins.entries())
			.allowCredentials(origins.isWithCredentials())
			.allowPrivateNetwork(origins.isWithPrivateNetwork());
		List<Fault> faults = new ArrayList<>(origins.faults());
		if (!new SpringValues(configuration, notes, faults).writeTo(policy, origins.isWithCredentials())) {
			notes.add(Note.same(About.METHOD, "no method is left, so no origin is let in"));
			policy.allowedOrigins(SpringOrigins.NO_ONE).allowCredentials(false);
		}
		return new Translation(startable(policy.build(), context, notes, faults), notes, faults);
	}

	/**
	 * What is refused here is left out; what is in force today and a risk is accepted, in
	 * writing.
	 */
	private static CorsPolicy startable(CorsPolicy declared, DeploymentContext context, List<Note> notes,
			List<Fault> faults) {
		CorsPolicy policy = declared;
		Set<Fault> seen = new LinkedHashSet<>();
		for (int i = 0; i < MAX_ATTEMPTS; i++) {
			List<Problem> problems = CorsPolicies.check(List.of(policy), context);
			problems.forEach((problem) -> add(seen, problem));
			List<Problem> fatal = problems.stream().filter(Problem::isFatal).toList();
			if (fatal.isEmpty()) {
				break;
			}
			policy = without(policy, fatal.get(0), notes);
		}
		faults.addAll(seen);
		return policy;
	}

	private static void add(Set<Fault> faults, Problem problem) {
		String value = String.valueOf(problem.value());
		boolean ours = problem.key().equals("paths") || problem.key().equals("accept-risks")
				|| value.equals(SpringOrigins.NO_ONE) || problem.code().code().equals("risk-accepted");
		if (!ours) {
			faults.add(new Fault(problem.code(), problem.severity(), value, problem.message()));
		}
	}

	private static CorsPolicy without(CorsPolicy policy, Problem problem, List<Note> notes) {
		if (problem.severity() == Severity.RISK) {
			List<String> risks = new ArrayList<>(policy.acceptRisks());
			risks.add(problem.code().code());
			notes.add(Note.same(About.ORIGIN,
					problem.code().code() + " is in force today"
							+ ((problem.value() != null) ? " for " + problem.value() : "")
							+ "; accept-risks says so, which someone has to sign"));
			return policy.toBuilder().acceptRisks(risks).build();
		}
		if (problem.key().equals(ORIGINS)) {
			List<String> origins = new ArrayList<>(policy.allowedOrigins());
			origins.remove(String.valueOf(problem.value()));
			notes.add(Note.narrower(About.ORIGIN, problem.value() + " is refused here: " + problem.message()));
			return policy.toBuilder()
				.allowedOrigins(origins.isEmpty() ? List.of(SpringOrigins.NO_ONE) : origins)
				.build();
		}
		throw new IllegalStateException("No policy can say this: " + problem);
	}

}
