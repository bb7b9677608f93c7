package io.crossgate.cors.spring.autoconfigure.explain;

import java.util.Locale;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code cors.explain.log} is off.
 */
class OnDenialLogCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String log = context.getEnvironment().getProperty("cors.explain.log", "denied").toLowerCase(Locale.ROOT);
		ConditionMessage.Builder message = ConditionMessage.forCondition("cors.explain.log");
		// In YAML, off is a boolean.
		boolean off = log.equals("off") || log.equals("false");
		return new ConditionOutcome(!off, message.because("it is " + log));
	}

}
