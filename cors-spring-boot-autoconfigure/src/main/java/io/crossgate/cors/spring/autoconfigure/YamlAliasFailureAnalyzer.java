package io.crossgate.cors.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Says what YAML's "while scanning an alias" means: a star that begins a value begins an
 * alias, unless it is quoted. Knows the exception by name, because not every application
 * has YAML.
 */
class YamlAliasFailureAnalyzer implements FailureAnalyzer {

	private static final String SCANNER_EXCEPTION = "org.yaml.snakeyaml.scanner.ScannerException";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		@Nullable Throwable cause = failure;
		while (cause != null) {
			String message = cause.getMessage();
			if (cause.getClass().getName().equals(SCANNER_EXCEPTION) && message != null
					&& message.contains("while scanning an alias")) {
				return new FailureAnalysis(
						"A value in a YAML file begins with a star, which YAML takes for an alias:%n%n%s"
							.formatted(message),
						"Quote the star: \"*\". Where CORS origins are listed, the word any means the same.", failure);
			}
			cause = cause.getCause();
		}
		return null;
	}

}
