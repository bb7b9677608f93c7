package io.crossgate.cors.spring;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Gives each class of tests the levels that an application has by default. Applications
 * that earlier tests have started may have switched the log off. Which classes those are
 * is chance, so none may leave anything else behind that keeps lines from the output.
 */
public final class LogLevels implements BeforeAllCallback, AfterAllCallback {

	private static final String OURS = "io.crossgate";

	@Override
	public void beforeAll(ExtensionContext context) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.getLoggerConfigurations()
			.stream()
			.filter((logger) -> logger.getName().startsWith(OURS))
			.forEach((logger) -> logging.setLogLevel(logger.getName(), null));
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		List<String> redirected = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()
			.stream()
			.filter((logger) -> logger.getName().startsWith(OURS))
			.filter((logger) -> !logger.isAdditive() || logger.iteratorForAppenders().hasNext())
			.map(Logger::getName)
			.toList();
		if (!redirected.isEmpty()) {
			throw new IllegalStateException("What these log would not be in the output of later tests: " + redirected);
		}
	}

}
