package io.crossgate.cors.spring.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;

/**
 * Auto-configuration of one line in the log where {@code cors.enabled} is false.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnCorsEnabled(false)
final class CorsDisabledAutoConfiguration {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	@Bean
	SmartInitializingSingleton corsDisabledReport(Environment environment) {
		String where = PropertyLocation.place("cors.enabled", environment).text();
		return () -> logger.info("CORS is off: cors.enabled is false" + (!where.isEmpty() ? " (" + where + ")" : ""));
	}

}
