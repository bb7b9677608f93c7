package io.crossgate.cors.spring.autoconfigure.explain;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches in development: with devtools, or in one of the profiles {@code dev},
 * {@code local} and {@code test}; or wherever {@code cors.explain.browser} says so.
 */
class OnConsoleExplanationCondition extends SpringBootCondition {

	private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

	private static final Profiles DEVELOPMENT = Profiles.of("dev", "local", "test");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("cors.explain.browser");
		// In YAML, on and off are booleans.
		return switch (environment.getProperty("cors.explain.browser", "auto").toLowerCase(Locale.ROOT)) {
			case "on", "true" -> ConditionOutcome.match(message.because("it is on"));
			case "off", "false" -> ConditionOutcome.noMatch(message.because("it is off"));
			default -> new ConditionOutcome(isDevelopment(environment, context.getClassLoader()),
					message.because("it depends on devtools and the active profiles"));
		};
	}

	private static boolean isDevelopment(Environment environment, @Nullable ClassLoader loader) {
		return environment.acceptsProfiles(DEVELOPMENT) || ClassUtils.isPresent(DEVTOOLS, loader);
	}

}
