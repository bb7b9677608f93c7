package io.crossgate.cors.spring.autoconfigure.reload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.actuate.CorsEndpoint;
import io.crossgate.cors.spring.autoconfigure.CorsPolicyLoader;
import io.crossgate.cors.spring.autoconfigure.OurAutoConfigurations;
import io.crossgate.cors.spring.reload.PolicyReload.Result;
import io.crossgate.cors.spring.reload.PolicyReload.Trigger;
import io.crossgate.cors.spring.reload.PolicyReloader;
import io.crossgate.cors.spring.reload.PolicyReloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an operator sees of a change: in the log, in the metrics and at the endpoint.
 */
@ExtendWith(OutputCaptureExtension.class)
class PolicyReloadTests {

	private static final String APP = "https://app.example.com";

	private static final String PARTNER = "https://partner.example.net";

	private final Map<String, Object> properties = new HashMap<>(Map.of("cors.allowed-origins", APP));

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsLogAutoConfiguration",
				"CorsMetricsAutoConfiguration", "CorsEndpointAutoConfiguration", "CorsReloadAutoConfiguration"))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("management.endpoints.web.exposure.include=cors",
				"management.endpoint.cors.show-values=always")
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("live", this.properties)));

	@Test
	void changedEnvironmentIsLoadedLoggedCountedAndShown(CapturedOutput output) {
		run((context) -> {
			String before = fingerprint(context);
			this.properties.put("cors.allowed-origins", APP + "," + PARTNER);
			this.properties.put("cors.allow-credentials", "true");
			reload(context);
			assertThat(output)
				.containsPattern("WARN.*io.crossgate.cors.policies.*CORS policies changed with the "
						+ "environment, access is wider: " + fingerprint(context).substring(0, 19) + ", was "
						+ before.substring(0, 19))
				.contains("default  allowed-origins: " + PARTNER + " gains access with credentials")
				.contains("default  allow-credentials: true, was false")
				.containsOnlyOnce("CORS ready: 1 policy");
			assertThat(counts(context)).containsExactly(1.0, 0.0, 0.0);
			JsonNode shown = endpoint(context).get("lastReload");
			assertThat(shown.get("result").asString()).isEqualTo("success");
			assertThat(shown.get("trigger").asString()).isEqualTo("environment");
			assertThat(shown.get("before").asString()).isEqualTo(before);
			assertThat(shown.get("after").asString()).isEqualTo(fingerprint(context));
			assertThat(shown.get("problems").isNull()).isTrue();
			this.properties.put("cors.allowed-origins", APP);
			reload(context);
			assertThat(output)
				.containsPattern(
						"INFO.*io.crossgate.cors.policies.*CORS policies changed with the environment: sha256:")
				.contains("default  allowed-origins: " + PARTNER + " loses access")
				.contains("Browsers may keep answers to earlier preflights for up to 1800s.");
		});
	}

	@Test
	void changeThatChangesNothingIsCountedAndSaysNothing(CapturedOutput output) {
		run((context) -> {
			CorsPolicies before = context.getBean(CorsEngine.class).policies();
			String since = endpoint(context).get("inForceSince").asString();
			int length = output.length();
			reload(context);
			assertThat(context.getBean(CorsEngine.class).policies()).isSameAs(before);
			this.properties.put("cors.allowed-origins", List.of(APP, APP));
			reload(context);
			assertThat(output.toString().substring(length)).doesNotContain("policies changed");
			assertThat(counts(context)).containsExactly(0.0, 2.0, 0.0);
			assertThat(endpoint(context).get("lastReload").get("result").asString()).isEqualTo("unchanged");
			assertThat(since).isNotEmpty();
		});
	}

	@Test
	void invalidConfigurationLeavesTheOldOneAndSaysWhyAsTheStartDoes(CapturedOutput output) {
		run((context) -> {
			CorsPolicies before = context.getBean(CorsEngine.class).policies();
			this.properties.put("cors.allowed-origins", PARTNER + "/");
			this.properties.put("cors.policies.api.allowed-origins", "any");
			this.properties.put("cors.policies.api.allow-credentials", "true");
			reload(context);
			reload(context);
			assertThat(context.getBean(CorsEngine.class).policies()).isSameAs(before);
			assertThat(output)
				.containsPattern("ERROR.*io.crossgate.cors.configuration.*CORS policies stay as they are; "
						+ "these do not take their place. Invalid or unsafe CORS configuration \\(3 problems\\):")
				.containsOnlyOnce("[malformed-origin] cors.allowed-origins[0] = " + PARTNER + "/")
				.containsOnlyOnce("[any-origin-with-credentials] cors.policies.api.allowed-origins[0] = any")
				.containsOnlyOnce("[no-paths] ")
				.containsOnlyOnce("still has the problems that were logged before")
				.contains("at   \"cors.allowed-origins\" from property source \"live\"");
			assertThat(counts(context)).containsExactly(0.0, 0.0, 2.0);
			JsonNode shown = endpoint(context).get("lastReload");
			assertThat(shown.get("result").asString()).isEqualTo("failure");
			assertThat(shown.get("before")).isEqualTo(shown.get("after"));
			assertThat(shown.get("problems").valueStream().map((problem) -> problem.get("code").asString()))
				.containsExactlyInAnyOrder("malformed-origin", "any-origin-with-credentials", "no-paths");
			this.properties.keySet().removeIf((key) -> key.startsWith("cors.policies"));
			this.properties.put("cors.allowed-origins", PARTNER);
			reload(context);
			assertThat(counts(context)).containsExactly(1.0, 0.0, 2.0);
		});
	}

	@Test
	void beanThatFailsLeavesThePoliciesInForce(CapturedOutput output) {
		boolean[] failing = { false };
		this.runner.withBean("partner", CorsPolicy.class, () -> {
			if (failing[0]) {
				throw new IllegalStateException("no database: secret");
			}
			return CorsPolicy.named("partner").paths("/partner/**").allowedOrigins(PARTNER).build();
		}, (definition) -> definition.setScope("prototype")).run((context) -> {
			CorsPolicies before = context.getBean(CorsEngine.class).policies();
			failing[0] = true;
			reload(context);
			assertThat(context.getBean(CorsEngine.class).policies()).isSameAs(before);
			assertThat(output).contains(
					"CORS policies stay as they are; those that were to take their place could not be " + "read.",
					"no database");
			assertThat(endpoint(context).get("lastReload").get("failure").asString()).contains("no database");
			assertThat(counts(context)).containsExactly(0.0, 0.0, 1.0);
		});
	}

	@Test
	void endpointHidesWhatItMayNotShow() {
		boolean[] failing = { false };
		this.runner.withPropertyValues("management.endpoint.cors.show-values=never")
			.withBean("partner", CorsPolicy.class, () -> {
				if (failing[0]) {
					throw new IllegalStateException("no database: secret");
				}
				return CorsPolicy.named("partner").paths("/partner/**").allowedOrigins(PARTNER).build();
			}, (definition) -> definition.setScope("prototype"))
			.run((context) -> {
				this.properties.put("cors.allowed-origins", "https://hidden.example/");
				reload(context);
				assertThat(endpoint(context).get("lastReload").toString()).contains("malformed-origin")
					.doesNotContain("hidden.example");
				failing[0] = true;
				reload(context);
				assertThat(endpoint(context).get("lastReload").get("failure").asString())
					.isEqualTo("java.lang.IllegalStateException");
			});
	}

	@Test
	void policiesThatVanishAreAWarning(CapturedOutput output) {
		run((context) -> {
			this.properties.clear();
			reload(context);
			assertThat(context.getBean(CorsEngine.class).policies().isEmpty()).isTrue();
			assertThat(output).containsPattern("WARN.*CORS policies changed")
				.contains("default  is gone, /**: " + APP + " loses access", "No policy is left: ");
		});
	}

	@Test
	void propertiesOfTheStartAreNamedOnce(CapturedOutput output) {
		run((context) -> {
			this.properties.put("cors.authoritative", "false");
			this.properties.put("cors.filter-order", "5");
			reload(context);
			reload(context);
			assertThat(output)
				.containsOnlyOnce("CORS cors.authoritative is now false; that takes effect at the next start")
				.containsOnlyOnce("CORS cors.filter-order is now 5; that takes effect at the next start");
			this.properties.remove("cors.filter-order");
			reload(context);
			assertThat(output).doesNotContain("cors.filter-order is not set");
		});
	}

	@Test
	void whateverElseMayChangeTakesEffectAtOnce() {
		run((context) -> {
			this.properties.put("cors.mode", "report-only");
			this.properties.put("cors.same-origins", "https://www.example.com");
			this.properties.put("cors.policies.new.paths", "/new/**");
			this.properties.put("cors.policies.new.allowed-origins", PARTNER);
			reload(context);
			CorsPolicies policies = context.getBean(CorsEngine.class).policies();
			assertThat(policies.policies()).extracting(CorsPolicy::name).containsExactly("default", "new");
			assertThat(policies.policies()).allMatch((policy) -> policy.mode() == CorsPolicy.Mode.REPORT_ONLY);
			assertThat(policies.context().sameOrigins()).hasSize(1);
		});
	}

	@Test
	void changesOfTheApplicationAreFollowedAlike(CapturedOutput output) {
		run((context) -> {
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			CorsPolicy partner = CorsPolicy.named("partner").paths("/partner/**").allowedOrigins(PARTNER).build();
			loader.put(partner);
			loader.put(partner);
			loader.remove("partner");
			loader.load();
			assertThatExceptionOfType(InvalidCorsPolicyException.class)
				.isThrownBy(() -> loader.put(partner.toBuilder().allowedOrigins(PARTNER + "/").build()));
			context.getBean(CorsEngine.class).update((policies) -> policies.with(partner));
			assertThat(output)
				.contains("CORS policies changed by the application, access is wider: sha256:",
						"partner  is new, /partner/**: " + PARTNER + " gains access",
						"partner  is gone, /partner/**: " + PARTNER + " loses access")
				.doesNotContain("CORS policies stay as they are");
			assertThat(counts(context)).containsExactly(3.0, 2.0, 1.0);
			assertThat(endpoint(context).get("lastReload").get("trigger").asString()).isEqualTo("api");
		});
	}

	@Test
	void policiesStayWhereReloadIsSwitchedOff() {
		this.runner.withPropertyValues("cors.reload.enabled=false").run((context) -> {
			CorsPolicies before = context.getBean(CorsEngine.class).policies();
			this.properties.put("cors.allowed-origins", PARTNER);
			reload(context);
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			List<Runnable> changes = List.of(loader::load, () -> loader.remove("default"),
					() -> loader.replace(List.of()));
			for (Runnable change : changes) {
				assertThatIllegalStateException().isThrownBy(change::run).withMessageContaining("cors.reload.enabled");
			}
			assertThat(context.getBean(CorsEngine.class).policies()).isSameAs(before);
			assertThat(endpoint(context).get("lastReload").isNull()).isTrue();
		});
	}

	@Test
	void engineOfTheApplicationsOwnIsLeftAlone() {
		this.runner.withBean(CorsEngine.class, () -> new CorsEngine(CorsPolicies.none())).run((context) -> {
			reload(context);
			assertThat(context.getBean(CorsEngine.class).policies().isEmpty()).isTrue();
			context.getBean(CorsPolicyLoader.class).load();
			assertThat(context.getBean(PolicyReloads.class).count(Result.SUCCESS)).isEqualTo(1);
		});
	}

	private void run(Consumer<AssertableWebApplicationContext> consumer) {
		this.runner.run(consumer::accept);
	}

	private static void reload(AssertableWebApplicationContext context) {
		context.getBean(PolicyReloader.class).reload(Trigger.ENVIRONMENT);
	}

	private static String fingerprint(AssertableWebApplicationContext context) {
		return PolicyFingerprint.of(context.getBean(CorsEngine.class).policies());
	}

	/** Successes, changes that changed nothing, and failures. */
	private static List<Double> counts(AssertableWebApplicationContext context) {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		return List.of("success", "unchanged", "failure")
			.stream()
			.map((result) -> registry.get("cors.reloads").tag("result", result).functionCounter().count())
			.toList();
	}

	private static JsonNode endpoint(AssertableWebApplicationContext context) {
		JsonMapper json = JsonMapper.shared();
		return json.readTree(json.writeValueAsString(context.getBean(CorsEndpoint.class).cors(SecurityContext.NONE)));
	}

}
