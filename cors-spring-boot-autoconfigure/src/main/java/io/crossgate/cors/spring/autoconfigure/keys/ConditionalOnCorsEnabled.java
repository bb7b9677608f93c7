package io.crossgate.cors.spring.autoconfigure.keys;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches unless {@code cors.enabled} is false in any of the spellings that the binder
 * takes for false. A value that is no boolean matches, too, so that it is reported and
 * does not switch anything off.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnCorsEnabledCondition.class)
public @interface ConditionalOnCorsEnabled {

	/**
	 * Return whether the starter has to be on.
	 * @return {@code false} to match where it is off
	 */
	boolean value() default true;

}
