package io.crossgate.cors.spring.autoconfigure.check;

import java.util.Map;
import java.util.function.Function;

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

	private final Function<Problem, PropertyLocation> finder;

	/**
	 * Creates a locator for one report.
	 * @param context has the properties, and knows the beans
	 */
	PropertyLocator(ConfigurableApplicationContext context) {
		this.environment = context.getEnvironment();
		Warnings warnings = context.getBeanFactory().getBeanProvider(Warnings.class).getIfAvailable();
		this.finder = PropertyLocation.finder(this.environment, (warnings != null) ? warnings.beans() : Map.of());
	}

	@Override
	public Place locate(String name) {
		return PropertyLocation.place(name, this.environment);
	}

	@Override
	public Place locate(String policy, String key) {
		return locate(new Problem(ProblemCode.MALFORMED_VALUE, policy, key, null, ""));
	}

	Place locate(Problem problem) {
		return this.finder.apply(problem).place();
	}

}
