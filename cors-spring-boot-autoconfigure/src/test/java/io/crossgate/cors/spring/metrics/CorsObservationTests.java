package io.crossgate.cors.spring.metrics;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

class CorsObservationTests {

	private static final Queue<Observation.Context> FINISHED = new ConcurrentLinkedQueue<>();

	@Test
	void theTraceOfARequestSaysWhatWasDecided() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Handlers.class),
				"cors.allowed-origins=https://app.example.com")) {
			running.send("GET /refused", "Origin: https://evil.example");
			assertThat(FINISHED).anySatisfy((context) -> {
				assertThat(context.getHighCardinalityKeyValues()).extracting(KeyValue::getKey, KeyValue::getValue)
					.contains(Assertions.tuple("cors.policy", "default"), Assertions.tuple("cors.outcome", "denied"),
							Assertions.tuple("cors.reason", "origin-not-allowed"));
				assertThat(context.getLowCardinalityKeyValues()).extracting(KeyValue::getKey)
					.noneMatch((key) -> key.startsWith("cors."));
			});
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		ObservationHandler<Observation.Context> finished() {
			return new ObservationHandler<>() {

				@Override
				public void onStop(Observation.Context context) {
					FINISHED.add(context);
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			};
		}

	}

}
