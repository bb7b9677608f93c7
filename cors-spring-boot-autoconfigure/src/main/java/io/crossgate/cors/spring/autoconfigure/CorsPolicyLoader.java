package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.ApplicationPaths;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemSummary;
import io.crossgate.cors.spring.autoconfigure.keys.DefaultPolicyCheck;
import io.crossgate.cors.spring.autoconfigure.keys.UnknownPropertyScanner;

/**
 * Brings together what properties, beans and customizers declare, and compiles it. Every
 * problem of all of them is reported at once.
 */
final class CorsPolicyLoader {

	private static final Log logger = LogFactory.getLog(CorsPolicyLoader.class);

	private static final List<String> PATHS = List.of("paths");

	private static final List<String> ORIGINS = List.of("allowed-origins", "allowed-origin-patterns");

	private final Environment environment;

	private final Map<String, CorsPolicy> beans;

	private final List<CorsPolicyCustomizer> customizers;

	private ApplicationPaths paths = ApplicationPaths.unknown();

	private List<Problem> reported = List.of();

	private boolean compiled;

	CorsPolicyLoader(Environment environment, Map<String, CorsPolicy> beans, List<CorsPolicyCustomizer> customizers) {
		this.environment = environment;
		this.beans = beans;
		this.customizers = customizers;
	}

	/**
	 * Compiles for an application that answers on other paths than was known before. What
	 * has been logged already is not logged again.
	 */
	CorsPolicies compile(CorsProperties properties, ApplicationPaths paths) {
		this.paths = paths;
		return compile(properties);
	}

	/** Return which paths the policies were compiled for. */
	ApplicationPaths paths() {
		return this.paths;
	}

	/** Return whether the policies in force are from here. */
	boolean hasCompiled() {
		return this.compiled;
	}

	CorsPolicies compile(CorsProperties properties) {
		this.compiled = true;
		Collection<CorsPolicy> policies = collect(properties);
		SameOriginsParser sameOrigins = SameOriginsParser.read(properties.getSameOrigins());
		DeploymentContext context = DeploymentContextFactory.of(this.environment, this.paths, sameOrigins.origins());
		List<Problem> unknown = UnknownPropertyScanner.find(this.environment,
				properties.getUnknownKeys() == CorsProperties.UnknownKeysAction.FAIL,
				PolicyPropertiesMapper.names(properties));
		List<Problem> problems = new ArrayList<>(unknown);
		if (!PolicyPropertiesMapper.hasDefault(properties)) {
			problems.addAll(new DefaultPolicyCheck(this.environment).checkAbsence());
		}
		problems.addAll(sameOrigins.problems());
		CorsPolicies compiled = CorsPolicies.none();
		try {
			compiled = CorsPolicies.compile(policies, context);
			problems.addAll(compiled.warnings());
		}
		catch (InvalidCorsPolicyException ex) {
			for (Problem problem : ex.problems()) {
				if (unknown.stream().noneMatch((key) -> explains(key, problem))) {
					problems.add(problem);
				}
			}
		}
		report(problems, policies);
		return compiled;
	}

	private void report(List<Problem> problems, Collection<CorsPolicy> policies) {
		for (Problem problem : problems) {
			if (problem.isFatal()) {
				Map<String, String> names = new LinkedHashMap<>();
				this.beans.forEach((bean, policy) -> names.put(policy.name(), bean));
				throw new InvalidCorsConfigurationException(problems, names, policies);
			}
		}
		List<Problem> unreported = new ArrayList<>(problems);
		unreported.removeAll(new HashSet<>(this.reported));
		this.reported = List.copyOf(problems);
		ProblemSummary summary = ProblemSummary.of(unreported);
		summary.shown().forEach((problem) -> logger.warn("CORS " + problem));
		summary.omitted().forEach((omitted) -> logger.warn("CORS " + omitted));
	}

	/**
	 * Suppresses {@code no-paths} and {@code no-origins} when a misspelt key already
	 * explains it.
	 */
	static boolean explains(Problem key, Problem problem) {
		boolean missing = problem.code() == ProblemCode.NO_ORIGINS || problem.code() == ProblemCode.NO_PATHS;
		List<String> meant = key.edits().stream().map(PolicyEdit::property).toList();
		return missing && key.policy().equals(problem.policy())
				&& ((problem.code() == ProblemCode.NO_PATHS) ? PATHS : ORIGINS).stream().anyMatch(meant::contains);
	}

	private Collection<CorsPolicy> collect(CorsProperties properties) {
		Map<String, CorsPolicy> policies = new LinkedHashMap<>();
		for (CorsPolicy policy : PolicyPropertiesMapper.read(properties)) {
			policies.put(CorsPolicy.uniformName(policy.name()), policy);
		}
		List<CorsPolicy> namesakes = new ArrayList<>();
		Map<String, String> seen = new LinkedHashMap<>();
		for (Map.Entry<String, CorsPolicy> bean : this.beans.entrySet()) {
			CorsPolicy policy = bean.getValue();
			String key = CorsPolicy.uniformName(policy.name());
			if (seen.putIfAbsent(key, bean.getKey()) != null) {
				namesakes.add(policy);
			}
			else if (policies.put(key, policy) != null) {
				logger.info("CORS policy '" + policy.name() + "' is the bean '" + bean.getKey()
						+ "', which replaces the properties of that name");
			}
		}
		List<CorsPolicy> collected = new ArrayList<>(policies.values());
		collected.addAll(namesakes);
		for (int i = 0; i < collected.size(); i++) {
			collected.set(i, customize(collected.get(i)));
		}
		return collected;
	}

	private CorsPolicy customize(CorsPolicy policy) {
		CorsPolicy customized = policy;
		for (CorsPolicyCustomizer customizer : this.customizers) {
			customized = customizer.customize(customized);
			Assert.state(customized != null && customized.name().equals(policy.name()),
					() -> customizer + " must return a policy named '" + policy.name() + "'");
		}
		return customized;
	}

}
