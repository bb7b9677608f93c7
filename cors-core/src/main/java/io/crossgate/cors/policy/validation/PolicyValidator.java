package io.crossgate.cors.policy.validation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.validation.PathValidator.DeclaredPath;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * Finds everything that is wrong with policies, all at once: what can never match, what
 * means nothing, and what would open more than its author can have wanted. Immutable;
 * policies that differ in part are {@linkplain #validate validated} from here, so that
 * only what differs is read again.
 */
public final class PolicyValidator {

	private final DeploymentContext context;

	private final PathValidator paths;

	private final ValidatedProtection protection;

	private final List<Validated> validated;

	/** By policy, what is wrong with it because of another one. */
	private final List<List<Problem>> mutual;

	private final Map<String, Validated> byName = new HashMap<>();

	private final List<Problem> problems;

	private PolicyValidator(DeploymentContext context, PathValidator paths, ValidatedProtection protection,
			List<Validated> validated, List<List<Problem>> mutual) {
		this.context = context;
		this.paths = paths;
		this.protection = protection;
		this.validated = validated;
		this.mutual = mutual;
		List<Problem> problems = new ArrayList<>(protection.problems());
		for (int i = 0; i < validated.size(); i++) {
			this.byName.putIfAbsent(validated.get(i).policy.name(), validated.get(i));
			for (Problem problem : mutual.get(i)) {
				if (problem.code() == ProblemCode.DUPLICATE_POLICY) {
					problems.add(problem);
				}
			}
			problems.addAll(validated.get(i).problems);
			for (Problem problem : mutual.get(i)) {
				if (problem.code() != ProblemCode.DUPLICATE_POLICY) {
					problems.add(problem);
				}
			}
		}
		this.problems = List.copyOf(problems);
	}

	/**
	 * Creates a validator that has no policies yet.
	 * @param context the deployment the policies are for
	 * @return the validator
	 */
	public static PolicyValidator of(DeploymentContext context) {
		PathValidator paths = new PathValidator(context);
		return new PolicyValidator(context, paths, ValidatedProtection.of(context, paths), List.of(), List.of());
	}

	/**
	 * Validates policies. One that equals a policy of this validator is not read again,
	 * and of one that has changed the origins that have stayed are not; policies are
	 * compared with each other only if names, paths or their order differ.
	 * @param policies the policies; their order does not matter
	 * @return the validator that has found their problems
	 */
	public PolicyValidator validate(Collection<CorsPolicy> policies) {
		List<Validated> validated = new ArrayList<>(policies.size());
		for (CorsPolicy policy : policies) {
			Validated known = this.byName.get(policy.name());
			validated.add((known != null && known.policy.equals(policy)) ? known
					: validate(policy, (known != null) ? known.origins : null));
		}
		return new PolicyValidator(this.context, this.paths, this.protection, validated,
				isComparedAlready(validated) ? this.mutual : compare(validated));
	}

	private Validated validate(CorsPolicy policy, @Nullable OriginReading known) {
		ProblemCollector collector = new ProblemCollector(policy);
		OriginReading origins = OriginReading.of(collector, this.context, known);
		MethodValidator.check(collector);
		HeaderValidator.check(collector);
		if (!policy.preset().isEmpty()) {
			PresetValidator.check(collector);
		}
		checkAnswers(collector);
		if (!policy.acceptRisks().isEmpty()) {
			checkRisks(collector);
		}
		List<DeclaredPath> paths = this.paths.check(collector);
		return new Validated(policy, origins, paths, collector.problems());
	}

	private boolean isComparedAlready(List<Validated> others) {
		boolean same = others.size() == this.validated.size();
		for (int i = 0; same && i < others.size(); i++) {
			CorsPolicy policy = others.get(i).policy;
			CorsPolicy known = this.validated.get(i).policy;
			same = policy.name().equals(known.name()) && policy.paths().equals(known.paths());
		}
		return same;
	}

	private List<List<Problem>> compare(List<Validated> validated) {
		Map<String, CorsPolicy> names = new HashMap<>();
		List<ProblemCollector> collectors = new ArrayList<>(validated.size());
		PathValidator.Comparison comparison = this.paths.comparison();
		for (Validated entry : validated) {
			CorsPolicy policy = entry.policy;
			ProblemCollector collector = new ProblemCollector(policy);
			collectors.add(collector);
			CorsPolicy namesake = names.putIfAbsent(CorsPolicy.uniformName(policy.name()), policy);
			if (namesake != null) {
				collector.add(ProblemCode.DUPLICATE_POLICY, "name", policy.name(),
						"Policy '" + namesake.name() + "' has the same name; case and dashes do not tell names apart.");
			}
			comparison.add(collector, entry.paths);
		}
		comparison.checkAmbiguity();
		List<List<Problem>> problems = new ArrayList<>(collectors.size());
		for (ProblemCollector collector : collectors) {
			problems.add(collector.problems());
		}
		return problems;
	}

	/**
	 * Return what keeps a policy from listing an origin, so that it must not be allowed
	 * at run time either.
	 * @param policy the policy
	 * @param origin an origin
	 * @param context the deployment the policy is for
	 * @return the problem, or empty if it may be listed
	 */
	public static Optional<Problem> refusal(CorsPolicy policy, String origin, DeploymentContext context) {
		ProblemCollector collector = new ProblemCollector(policy.toBuilder()
			.allowedOrigins(origin)
			.allowedOriginPatterns(List.of())
			.originsFrom(PolicyProperty.ORIGINS_FROM.defaultValue().toString())
			.build());
		OriginReading.of(collector, context);
		return collector.problems().stream().filter(Problem::isFatal).findFirst();
	}

	/**
	 * Return what was found.
	 * @return every problem of every policy, warnings included
	 */
	public List<Problem> problems() {
		return this.problems;
	}

	/**
	 * Return the policies; those that were validated before are the same objects as then.
	 * @return the policies, in the order they were given
	 */
	public List<CorsPolicy> policies() {
		List<CorsPolicy> policies = new ArrayList<>(this.validated.size());
		for (Validated entry : this.validated) {
			policies.add(entry.policy);
		}
		return List.copyOf(policies);
	}

	/**
	 * Return the origins of a policy, parsed while it was validated.
	 * @param policy one of the policies, of which no two have the same name
	 * @return its origins; none if its mode is off
	 */
	public OriginSet origins(CorsPolicy policy) {
		return validated(policy).origins.origins();
	}

	/**
	 * Return the paths of a policy, parsed while it was validated.
	 * @param policy one of the policies, of which no two have the same name
	 * @return its path patterns
	 */
	public List<PathPattern> paths(CorsPolicy policy) {
		List<PathPattern> paths = new ArrayList<>();
		for (DeclaredPath path : validated(policy).paths) {
			paths.add(path.pattern());
		}
		return paths;
	}

	/**
	 * Return the protection from unsafe requests of other sites' pages.
	 * @return what of it could be read
	 */
	public ValidatedProtection protection() {
		return this.protection;
	}

	/**
	 * Return the paths of the management endpoints, which broader patterns do not reach.
	 * @return their patterns
	 */
	public List<PathPattern> managementPatterns() {
		return this.paths.managementPatterns();
	}

	private Validated validated(CorsPolicy policy) {
		return Objects.requireNonNull(this.byName.get(policy.name()));
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

	/** A usual time in milliseconds that is none in hours or days was meant so. */
	private static String milliseconds(long seconds) {
		boolean units = (seconds % 3600 == 0 && seconds <= 864000) || (seconds % 86400 == 0 && seconds < 86400000);
		boolean meant = !units && seconds > 86400 && seconds % 1000 == 0 && seconds / 1000 <= 86400;
		return meant
				? " A number without a unit is seconds; " + seconds + " milliseconds are " + (seconds / 1000) + "s."
				: "";
	}

	private static PolicyEdit maxAge(long seconds) {
		return PolicyEdit.set("max-age", PolicyProperty.MAX_AGE.format(Duration.ofSeconds(seconds)));
	}

	static void checkRisks(ProblemCollector collector) {
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

	/**
	 * A policy by itself.
	 *
	 * @param policy the policy
	 * @param origins its origins
	 * @param paths its paths
	 * @param problems what is wrong with it, whatever others there are
	 */
	private record Validated(CorsPolicy policy, OriginReading origins, List<DeclaredPath> paths,
			List<Problem> problems) {

	}

}
