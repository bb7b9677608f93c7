package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.paths.DeployedPaths;

/**
 * Validates the properties before any bean exists, so that no server is created for an
 * application that does not start, and its log does not stand above the report.
 *
 * <p>
 * Keys and types of values are validated here always; the policies only where no bean and
 * no customizer could still replace or change one. Those are validated with them, when
 * the engine is created. Problems that are only worth a warning are logged then, too.
 * What has been bound and compiled here is kept until then, because a large configuration
 * takes seconds.
 */
final class CorsPropertiesValidator implements BeanFactoryPostProcessor {

	/**
	 * Set while a build prepares the application, whose values are those of the build.
	 */
	private static final String AOT_PROCESSING = "spring.aot.processing";

	private final ConfigurableApplicationContext context;

	private @Nullable CorsProperties properties;

	private PropertyProblems keys;

	private CorsPolicies policies = CorsPolicies.none();

	CorsPropertiesValidator(ConfigurableApplicationContext context) {
		this.context = context;
		this.keys = new PropertyProblems(context.getEnvironment());
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		if (Boolean.getBoolean(AOT_PROCESSING) || isEngineOfTheApplication(beans)) {
			return;
		}
		CorsProperties properties = new CorsProperties();
		this.keys = PolicyPropertiesMapper.bind(this.context.getEnvironment(), properties);
		List<Problem> problems = new ArrayList<>(this.keys.all());
		problems.addAll(properties.getLookup().problems());
		List<CorsPolicy> policies = PolicyPropertiesMapper.read(properties, this.keys);
		SameOriginsParser sameOrigins = SameOriginsParser.read(properties.getSameOrigins());
		DeploymentContext deployment = sameOrigins
			.deployment(this.context.getEnvironment(), new DeployedPaths(this.context).configured())
			.with(properties.getProtection().toProtection());
		if (!isDeclared(beans, CorsPolicy.class) && !isDeclared(beans, CorsPolicyCustomizer.class)) {
			problems.addAll(sameOrigins.problems());
			problems.addAll(PropertyProblems.unexplained(compile(policies, deployment), this.keys.all()));
			DeclaredPolicies declared = new DeclaredPolicies(beans);
			for (CorsPolicy policy : policies) {
				declared.addProblem(policy, problems);
			}
		}
		InvalidCorsConfigurationException.throwIfFatal(problems, Map.of(), policies, deployment);
		this.properties = properties;
	}

	/** Return whether the properties have been bound. */
	boolean isBound() {
		return this.properties != null;
	}

	/** Return the properties, with their defaults where they have not been bound. */
	CorsProperties properties() {
		return (this.properties != null) ? this.properties : new CorsProperties();
	}

	/** Return the check of the keys, which is made once for a start. */
	PropertyProblems keys() {
		return this.keys;
	}

	/** Return the policies as far as they could be compiled, and keep them no longer. */
	CorsPolicies takePolicies() {
		CorsPolicies policies = this.policies;
		this.policies = CorsPolicies.none();
		return policies;
	}

	/** Keeps the policies if they can be used, and returns what is wrong with them. */
	private List<Problem> compile(List<CorsPolicy> policies, DeploymentContext deployment) {
		try {
			this.policies = CorsPolicies.compile(policies, deployment);
			return this.policies.warnings();
		}
		catch (InvalidCorsPolicyException ex) {
			return ex.problems();
		}
	}

	private static boolean isDeclared(ConfigurableListableBeanFactory beans, Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length > 0;
	}

	private static boolean isEngineOfTheApplication(ConfigurableListableBeanFactory beans) {
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, CorsEngine.class, true, false)) {
			if (!beans.containsBeanDefinition(name) || !CorsAutoConfiguration.class.getName()
				.equals(beans.getBeanDefinition(name).getFactoryBeanName())) {
				return true;
			}
		}
		return false;
	}

}
