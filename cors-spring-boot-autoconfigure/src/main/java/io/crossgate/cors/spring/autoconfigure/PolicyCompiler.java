package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.Environment;

import io.crossgate.cors.Circumstances;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;

/**
 * Brings together what properties, beans and customizers declare, and compiles it. Every
 * problem of all of them is reported at once.
 */
final class PolicyCompiler {

	private static final Log logger = LogFactory.getLog(PolicyCompiler.class);

	private final Environment environment;

	private final List<CorsPolicy> beans;

	private final List<CorsPolicyCustomizer> customizers;

	PolicyCompiler(Environment environment, List<CorsPolicy> beans, List<CorsPolicyCustomizer> customizers) {
		this.environment = environment;
		this.beans = beans;
		this.customizers = customizers;
	}

	CorsPolicies compile(CorsProperties properties) {
		Collection<CorsPolicy> policies = collect(properties);
		Circumstances circumstances = ApplicationCircumstances.of(this.environment, properties);
		List<Problem> problems = new ArrayList<>(UnknownKeys.find(this.environment, properties));
		problems.addAll(ApplicationCircumstances.check(properties));
		problems.addAll(CorsPolicies.check(policies, circumstances));
		if (problems.stream().anyMatch(Problem::isFatal)) {
			throw new InvalidCorsPolicyException(problems);
		}
		problems.forEach((problem) -> logger.warn("CORS " + problem));
		return CorsPolicies.compile(policies, circumstances);
	}

	private Collection<CorsPolicy> collect(CorsProperties properties) {
		Map<String, CorsPolicy> policies = new LinkedHashMap<>();
		for (CorsPolicy policy : PropertiesPolicies.read(properties)) {
			policies.put(key(policy), policy);
		}
		List<CorsPolicy> namesakes = new ArrayList<>();
		Map<String, CorsPolicy> beansByName = new LinkedHashMap<>();
		for (CorsPolicy bean : this.beans) {
			if (beansByName.putIfAbsent(key(bean), bean) != null) {
				namesakes.add(bean);
			}
			else if (policies.put(key(bean), bean) != null) {
				logger.info("CORS policy '" + bean.name() + "' is a bean, which replaces the properties of that name");
			}
		}
		List<CorsPolicy> collected = new ArrayList<>(policies.values());
		collected.addAll(namesakes);
		return collected.stream().map(this::customize).toList();
	}

	private CorsPolicy customize(CorsPolicy policy) {
		CorsPolicy customized = policy;
		for (CorsPolicyCustomizer customizer : this.customizers) {
			customized = customizer.customize(customized);
		}
		return customized;
	}

	private static String key(CorsPolicy policy) {
		return policy.name().replace("-", "").toLowerCase(Locale.ROOT);
	}

}
