package io.crossgate.cors.spring.autoconfigure.explain;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches in development: with devtools, or in one of the profiles {@code dev},
 * {@code local} and {@code test}; or wherever {@code cors.explain.browser} says so.
 */
class OnConsoleExplanationCondition extends SpringBootCondition {

	private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

	private static final Set<String> DEVELOPMENT = Set.of("dev", "local", "test");

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
		// Without Spring's expressions, which take more than this at every start.
		String[] active = environment.getActiveProfiles();
		for (String profile : (active.length > 0) ? active : environment.getDefaultProfiles()) {
			if (DEVELOPMENT.contains(profile)) {
				return true;
			}
		}
		return ClassUtils.isPresent(DEVTOOLS, loader);
	}

}
