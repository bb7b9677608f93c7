package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.QuietStart;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.lookup.CorsLookupAutoConfiguration;

/**
 * The start of an application whose {@code application.yml} is what the documentation
 * shows.
 *
 * @param failure what it failed with; {@code null} if it started
 * @param problems the codes of the problems that it was refused for or warned of
 */
record Example(@Nullable Throwable failure, Set<String> problems) {

	private static final Pattern LOGGED = Pattern.compile("CORS \\[([a-z-]+)] ");

	/** Starts it on a server if the server has a part in it, and else without one. */
	static Example start(String yaml, Path directory) {
		write(directory, yaml);
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
		Logger logger = (Logger) LoggerFactory.getLogger(CorsEngine.class.getPackageName());
		Level level = root.getLevel();
		root.setLevel(Level.OFF);
		logger.setLevel(Level.WARN);
		logger.setAdditive(false);
		logger.addAppender(appender);
		Throwable failure = null;
		Set<String> problems = new TreeSet<>();
		try {
			boolean server = !yaml.replaceAll("(?m)^(cors| |#|-).*$", "").isBlank();
			application(server)
				.run("--spring.config.location=" + directory.toUri(), "--server.port=0",
						Server.TOMCAT.exclusions(false))
				.close();
		}
		catch (RuntimeException ex) {
			failure = ex;
			problems.addAll(codes(ex));
		}
		finally {
			logger.detachAppender(appender);
			logger.setAdditive(true);
			logger.setLevel(null);
			root.setLevel(level);
		}
		appender.list.forEach((event) -> {
			Matcher code = LOGGED.matcher(event.getFormattedMessage());
			while (code.find()) {
				problems.add(code.group(1));
			}
		});
		return new Example(failure, problems);
	}

	private static Set<String> codes(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidCorsPolicyException invalid) {
				return invalid.problems()
					.stream()
					.filter(Problem::isFatal)
					.map((problem) -> problem.code().code())
					.collect(Collectors.toSet());
			}
		}
		return Set.of();
	}

	private static SpringApplication application(boolean server) {
		SpringApplication application = server
				? Server.TOMCAT.application(List.of(Lookups.class, Tenants.class)).application()
				: new SpringApplication(Lookups.class, Policies.class);
		if (!server) {
			application.setWebApplicationType(WebApplicationType.NONE);
		}
		QuietStart.prepare(application);
		return application;
	}

	private static void write(Path directory, String yaml) {
		try {
			Files.writeString(directory.resolve("application.yml"), yaml);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What the examples call by name. */
	@Configuration(proxyBeanMethods = false)
	static class Lookups {

		@Bean
		OriginLookup tenantOrigins() {
			return (query) -> query.origin().toString().equals("https://tenant.example");
		}

		@Bean
		OriginLookup everyOrigin() {
			return (query) -> true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ CorsLookupAutoConfiguration.class, CorsAutoConfiguration.class })
	static class Policies {

	}

	@RestController
	static class Tenants {

		@GetMapping("/{tenant}")
		String tenant() {
			return "";
		}

	}

}
