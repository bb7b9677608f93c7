package io.crossgate.cors.spring.metrics;

import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.spring.autoconfigure.OurAutoConfigurations;

import static org.assertj.core.api.Assertions.assertThat;

class CorsMetricsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsMetricsAutoConfiguration"))
		.withPropertyValues("cors.allowed-origins=https://app.example.com");

	@Test
	void countsDecisionsByClosedTags() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			CorsEngine engine = context.getBean(CorsEngine.class);
			engine.decide(new CorsRequest("GET", "/a").origin("https://app.example.com"));
			engine.decide(new CorsRequest("GET", "/a").origin("https://evil.example"));
			engine.decide(new CorsRequest("GET", "/b").origin("https://evil.example"));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(count(registry, "actual", "allowed", "allowed")).isEqualTo(1);
			assertThat(count(registry, "actual", "denied", "origin-not-allowed")).isEqualTo(2);
		});
	}

	@Test
	void theNumberOfSeriesDoesNotDependOnWhatAnybodySends() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			CorsEngine engine = context.getBean(CorsEngine.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			engine.decide(new CorsRequest("GET", "/0").origin("https://0.example"));
			int before = registry.getMeters().size();
			for (int i = 1; i < 50_000; i++) {
				engine.decide(new CorsRequest("GET", "/" + i).origin("https://" + i + ".example"));
			}
			assertThat(registry.getMeters()).hasSize(before);
		});
	}

	@Test
	void tellsWhichPoliciesAreInForce() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("cors.policies").gauge().value()).isEqualTo(1);
			String before = registry.get("cors.policy.info").gauge().getId().getTag("fingerprint");
			assertThat(before).matches("sha256:[0-9a-f]{64}");
			context.getBean(CorsEngine.class).update((policies) -> policies.recompile(List.of()));
			assertThat(registry.get("cors.policies").gauge().value()).isZero();
			assertThat(registry.find("cors.policy.info").gauges()).hasSize(1);
			assertThat(registry.get("cors.policy.info").gauge().getId().getTag("fingerprint")).isNotEqualTo(before);
		});
	}

	@Test
	void countsWhatIsPastItsDate() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("cors.policies.b.paths=/b",
					"cors.policies.b.allowed-origins[0].value=https://a.example",
					"cors.policies.b.allowed-origins[0].until=2020-01-31",
					"cors.policies.b.allowed-origins[1].value=https://b.example",
					"cors.policies.b.allowed-origins[1].until=2099-01-31")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("cors.grants.expired").gauge().value()).isEqualTo(1);
				context.getBean(CorsEngine.class).update((policies) -> policies.recompile(List.of()));
				assertThat(registry.get("cors.grants.expired").gauge().value()).isZero();
			});
	}

	@Test
	void observerIsNotThereWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CorsEngine.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MicrometerCorsObserver.class));
	}

	private static double count(MeterRegistry registry, String kind, String outcome, String reason) {
		Counter counter = registry.get("cors.requests")
			.tags("policy", "default", "kind", kind, "outcome", outcome, "reason", reason)
			.counter();
		return counter.count();
	}

}
