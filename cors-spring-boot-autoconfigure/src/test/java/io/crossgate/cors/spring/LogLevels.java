package io.crossgate.cors.spring;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Gives each class of tests the levels that an application has by default. Applications
 * that earlier tests have started may have switched the log off.
 */
public final class LogLevels implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.getLoggerConfigurations()
			.stream()
			.filter((logger) -> logger.getName().startsWith("io.crossgate"))
			.forEach((logger) -> logging.setLogLevel(logger.getName(), null));
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
	}

}
