package io.crossgate.cors.spring.mistakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.AnnotationMetadata;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.QuietStart;

/**
 * One start of an application that has nothing but the engine, with everything that Boot
 * reads its configuration and explains its failures with.
 *
 * @param report what Boot printed of its failure; {@code null} if it printed none
 * @param failure what it failed with; {@code null} if it started
 * @param warnings what was warned of
 * @param policies the policies of the application that has started
 */
record Start(@Nullable String report, @Nullable Throwable failure, List<String> warnings,
		@Nullable CorsPolicies policies) {

	private static final String REPORTER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

	/** Return whether the application has started. */
	boolean succeeded() {
		return this.failure == null;
	}

	/** Return whether it is the starter that explains the failure. */
	boolean isExplained() {
		return this.report != null && this.report.contains("CORS");
	}

	static Start of(Written written, Path directory) {
		List<String> warnings = new ArrayList<>();
		StringBuilder report = new StringBuilder();
		ListAppender<ILoggingEvent> appender = new ListAppender<>() {

			@Override
			protected void append(ILoggingEvent event) {
				String message = event.getFormattedMessage().replace(directory + "/", "");
				if (event.getLoggerName().equals(REPORTER)) {
					report.append(message);
				}
				else if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
					warnings.add(message);
				}
			}

		};
		appender.start();
		List<Logger> loggers = Stream.of(REPORTER, CorsEngine.class.getPackageName())
			.map((name) -> (Logger) LoggerFactory.getLogger(name))
			.toList();
		loggers.forEach((logger) -> {
			logger.addAppender(appender);
			logger.setAdditive(false);
		});
		try (ConfigurableApplicationContext context = application(written, directory)
			.run(written.arguments().toArray(String[]::new))) {
			return new Start(null, null, warnings,
					context.getBeanProvider(CorsEngine.class)
						.stream()
						.findFirst()
						.map(CorsEngine::policies)
						.orElse(CorsPolicies.none()));
		}
		catch (RuntimeException ex) {
			return new Start(report.isEmpty() ? null : report.toString(), ex, warnings, null);
		}
		finally {
			loggers.forEach((logger) -> {
				logger.detachAppender(appender);
				logger.setAdditive(true);
			});
		}
	}

	private static SpringApplication application(Written written, Path directory) {
		write(written, directory);
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		QuietStart.prepare(application);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(written.variables())));
		environment.getPropertySources()
			.addLast(new MapPropertySource("location", Map.of("spring.config.location", directory.toUri().toString())));
		application.setEnvironment(environment);
		return application;
	}

	private static void write(Written written, Path directory) {
		try {
			for (String name : List.of(Written.YAML, Written.PROPERTIES)) {
				String text = written.files().get(name);
				if (text == null) {
					Files.deleteIfExists(directory.resolve(name));
				}
				else {
					Files.writeString(directory.resolve(name), text);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(OfPolicies.class)
	static class Application {

	}

	/** What concerns policies, and no server. */
	static class OfPolicies implements DeferredImportSelector {

		@Override
		public String[] selectImports(AnnotationMetadata metadata) {
			String autoConfigurations = CorsEngine.class.getPackageName() + ".spring.autoconfigure.";
			return new String[] { autoConfigurations + "CorsAutoConfiguration",
					autoConfigurations + "CorsDisabledAutoConfiguration",
					autoConfigurations + "explain.CorsLogAutoConfiguration" };
		}

	}

}
