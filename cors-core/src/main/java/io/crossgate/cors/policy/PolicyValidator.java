package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.crossgate.cors.origin.OriginSet;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.Severity;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * Finds everything that is wrong with policies, all at once: what can never match, what
 * means nothing, and what would open more than its author can have wanted.
 */
public final class PolicyValidator {

	private static final OriginSet NONE = OriginSet.compile(List.of());

	private final DeploymentContext context;

	private final IdentityHashMap<CorsPolicy, OriginSet> origins = new IdentityHashMap<>();

	/**
	 * Creates a validator.
	 * @param context the deployment the policies are for
	 */
	public PolicyValidator(DeploymentContext context) {
		this.context = context;
	}

	/**
	 * Validates policies.
	 * @param policies the policies; their order does not matter
	 * @return every problem of every policy, warnings included
	 */
	public List<Problem> validate(Collection<CorsPolicy> policies) {
		List<ProblemCollector> collectors = new ArrayList<>();
		Map<String, CorsPolicy> names = new LinkedHashMap<>();
		PathValidator paths = new PathValidator(this.context);
		for (CorsPolicy policy : policies) {
			ProblemCollector collector = new ProblemCollector(policy);
			collectors.add(collector);
			CorsPolicy namesake = names.putIfAbsent(CorsPolicy.uniformName(policy.name()), policy);
			if (namesake != null) {
				collector.add(ProblemCode.DUPLICATE_POLICY, "name", policy.name(),
						"Policy '" + namesake.name() + "' has the same name; case and dashes do not tell names apart.");
			}
			if (policy.mode() != CorsPolicy.Mode.OFF) {
				this.origins.put(policy, OriginValidator.check(collector, this.context));
			}
			MethodValidator.check(collector);
			HeaderValidator.check(collector);
			checkAnswers(collector);
			checkRisks(collector);
			paths.check(collector);
		}
		paths.checkAmbiguity();
		List<Problem> problems = new ArrayList<>();
		for (ProblemCollector collector : collectors) {
			problems.addAll(collector.problems());
		}
		return List.copyOf(problems);
	}

	/**
	 * Return the origins of a policy, parsed while it was validated.
	 * @param policy a policy that has been validated
	 * @return its origins; none if its mode is off
	 */
	public OriginSet origins(CorsPolicy policy) {
		return this.origins.getOrDefault(policy, NONE);
	}

	/**
	 * Return the paths of the management endpoints, which broader patterns do not reach.
	 * @return their patterns
	 */
	public List<PathPattern> managementPatterns() {
		return new ManagementPatterns(this.context.paths()).patterns();
	}

	private static void checkAnswers(ProblemCollector collector) {
		CorsPolicy policy = collector.policy();
		long seconds = policy.maxAge().toSeconds();
		if (seconds < 0 || seconds > 86400 || !policy.maxAge().equals(Duration.ofSeconds(seconds))) {
			collector.add(ProblemCode.MAX_AGE_OUT_OF_RANGE, "max-age", policy.maxAge().toString(),
					"Browsers take whole seconds, and none keeps a preflight's answer for more than a day; 0 switches "
							+ "keeping off." + milliseconds(seconds),
					maxAge((seconds > 86400) ? 7200 : (seconds < 0) ? 0 : Math.max(1, seconds)));
		}
		else if (seconds > 7200) {
			collector.add(ProblemCode.MAX_AGE_CAPPED_BY_BROWSERS, "max-age", policy.maxAge().toString(),
					"Chromium keeps a preflight's answer for 2 hours at most, Safari for 10 minutes; in Firefox a "
							+ "stricter policy takes effect only after this time.",
					maxAge(7200));
		}
		if (policy.preflightStatus() < 200 || policy.preflightStatus() > 299) {
			collector.add(ProblemCode.PREFLIGHT_STATUS_OUT_OF_RANGE, "preflight-status",
					Integer.toString(policy.preflightStatus()),
					"Browsers refuse a preflight that is not answered with 200 to 299.",
					PolicyEdit.set("preflight-status", "204"));
		}
	}

	/** A number that is a usual time once it is taken for milliseconds was meant so. */
	private static String milliseconds(long seconds) {
		boolean meant = seconds > 86400 && seconds % 1000 == 0 && seconds / 1000 <= 86400;
		return meant
				? " A number without a unit is seconds; " + seconds + " milliseconds are " + (seconds / 1000) + "s."
				: "";
	}

	private static PolicyEdit maxAge(long seconds) {
		return PolicyEdit.set("max-age", PolicyProperty.MAX_AGE.format(Duration.ofSeconds(seconds)));
	}

	private static void checkRisks(ProblemCollector collector) {
		List<String> risks = new ArrayList<>();
		for (ProblemCode code : ProblemCode.values()) {
			if (code.severity() == Severity.RISK) {
				risks.add(code.code());
			}
		}
		for (ProblemCollector.ListEntry entry : ProblemCollector.ListEntry.of("accept-risks",
				collector.policy().acceptRisks())) {
			if (!collector.isEmpty(entry) && !risks.contains(entry.value())) {
				collector.add(ProblemCode.UNKNOWN_RISK, entry,
						"Not a risk one can accept; those are " + String.join(", ", risks) + ".",
						SpellingSuggester.nearest(entry.value(), risks)
							.map(entry::replacedBy)
							.orElseGet(entry::deleted));
			}
		}
	}

}
