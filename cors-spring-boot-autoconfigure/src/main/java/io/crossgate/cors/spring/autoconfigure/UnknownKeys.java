package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.PolicyYaml;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Finds keys below {@code cors} that mean nothing. A misspelt key is a policy that is not
 * what its author thinks; a key that resembles none of ours is somebody else's, because
 * many applications call their own properties {@code cors}, too.
 */
final class UnknownKeys {

	private static final Log logger = LogFactory.getLog(UnknownKeys.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("cors");

	private final boolean fail;

	private final Map<String, Problem> problems = new LinkedHashMap<>();

	private UnknownKeys(boolean fail) {
		this.fail = fail;
	}

	static List<Problem> find(Environment environment, CorsProperties properties) {
		UnknownKeys unknown = new UnknownKeys(properties.getUnknownKeys() == CorsProperties.UnknownKeysAction.FAIL);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().filter(ROOT::isAncestorOf).forEach((name) -> unknown.check(name, source));
			}
		}
		return new ArrayList<>(unknown.problems.values());
	}

	private void check(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		boolean named = name.getNumberOfElements() > 3 && name.getElement(1, Form.UNIFORM).equals("policies");
		String written = written(name, named ? 3 : 1);
		if (KnownKeys.contains(written, named) || (isEnvironment(source) && KnownKeys.isInjected(written))) {
			return;
		}
		String policy = named ? name.getElement(2, Form.ORIGINAL) : PropertiesPolicies.DEFAULT;
		if (KnownKeys.isOfLaterVersion(written, named)) {
			this.problems.putIfAbsent(policy + "." + written, new Problem(ProblemCode.UNKNOWN_KEY, policy, written,
					value(name, source), "This version does not know it.", null));
			return;
		}
		String correction = KnownKeys.correct(written, named);
		if (named || correction != null || this.fail) {
			this.problems.putIfAbsent(policy + "." + written,
					new Problem(ProblemCode.UNKNOWN_KEY, policy, written, value(name, source),
							"There is no such key" + ((correction != null) ? "; " + correction + " is meant." : "."),
							(correction != null)
									? correction + ": " + PolicyYaml.scalar(String.valueOf(value(name, source)))
									: null));
		}
		else {
			logger.warn("CORS does not know the property cors." + written
					+ "; if it is not another component's, it means nothing");
		}
	}

	private static boolean isEnvironment(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	private static @Nullable String value(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property != null) ? String.valueOf(property.getValue()) : null;
	}

	/** An environment variable has dots where a file has dashes. */
	private static String written(ConfigurationPropertyName name, int from) {
		StringBuilder written = new StringBuilder();
		for (int i = from; i < name.getNumberOfElements() && !name.isNumericIndex(i); i++) {
			written.append(written.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
		}
		return written.toString();
	}

}
