package io.crossgate.cors.spring.autoconfigure.actuate;

import java.time.Instant;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.actuate.CorsEndpoint;
import io.crossgate.cors.spring.actuate.CorsEndpoint.PolicyActivationTime;
import io.crossgate.cors.spring.actuate.EngineClock;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.paths.DeployedPaths;
import io.crossgate.cors.spring.reload.PolicyReloads;
import io.crossgate.cors.traffic.CandidateRecorder;
import io.crossgate.cors.traffic.TrafficRecorder;

/**
 * Auto-configuration for the actuator endpoint and the recorder behind it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(CorsEndpoint.class)
@EnableConfigurationProperties(CorsEndpointProperties.class)
final class CorsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TrafficRecorder corsTrafficRecorder() {
		return new TrafficRecorder(System::currentTimeMillis);
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyActivationTime corsPolicyActivationTime() {
		return new PolicyActivationTime(System::currentTimeMillis);
	}

	@Bean
	@ConditionalOnMissingBean
	EngineClock corsEngineClock(CorsEngine engine) {
		return new EngineClock(engine, Instant::now);
	}

	@Bean
	@ConditionalOnMissingBean
	CorsEndpoint corsEndpoint(CorsEngine engine, TrafficRecorder recorder, CandidateRecorder candidate,
			PolicyActivationTime activationTime, EngineClock clock, PolicyReloads reloads,
			CorsEndpointProperties properties, ObjectProvider<SanitizingFunction> sanitizing,
			ObjectProvider<CorsConflictDetector> detector, DeployedPaths paths, Environment environment) {
		return new CorsEndpoint(engine, recorder, candidate, activationTime, clock, reloads, properties.showValues(),
				properties.roles(), sanitizing.orderedStream().toList(), detector.getIfAvailable(), paths::contextPath,
				environment);
	}

	/** For WebFlux. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		@ConditionalOnMissingBean
		CorsEndpoint.Reactive corsReactiveEndpoint(CorsEndpoint endpoint) {
			return new CorsEndpoint.Reactive(endpoint);
		}

	}

}
