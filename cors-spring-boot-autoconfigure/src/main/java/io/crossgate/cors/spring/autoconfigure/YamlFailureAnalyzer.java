package io.crossgate.cors.spring.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Says where a YAML file can't be parsed, and why: a star that begins a value, a tab, or
 * a key that stands twice, such as a policy's name. Knows the exceptions by name, because
 * not every application has YAML.
 */
class YamlFailureAnalyzer implements FailureAnalyzer {

	private static final String YAML_EXCEPTIONS = "org.yaml.snakeyaml.";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		@Nullable Throwable cause = failure;
		while (cause != null) {
			String message = cause.getMessage();
			if (cause.getClass().getName().startsWith(YAML_EXCEPTIONS) && message != null) {
				String action = action(message);
				if (action != null) {
					return new FailureAnalysis(
							description(message).formatted(message) + "%n%n".formatted() + Files.place(message), action,
							failure);
				}
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static String description(String message) {
		return message.contains("while scanning an alias")
				? "A value in a YAML file begins with a star, which YAML takes for an alias:%n%n%s"
				: "A YAML file can't be parsed:%n%n%s";
	}

	private static @Nullable String action(String message) {
		if (message.contains("while scanning an alias")) {
			return "Quote the star: \"*\". Where CORS origins are listed, the word any means the same.";
		}
		if (message.contains("duplicate key")) {
			return "Each key stands once: keep one of the two, and move what is below the other there. The names of "
					+ "policies are keys, too.";
		}
		if (message.contains("TAB")) {
			return "Indent with blanks; YAML takes no tabs.";
		}
		return null;
	}

	/**
	 * The files that Boot looks for. The exception names none of them, so each is read
	 * once more: the one that fails in the same words is meant.
	 */
	private static final class Files {

		private static final String[] LOCATIONS = { "classpath*:/", "classpath*:/config/", "file:./", "file:./config/",
				"file:./config/*/" };

		private Files() {
		}

		static String place(String message) {
			PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
			Set<String> looked = new LinkedHashSet<>();
			for (String location : locations()) {
				for (Resource file : files(resolver, location)) {
					if (message.equals(failure(file))) {
						return "It is the file " + file.getDescription() + ".";
					}
				}
				looked.add(location);
			}
			return "It is none of the files that stand in " + String.join(", ", looked) + ".";
		}

		private static Set<String> locations() {
			Set<String> locations = new LinkedHashSet<>();
			for (String property : List.of("location", "additional-location", "import")) {
				String configured = System.getProperty("spring.config." + property,
						System.getenv("SPRING_CONFIG_" + property.toUpperCase(Locale.ROOT).replace("-", "")));
				for (String location : StringUtils.tokenizeToStringArray(configured, ",;")) {
					String plain = location.replaceFirst("^optional:", "");
					locations.add((plain.indexOf(':') > 1) ? plain : "file:" + plain);
				}
			}
			locations.addAll(List.of(LOCATIONS));
			return locations;
		}

		private static List<Resource> files(PathMatchingResourcePatternResolver resolver, String location) {
			List<Resource> files = new ArrayList<>();
			for (String ending : location.endsWith("/") ? List.of("*.yml", "*.yaml") : List.of("")) {
				try {
					files.addAll(List.of(resolver.getResources(location + ending)));
				}
				catch (IOException ex) {
					// There is nothing.
				}
			}
			return files;
		}

		private static @Nullable String failure(Resource file) {
			try {
				new YamlPropertySourceLoader().load(file.getDescription(), file);
				return null;
			}
			catch (IOException | RuntimeException ex) {
				return ex.getMessage();
			}
		}

	}

}
