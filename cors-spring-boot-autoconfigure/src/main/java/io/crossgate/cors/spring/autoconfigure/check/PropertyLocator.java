package io.crossgate.cors.spring.autoconfigure.check;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;
import io.crossgate.cors.spring.check.Check.Locator;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.explain.PolicyLogger.Warnings;

/**
 * Locates properties by their origins, and policies by what the start knows of beans that
 * declare or change them.
 */
final class PropertyLocator implements Locator {

	private final Environment environment;

	private final @Nullable Warnings warnings;

	PropertyLocator(ConfigurableApplicationContext context) {
		this(context.getEnvironment(), context.getBeanFactory());
	}

	private PropertyLocator(Environment environment, ListableBeanFactory beans) {
		this.environment = environment;
		this.warnings = beans.getBeanProvider(Warnings.class).getIfAvailable();
	}

	@Override
	public Place locate(String name) {
		return Place.ofText(PropertyLocation.describe(name, this.environment));
	}

	@Override
	public Place locate(String policy, String key) {
		return locate(new Problem(ProblemCode.MALFORMED_VALUE, policy, key, null, ""));
	}

	Place locate(Problem problem) {
		return Place.ofText((this.warnings != null) ? this.warnings.place(problem)
				: PropertyLocation.of(problem, this.environment, Map.of()).where());
	}

}
