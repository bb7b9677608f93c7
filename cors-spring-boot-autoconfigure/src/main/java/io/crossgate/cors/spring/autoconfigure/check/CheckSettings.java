package io.crossgate.cors.spring.autoconfigure.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

import io.crossgate.cors.spring.check.CheckReport;
import io.crossgate.cors.spring.check.CheckReport.Format;

/**
 * What is said of a check in the properties, and what a check says there itself.
 *
 * @param format in which it is written
 * @param output the file that it is written to, or the empty string
 */
record CheckSettings(Format format, String output) {

	static final String CHECK = "cors.check";

	private static final String FORMAT = "cors.check.format";

	private static final String OUTPUT = "cors.check.output";

	static final String TAKE_OVER = "cors.check.takeover";

	private static final Set<String> NO = Set.of("false", "off", "no", "0");

	private static final Set<String> LOGGING = Set.of("debug", "trace", "logging.");

	/**
	 * Return whether a check is asked for; {@code --cors.check} alone asks for it, and so
	 * does {@code --cors.check.takeover}.
	 */
	static boolean isRequested(Environment environment) {
		return isSet(environment, CHECK) || isTakeOver(environment);
	}

	/**
	 * Return whether policies are asked for that take the place of other code.
	 */
	static boolean isTakeOver(Environment environment) {
		return isSet(environment, TAKE_OVER);
	}

	private static boolean isSet(Environment environment, String name) {
		String value = environment.getProperty(name);
		return value != null && !NO.contains(value.strip().toLowerCase(Locale.ROOT));
	}

	/**
	 * Reads the settings.
	 * @throws IllegalArgumentException if there is no such format
	 */
	static CheckSettings of(Environment environment) {
		return new CheckSettings(Format.of(environment.getProperty(FORMAT, "text")),
				environment.getProperty(OUTPUT, "").strip());
	}

	/**
	 * Overrides what would start something, stop before everything is seen, or be written
	 * where the report is. Beans that nothing asks for are not created, so that no
	 * connection is opened for them.
	 */
	static void override(ConfigurableEnvironment environment) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("spring.main.lazy-initialization", "true");
		properties.put("spring.main.banner-mode", "off");
		properties.put("spring.docker.compose.enabled", "false");
		properties.put("spring.devtools.livereload.enabled", "false");
		if ("fail".equalsIgnoreCase(environment.getProperty("cors.conflicts"))) {
			properties.put("cors.conflicts", "warn");
			properties.put(CheckReport.CONFLICTS_STOP, "true");
		}
		properties.put("cors.expired", "warn");
		if (!isLoggingAskedFor(environment)) {
			properties.put("logging.level.root", "off");
		}
		environment.getPropertySources().addFirst(new MapPropertySource("corsCheck", properties));
	}

	private static boolean isLoggingAskedFor(ConfigurableEnvironment environment) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof CommandLinePropertySource<?> arguments) {
				for (String name : arguments.getPropertyNames()) {
					if (LOGGING.stream().anyMatch(name::startsWith)) {
						return true;
					}
				}
			}
		}
		return false;
	}

}
