package io.crossgate.cors.spring.lookup;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.PendingDecision;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.spring.actuate.CorsEndpoint;
import io.crossgate.cors.spring.autoconfigure.OurAutoConfigurations;
import io.crossgate.cors.spring.metrics.LookupMetrics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators learn of a policy that looks up its origins: what it is, why it has
 * decided so, and how often.
 */
class LookupExplanationTests {

	private static final String YES = "https://yes.example.org";

	private static final String NO = "https://no.example.org";

	private static final String BROKEN = "https://broken.example.org";

	private static final String SLOW = "https://slow.example.org";

	private final JsonMapper json = JsonMapper.builder()
		.changeDefaultPropertyInclusion(
				(value) -> value.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
		.build();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsLookupAutoConfiguration",
				"CorsEndpointAutoConfiguration", "CorsMetricsAutoConfiguration"))
		.withUserConfiguration(Lookup.class)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("cors.policies.widget.paths=/widget/**", "cors.policies.widget.origins-from=tenants",
				"cors.policies.widget.allow-credentials=true", "cors.policies.widget.allowed-methods=GET,PUT",
				"cors.policies.listed.paths=/listed/**", "cors.policies.listed.allowed-origins=https://app.example.com",
				"cors.lookup.timeout=2s", "cors.lookup.max-concurrent=1",
				"management.endpoints.web.exposure.include=cors");

	@Test
	void theEndpointNamesTheBean() {
		this.runner.run((context) -> {
			JsonNode policies = json(context.getBean(CorsEndpoint.class).cors(SecurityContext.NONE)).get("policies");
			assertThat(policies.get(0).get("name").asString()).isEqualTo("widget");
			assertThat(policies.get(0).get("originsFrom").asString()).isEqualTo("tenants");
			assertThat(policies.get(0).get("allowedOrigins")).isEmpty();
			assertThat(policies.get(1).has("originsFrom")).isFalse();
		});
	}

	@Test
	void explainAsksTheBean() {
		String bean = "Policy 'widget' (paths /widget/**) does not list the origin %s, and the bean 'tenants' ";
		this.runner.run((context) -> {
			JsonNode allowed = explain(context, YES, "PUT");
			assertThat(allowed.get("readable").asBoolean()).isTrue();
			assertThat(allowed.get("reason").asString()).isEqualTo("allowed");
			assertThat(allowed.get("rule").asString()).isEqualTo("origins-from");
			assertThat(allowed.get("exchanges")).hasSize(2);
			JsonNode denied = explain(context, NO, "GET");
			assertThat(denied.get("reason").asString()).isEqualTo("origin-not-allowed");
			assertThat(denied.get("rule").asString()).isEqualTo("origins-from");
			assertThat(denied.get("sentence").asString()).startsWith(bean.formatted(NO) + "does not allow it.");
			JsonNode failed = explain(context, BROKEN, "GET");
			assertThat(failed.get("reason").asString()).isEqualTo("lookup-failed");
			assertThat(failed.get("sentence").asString())
				.startsWith(bean.formatted(BROKEN) + "could not be asked, failed or took too long.")
				.doesNotContain("secret");
			JsonNode unasked = explain(context, "http://yes.example.org", "GET");
			assertThat(unasked.get("reason").asString()).isEqualTo("origin-not-allowed");
			assertThat(unasked.get("sentence").asString()).startsWith(bean.formatted("http://yes.example.org")
					+ "was not asked, because the policy must not " + "list it either (insecure-origin): ");
			for (JsonNode refused : List.of(denied, failed, unasked)) {
				assertThat(refused.get("readable").asBoolean()).isFalse();
				assertThat(refused.get("fix").asString()).as("nothing is opened beside the bean").isEmpty();
			}
			JsonNode method = explain(context, YES, "DELETE");
			assertThat(method.get("reason").asString()).isEqualTo("method-not-allowed");
			assertThat(method.get("fix").asString()).contains("allowed-methods: ").doesNotContain(YES);
		});
	}

	@Test
	void everyOutcomeIsCountedOnce() {
		this.runner.run((context) -> {
			CorsEngine engine = context.getBean(CorsEngine.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Consumer<String> get = (origin) -> engine.explain(engine.policies(), request(origin));
			context.getBean(LookupMetrics.class).bindTo(registry);
			double[] before = counts(registry);
			get.accept(YES);
			get.accept(YES);
			get.accept(NO);
			get.accept(BROKEN);
			Lookup lookup = context.getBean(Lookup.class);
			PendingDecision slow = (PendingDecision) engine.decide(request(SLOW));
			slow.ask();
			assertThat(lookup.asked.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(engine.explain(engine.policies(), request("https://other.example.org")).reason())
				.isEqualTo(DecisionReason.LOOKUP_OVERLOADED);
			slow.ask().toCompletableFuture().get(10, TimeUnit.SECONDS);
			double[] after = counts(registry);
			for (LookupOutcome outcome : LookupOutcome.values()) {
				assertThat(after[outcome.ordinal()] - before[outcome.ordinal()]).as(outcome.name()).isEqualTo(1);
			}
			assertThat(registry.get("cors.lookups").meters()).hasSameSizeAs(LookupOutcome.values());
		});
	}

	private static double[] counts(MeterRegistry registry) {
		return List.of("allowed", "denied", "failed", "timed-out", "overloaded", "cached")
			.stream()
			.mapToDouble((outcome) -> registry.get("cors.lookups").tag("outcome", outcome).functionCounter().count())
			.toArray();
	}

	private static CorsRequest request(String origin) {
		return new CorsRequest("GET", "/widget/x").origin(origin);
	}

	private JsonNode explain(AssertableWebApplicationContext context, String origin, String method) {
		return json(context.getBean(CorsEndpoint.class)
			.view("explain", origin, "/widget/x", method, null, "true", null, SecurityContext.NONE)
			.getBody());
	}

	private JsonNode json(Object body) {
		return this.json.readTree(this.json.writeValueAsString(body));
	}

	@Configuration(proxyBeanMethods = false)
	static class Lookup {

		final CountDownLatch asked = new CountDownLatch(1);

		@Bean
		OriginLookup tenants() {
			return (query) -> switch (query.origin().toString()) {
				case YES -> true;
				case BROKEN -> throw new IllegalStateException("a secret");
				case SLOW -> {
					this.asked.countDown();
					new CountDownLatch(1).await();
					yield true;
				}
				default -> false;
			};
		}

	}

}
