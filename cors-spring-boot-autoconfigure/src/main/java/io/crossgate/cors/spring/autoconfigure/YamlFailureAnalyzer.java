package io.crossgate.cors.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

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
					return new FailureAnalysis(description(message).formatted(message), action, failure);
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

}
