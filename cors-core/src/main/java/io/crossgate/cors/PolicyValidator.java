package io.crossgate.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.crossgate.cors.origin.OriginSet;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.Severity;
import io.crossgate.cors.problem.Spelling;

/**
 * Finds everything that is wrong with policies, all at once: what can never match, what
 * means nothing, and what would open more than its author can have wanted.
 */
final class PolicyValidator {

	private static final OriginSet NONE = OriginSet.compile(List.of());

	private final Circumstances circumstances;

	private final IdentityHashMap<CorsPolicy, OriginSet> origins = new IdentityHashMap<>();

	PolicyValidator(Circumstances circumstances) {
		this.circumstances = circumstances;
	}

	List<Problem> validate(Collection<CorsPolicy> policies) {
		List<Findings> findings = new ArrayList<>();
		Map<String, CorsPolicy> names = new LinkedHashMap<>();
		PathRules paths = new PathRules(this.circumstances);
		for (CorsPolicy policy : policies) {
			Findings found = new Findings(policy);
			findings.add(found);
			CorsPolicy namesake = names.putIfAbsent(CorsPolicy.uniformName(policy.name()), policy);
			if (namesake != null) {
				found.add(ProblemCode.DUPLICATE_POLICY, "name", policy.name(),
						"Policy '" + namesake.name() + "' has the same name; case and dashes do not tell names apart.",
						null);
			}
			if (policy.mode() != CorsPolicy.Mode.OFF) {
				this.origins.put(policy, OriginRules.check(found, this.circumstances));
			}
			MethodRules.check(found);
			HeaderRules.check(found);
			checkAnswers(found);
			checkRisks(found);
			paths.check(found);
		}
		paths.checkAmbiguity();
		List<Problem> problems = new ArrayList<>();
		for (Findings found : findings) {
			problems.addAll(found.problems());
		}
		return List.copyOf(problems);
	}

	/** Returns the origins of a policy, read once; none if it is off. */
	OriginSet origins(CorsPolicy policy) {
		return this.origins.getOrDefault(policy, NONE);
	}

	private static void checkAnswers(Findings found) {
		CorsPolicy policy = found.policy();
		long seconds = policy.maxAge().toSeconds();
		if (seconds < 0 || seconds > 86400 || !policy.maxAge().equals(Duration.ofSeconds(seconds))) {
			found.add(ProblemCode.MAX_AGE_OUT_OF_RANGE, "max-age", policy.maxAge().toString(),
					"Browsers take whole seconds, and none keeps a preflight's answer for more than a day; 0 switches "
							+ "keeping off.",
					"max-age: " + ((seconds > 86400) ? "24h" : (seconds < 0) ? "0" : Math.max(1, seconds) + "s"));
		}
		else if (seconds > 7200) {
			found.add(ProblemCode.MAX_AGE_CAPPED_BY_BROWSERS, "max-age", policy.maxAge().toString(),
					"Chromium keeps a preflight's answer for 2 hours at most, Safari for 10 minutes; in Firefox a "
							+ "stricter policy takes effect only after this time.",
					"max-age: 2h");
		}
		if (policy.preflightStatus() < 200 || policy.preflightStatus() > 299) {
			found.add(ProblemCode.PREFLIGHT_STATUS_OUT_OF_RANGE, "preflight-status",
					Integer.toString(policy.preflightStatus()),
					"Browsers refuse a preflight that is not answered with 200 to 299.", "preflight-status: 204");
		}
	}

	private static void checkRisks(Findings found) {
		List<String> risks = new ArrayList<>();
		for (ProblemCode code : ProblemCode.values()) {
			if (code.severity() == Severity.RISK) {
				risks.add(code.code());
			}
		}
		for (Findings.Entry entry : Findings.Entry.of("accept-risks", found.policy().acceptRisks())) {
			if (!found.isEmpty(entry) && !risks.contains(entry.value())) {
				found.add(ProblemCode.UNKNOWN_RISK, entry,
						"Not a risk one can accept; those are " + String.join(", ", risks) + ".",
						Spelling.nearest(entry.value(), risks).orElse(""));
			}
		}
	}

}
