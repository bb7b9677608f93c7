package io.crossgate.cors.spring.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.origin.AsyncOriginLookup;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsPolicyLoader;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.autoconfigure.lookup.CorsLookupAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code origins-from} may name, at start-up and when policies change.
 */
@ExtendWith(OutputCaptureExtension.class)
class OriginsFromTests {

	private static final String TENANT = "https://shop.example.org";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CorsLookupAutoConfiguration.class, CorsAutoConfiguration.class))
		.withUserConfiguration(Lookups.class);

	@BeforeEach
	void setLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", LogLevel.INFO);
	}

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", null);
	}

	@ParameterizedTest
	@CsvSource({ "tenants", "asyncTenants", "reactiveTenants" })
	void aBeanOfEachKindIsAsked(String bean) {
		this.runner.withPropertyValues("cors.origins-from=" + bean, "cors.allow-credentials=true").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(reason(context, TENANT)).isEqualTo(DecisionReason.ALLOWED);
			assertThat(reason(context, "https://evil.example")).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"tenant|unknown-origins-bean|There is no bean of that name. Those that decide about origins are accepting, acceptingOnceConnected, asyncTenants, failing, lazyTenants, odd, reactiveTenants, tenants.|origins-from: tenants",
			"xyz|unknown-origins-bean|There is no bean of that name.|",
			"text|unknown-origins-bean|The bean is a java.lang.String, which does not decide about origins: it has to be one of OriginLookup, AsyncOriginLookup, ReactiveOriginLookup.|",
			"odd|unknown-origins-bean|The bean 'odd' declares in uses() what is no header's name, nor host or :path: not a header|",
			"accepting|accepts-every-origin|an origin made up at random|",
			"acceptingOnceConnected|accepts-every-origin|an origin made up at random|" })
	void aBeanThatCannotDecideStopsTheStart(String bean, String code, String message, @Nullable String fix) {
		this.runner.withPropertyValues("cors.origins-from=" + bean, "cors.allow-credentials=true")
			.run(failsWith(code, message, fix));
		this.runner
			.withPropertyValues("cors.policies.a.paths=/a", "cors.policies.a.origins-from=" + bean,
					"cors.policies.a.allow-credentials=true")
			.withBean(CorsPolicy.class,
					() -> CorsPolicy.named("b").paths("/b").allowedOrigins("https://b.example").build())
			.run(failsWith(code, message, fix));
	}

	private static ContextConsumer<AssertableApplicationContext> failsWith(String code, String message,
			@Nullable String fix) {
		return (context) -> assertThat(problems(context.getStartupFailure())).singleElement().satisfies((problem) -> {
			assertThat(problem.code().code()).isEqualTo(code);
			assertThat(problem.property()).isEqualTo("origins-from");
			assertThat(problem.message()).contains(message);
			assertThat(problem.edits()).extracting(Object::toString)
				.isEqualTo((fix != null) ? List.of(fix) : List.of());
		});
	}

	@Test
	void withoutTheCacheTheStartIsRefusedWithTheDependency() {
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
			.withPropertyValues("cors.origins-from=tenants")
			.run(failsWith("missing-dependency", "add the dependency com.github.ben-manes.caffeine:caffeine", null));
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
			.withPropertyValues("cors.allowed-origins=https://app.example.com")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aBeanThatAcceptsEveryOriginIsOnlyWarnedOfWithoutCredentials(CapturedOutput output) {
		this.runner.withPropertyValues("cors.origins-from=accepting")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("CORS policy 'default', origins-from 'accepting': The bean allows https://");
	}

	@Test
	void aBeanThatFailsDoesNotStopTheStart(CapturedOutput output) {
		this.runner.withPropertyValues("cors.origins-from=failing", "cors.allow-credentials=true").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(reason(context, TENANT)).isEqualTo(DecisionReason.LOOKUP_FAILED);
		});
		assertThat(output.toString()
			.split("CORS lookup 'failing' of policy 'default' failed with " + "java.lang.IllegalStateException", -1))
			.as("once a minute")
			.hasSize(2);
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void noBeanIsMadeForItsNameAndType() {
		this.runner.withPropertyValues("cors.allowed-origins=https://app.example.com")
			.run((context) -> assertThat(Lookups.made).hasValue(0));
		Lookups.made.set(0);
		this.runner.withPropertyValues("cors.origins-from=lazyTenants")
			.run((context) -> assertThat(reason(context, TENANT)).isEqualTo(DecisionReason.ALLOWED));
	}

	@Test
	void aReloadIsCheckedAsTheStartIs() {
		this.runner.withPropertyValues("cors.allowed-origins=https://app.example.com").run((context) -> {
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			CorsPolicy policy = CorsPolicy.named("w").paths("/w/**").allowCredentials(true).build();
			List<Consumer<CorsPolicy>> ways = List.of(loader::put, (changed) -> loader.replace(List.of(changed)),
					(changed) -> loader.compile(List.of(changed)));
			for (Consumer<CorsPolicy> way : ways) {
				for (String bean : List.of("tenant", "text", "accepting")) {
					assertThatExceptionOfType(InvalidCorsPolicyException.class)
						.isThrownBy(() -> way.accept(policy.toBuilder().originsFrom(bean).build()))
						.satisfies((ex) -> assertThat(ex.problems()).singleElement()
							.extracting((problem) -> problem.code().code())
							.isEqualTo(bean.equals("accepting") ? "accepts-every-origin" : "unknown-origins-bean"));
				}
			}
			assertThat(reason(context, "https://app.example.com")).isEqualTo(DecisionReason.ALLOWED);
			loader.put(policy.toBuilder().originsFrom("tenants").build());
			CorsEngine engine = context.getBean(CorsEngine.class);
			assertThat(engine.explain(engine.policies(), new CorsRequest("GET", "/w/x").origin(TENANT)).reason())
				.isEqualTo(DecisionReason.ALLOWED);
		});
	}

	@ParameterizedTest
	@CsvSource({ "timeout, 500, lookup.timeout: 500ms", "timeout, 3s, lookup.timeout: 2s",
			"timeout, 0, lookup.timeout: 200ms", "timeout, -1s, lookup.timeout: 200ms",
			"cache-ttl, -1s, lookup.cache-ttl: 60s", "negative-cache-ttl, 48h, lookup.negative-cache-ttl: 1d",
			"max-entries, 0, lookup.max-entries: 10000", "max-concurrent, 5000, lookup.max-concurrent: 1000",
			"timeout, soon, ", "max-entries, many, " })
	void valuesOutOfRangeStopTheStart(String key, String value, @Nullable String fix) {
		this.runner.withPropertyValues("cors.lookup." + key + "=" + value)
			.run((context) -> assertThat(problems(context.getStartupFailure())).singleElement().satisfies((problem) -> {
				assertThat(problem.code().code()).isEqualTo("malformed-value");
				assertThat(problem.property()).isEqualTo("lookup." + key);
				assertThat(problem.edits()).extracting(Object::toString)
					.isEqualTo((fix != null) ? List.of(fix) : List.of());
			}));
	}

	@Test
	void lookupPropertiesAreBound() {
		this.runner
			.withPropertyValues("cors.lookup.timeout=1s", "cors.lookup.cache-ttl=5m",
					"cors.lookup.negative-cache-ttl=0", "cors.lookup.max-entries=7", "cors.lookup.max-concurrent=3")
			.run((context) -> {
				LookupProperties lookup = context.getBean(CorsProperties.class).getLookup();
				assertThat(List.of(lookup.getTimeout(), lookup.getCacheTtl(), lookup.getNegativeCacheTtl(),
						lookup.getMaxEntries(), lookup.getMaxConcurrent()))
					.hasToString("[PT1S, PT5M, PT0S, 7, 3]");
			});
	}

	@Test
	void anEventAndTheCacheForgetAnOrigin() {
		this.runner.withPropertyValues("cors.origins-from=tenants").run((context) -> {
			Lookups lookups = context.getBean(Lookups.class);
			String changing = "https://changing.example";
			assertThat(reason(context, changing)).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
			lookups.tenants.add(changing);
			assertThat(reason(context, changing)).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
			context.publishEvent(OriginsChanged.of(Origin.of("https://other.example")));
			assertThat(reason(context, changing)).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
			context.publishEvent(OriginsChanged.of(Origin.of(changing)));
			assertThat(reason(context, changing)).isEqualTo(DecisionReason.ALLOWED);
			lookups.tenants.remove(changing);
			context.publishEvent(OriginsChanged.all());
			assertThat(reason(context, changing)).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
			lookups.tenants.add(changing);
			context.getBean(OriginLookupCache.class).evict(Origin.of(changing));
			assertThat(reason(context, changing)).isEqualTo(DecisionReason.ALLOWED);
		});
	}

	private static DecisionReason reason(AssertableApplicationContext context, String origin) {
		CorsEngine engine = context.getBean(CorsEngine.class);
		return engine.explain(engine.policies(), new CorsRequest("GET", "/x").origin(origin)).reason();
	}

	private static List<Problem> problems(@Nullable Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof InvalidCorsPolicyException)) {
			cause = cause.getCause();
		}
		assertThat(cause).as("the start fails because of a policy").isNotNull();
		return (cause instanceof InvalidCorsPolicyException invalid) ? invalid.problems() : List.of();
	}

	@Configuration(proxyBeanMethods = false)
	static class Lookups {

		static final AtomicInteger made = new AtomicInteger();

		final List<String> tenants = new ArrayList<>(List.of(TENANT));

		@Bean
		OriginLookup tenants() {
			return (query) -> this.tenants.contains(query.origin().toString());
		}

		@Bean
		AsyncOriginLookup asyncTenants() {
			return (query) -> CompletableFuture.completedFuture(query.origin().toString().equals(TENANT));
		}

		@Bean
		ReactiveOriginLookup reactiveTenants() {
			return (query) -> Mono.just(query.origin().toString().equals(TENANT));
		}

		@Bean
		@Lazy
		OriginLookup lazyTenants() {
			made.incrementAndGet();
			return (query) -> query.origin().toString().equals(TENANT);
		}

		@Bean
		OriginLookup accepting() {
			return (query) -> query.origin().scheme().equals("https");
		}

		/** The first question opens its connection. */
		@Bean
		OriginLookup acceptingOnceConnected() {
			AtomicBoolean connected = new AtomicBoolean();
			return (query) -> {
				if (connected.compareAndSet(false, true)) {
					Thread.sleep(300);
				}
				return true;
			};
		}

		@Bean
		OriginLookup failing() {
			return (query) -> {
				throw new IllegalStateException("a secret");
			};
		}

		@Bean
		OriginLookup odd() {
			return new OriginLookup() {

				@Override
				public boolean allows(OriginQuery query) {
					return false;
				}

				@Override
				public Set<String> uses() {
					return Set.of("not a header");
				}

			};
		}

		@Bean
		String text() {
			return "text";
		}

	}

}
