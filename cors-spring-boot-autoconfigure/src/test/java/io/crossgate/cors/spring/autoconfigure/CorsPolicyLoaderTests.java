package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Policies that change while an application runs stay policies of that application.
 */
@ExtendWith(OutputCaptureExtension.class)
class CorsPolicyLoaderTests {

	private static final String ORIGIN = "https://portal.example.com";

	private static final String OWN = "https://own.example.com";

	private static final CorsPolicy EVERYTHING = CorsPolicy.named("default")
		.paths("/**")
		.allowedOrigins("https://other.example.com")
		.build();

	private final List<CorsPolicies> announced = new ArrayList<>();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class))
		.withBean(CorsObserver.class, () -> new Announcements(this.announced))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "cors.allowed-origins=" + ORIGIN,
				"cors.same-origins=" + OWN);

	@Test
	void changedPoliciesStayThoseOfTheApplication() {
		this.runner.withPropertyValues("spring.profiles.active=prod").run((context) -> {
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			CorsPolicy tenants = CorsPolicy.named("tenants").paths("/tenants/**").allowedOrigins(ORIGIN).build();
			List<Runnable> changes = List.of(() -> loader.replace(List.of(EVERYTHING)), () -> loader.put(EVERYTHING),
					() -> loader.put(tenants), () -> loader.remove("tenants"), loader::load);
			assertBelongsToApplication(context);
			for (Runnable change : changes) {
				change.run();
				assertBelongsToApplication(context);
			}
			CorsPolicy local = EVERYTHING.toBuilder().allowedOrigins("http://localhost").allowCredentials(true).build();
			assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(() -> loader.put(local))
				.satisfies((ex) -> assertThat(ex.problems()).extracting(Problem::code)
					.containsExactly(ProblemCode.LOOPBACK_ORIGIN));
		});
	}

	private static void assertBelongsToApplication(AssertableWebApplicationContext context) {
		CorsEngine engine = context.getBean(CorsEngine.class);
		assertThat(engine.decide(request("/actuator/env", "https://other.example.com")).reason())
			.isEqualTo(DecisionReason.NO_POLICY);
		assertThat(engine.decide(request("/api", OWN)).reason()).isEqualTo(DecisionReason.SAME_ORIGIN);
		assertThat(engine.decide(request("/api", "https://unknown.example")).reason())
			.isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(engine.policies().context().paths().managementPaths()).contains("/actuator/**");
	}

	@Test
	void policiesOfNoApplicationAreRejected() {
		this.runner.run((context) -> {
			CorsEngine engine = context.getBean(CorsEngine.class);
			CorsPolicies before = engine.policies();
			assertThatIllegalArgumentException()
				.isThrownBy(() -> engine.setPolicies(CorsPolicies.compile(List.of(EVERYTHING))));
			assertThat(engine.policies()).isSameAs(before);
			engine.setPolicies(context.getBean(CorsPolicyLoader.class).compile(List.of(EVERYTHING)));
			assertBelongsToApplication(context);
		});
	}

	@Test
	void dryRunLeavesThePoliciesInForce() {
		this.runner.run((context) -> {
			CorsPolicies before = context.getBean(CorsEngine.class).policies();
			CorsPolicies compiled = context.getBean(CorsPolicyLoader.class).compile(List.of(EVERYTHING));
			assertThat(compiled.decide(request("/x", "https://other.example.com")).reason())
				.isEqualTo(DecisionReason.ALLOWED);
			assertThat(context.getBean(CorsEngine.class).policies()).isSameAs(before);
		});
	}

	@Test
	void customizersChangeWhateverIsLoaded() {
		this.runner
			.withBean(CorsPolicyCustomizer.class,
					() -> (policy) -> policy.toBuilder().exposedHeaders("X-Request-Id").build())
			.run((context) -> {
				CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
				assertThat(loader.put(EVERYTHING).policies()).allMatch(CorsPolicyLoaderTests::exposesRequestId);
				assertThat(loader.replace(List.of(EVERYTHING)).policies()).hasSize(1)
					.allMatch(CorsPolicyLoaderTests::exposesRequestId);
				assertThat(loader.compile(List.of(EVERYTHING)).policies())
					.allMatch(CorsPolicyLoaderTests::exposesRequestId);
				assertThat(loader.load().policies()).allMatch(CorsPolicyLoaderTests::exposesRequestId);
			});
	}

	private static boolean exposesRequestId(CorsPolicy policy) {
		return policy.exposedHeaders().equals(List.of("X-Request-Id"));
	}

	@Test
	void loadReadsTheEnvironmentAnew(CapturedOutput output) {
		Map<String, Object> properties = new HashMap<>();
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("live", properties)))
			.withBean("partner", CorsPolicy.class,
					() -> CorsPolicy.named("partner").paths("/partner/**").allowedOrigins(ORIGIN).build())
			.run((context) -> {
				CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
				CorsEngine engine = context.getBean(CorsEngine.class);
				loader.put(CorsPolicy.named("passing").paths("/passing").allowedOrigins(ORIGIN).build());
				properties.put("cors.allowed-origins", "https://new.example.com");
				properties.put("cors.max-age", "600");
				properties.put("cors.same-origins", "https://own2.example.com");
				CorsPolicies loaded = loader.load();
				assertThat(engine.policies()).isSameAs(loaded);
				assertThat(loaded.policies()).extracting(CorsPolicy::name).containsExactly("default", "partner");
				assertThat(loaded.policy("default").orElseThrow().maxAge()).hasSeconds(600);
				assertThat(engine.decide(request("/x", "https://new.example.com")).reason())
					.isEqualTo(DecisionReason.ALLOWED);
				assertThat(engine.decide(request("/x", "https://own2.example.com")).reason())
					.isEqualTo(DecisionReason.SAME_ORIGIN);
				properties.put("cors.allowed-origins", "http://plain.example.com");
				loader.load();
				loader.load();
				assertThat(output).containsOnlyOnce("[insecure-origin-without-credentials]");
			});
	}

	@Test
	void invalidConfigurationLeavesThePoliciesInForce() {
		Map<String, Object> properties = new HashMap<>();
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("live", properties)))
			.run((context) -> {
				CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
				CorsEngine engine = context.getBean(CorsEngine.class);
				CorsPolicies before = engine.policies();
				int announcements = this.announced.size();
				properties.put("cors.allowed-origins", "https://new.example.com/");
				properties.put("cors.same-origins", "https://own2.example.com");
				assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(loader::load)
					.satisfies((ex) -> assertThat(ex.problems()).extracting(Problem::code)
						.containsExactly(ProblemCode.MALFORMED_ORIGIN));
				properties.put("cors.allowed-originss", "https://new.example.com");
				properties.remove("cors.allowed-origins");
				assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(loader::load);
				properties.remove("cors.allowed-originss");
				properties.put("cors.allow-credentials", "perhaps");
				assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(loader::load)
					.satisfies((ex) -> assertThat(ex.problems()).extracting(Problem::code)
						.containsExactly(ProblemCode.MALFORMED_VALUE));
				CorsPolicy crossing = EVERYTHING.toBuilder().name("crossing").build();
				assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(() -> loader.put(crossing));
				assertThat(engine.policies()).isSameAs(before);
				assertThat(this.announced).hasSize(announcements);
				// What was refused has not changed what the next change is compiled for.
				loader.put(EVERYTHING);
				assertBelongsToApplication(context);
			});
	}

	@Test
	void engineOfTheApplicationsOwnIsLoadedForTheApplication() {
		this.runner.withBean(CorsEngine.class, () -> new CorsEngine(CorsPolicies.none())).run((context) -> {
			CorsEngine engine = context.getBean(CorsEngine.class);
			assertThat(engine.policies().isEmpty()).isTrue();
			context.getBean(CorsPolicyLoader.class).put(EVERYTHING);
			assertBelongsToApplication(context);
		});
	}

	@Test
	void concurrentChangesAreAnnouncedInTheOrderInWhichTheyTookEffect() {
		this.runner.run((context) -> {
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			CorsEngine engine = context.getBean(CorsEngine.class);
			int before = this.announced.size();
			int threads = 6;
			int changes = 30;
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Callable<Void>> tasks = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				String name = "tenant-" + thread;
				tasks.add(() -> {
					start.await();
					for (int i = 0; i < changes; i++) {
						loader.put(CorsPolicy.named(name)
							.paths("/" + name + "/**")
							.allowedOrigins("https://" + name + "-" + i + ".example.com")
							.build());
					}
					return null;
				});
			}
			ExecutorService executor = Executors.newFixedThreadPool(threads);
			try {
				for (Future<Void> done : executor.invokeAll(tasks)) {
					done.get();
				}
			}
			finally {
				executor.shutdown();
			}
			assertThat(this.announced).hasSize(before + threads * changes).last().isSameAs(engine.policies());
			for (int thread = 0; thread < threads; thread++) {
				assertThat(versions("tenant-" + thread)).isSorted().last().isEqualTo(changes - 1);
			}
		});
	}

	/** Return which origins of a policy observers have seen, one after the other. */
	private List<Integer> versions(String name) {
		List<Integer> versions = new ArrayList<>();
		for (CorsPolicies policies : this.announced) {
			policies.policy(name).ifPresent((policy) -> {
				String origin = policy.allowedOrigins().get(0);
				versions.add(Integer.parseInt(
						origin.substring("https://".length() + name.length() + 1, origin.indexOf(".example.com"))));
			});
		}
		return versions;
	}

	private static CorsRequest request(String path, String origin) {
		return new CorsRequest("GET", path).to("http", "internal", 8080).origin(origin);
	}

	private record Announcements(List<CorsPolicies> announced) implements CorsObserver {

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		}

		@Override
		public void onPoliciesChanged(CorsPolicies policies) {
			this.announced.add(policies);
		}

	}

}
