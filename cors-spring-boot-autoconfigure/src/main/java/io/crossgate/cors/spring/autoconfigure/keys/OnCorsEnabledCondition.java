package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Reads {@code cors.enabled} as the binder reads every other boolean.
 */
class OnCorsEnabledCondition extends SpringBootCondition {

	private static final String PROPERTY = "cors.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		@Nullable Map<String, @Nullable Object> attributes = metadata
			.getAnnotationAttributes(ConditionalOnCorsEnabled.class.getName());
		boolean expected = attributes == null || Boolean.TRUE.equals(attributes.get("value"));
		boolean enabled = isEnabled(context.getEnvironment());
		return new ConditionOutcome(enabled == expected, ConditionMessage.forCondition(ConditionalOnCorsEnabled.class)
			.because("%s is %s".formatted(PROPERTY, enabled ? "not false" : "false")));
	}

	private static boolean isEnabled(Environment environment) {
		try {
			return Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(true);
		}
		catch (BindException ex) {
			return true;
		}
	}

}
