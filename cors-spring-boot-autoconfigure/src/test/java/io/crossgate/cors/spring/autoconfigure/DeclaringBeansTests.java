package io.crossgate.cors.spring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.StandardEnvironment;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that declare or change policies: what they do wrong is said of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeclaringBeansTests {

	private static final String[] API = { "cors.policies.api.paths=/api/**",
			"cors.policies.api.allowed-origins=https://app.example.com" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class))
		.withUserConfiguration(Beans.class)
		.withPropertyValues(API);

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"null-policy | CorsPolicy bean 'missing' (io.crossgate | The bean is null, so it does nothing.",
			"null-customizer | CorsPolicyCustomizer bean 'noCustomizer' (io.crossgate | The bean is null, so it does nothing.",
			"null-result | CorsPolicyCustomizer bean 'returnsNull' (io.crossgate | It returns null for this "
					+ "policy; one that changes nothing returns the policy it was given.",
			"renames | CorsPolicyCustomizer bean 'renames' (io.crossgate | It returns a policy named 'other' for "
					+ "this one; the name has to stay.",
			"throws | CorsPolicyCustomizer bean 'fails' (io.crossgate | It fails on this policy: "
					+ "java.lang.IllegalStateException: no table",
			"opens | CorsPolicyCustomizer bean 'opens' (io.crossgate | Browsers refuse * with cookies" })
	void aBeanIsBlamedByItsName(String profile, String where, String why) {
		this.runner.withPropertyValues("spring.profiles.active=" + profile, "cors.policies.api.allow-credentials=true")
			.run((context) -> {
				InvalidCorsConfigurationException failure = failure(context);
				assertThat(failure).isNotNull();
				List<Problem> problems = failure.problems().stream().filter(Problem::isFatal).toList();
				assertThat(problems).singleElement().satisfies((problem) -> {
					assertThat(PropertyLocation.of(problem, new StandardEnvironment(), failure.beans()).where())
						.startsWith(where);
					assertThat(problem.message()).startsWith(why);
				});
			});
	}

	@Test
	void propertiesThatABeanShadowsAreNamed(CapturedOutput output) {
		this.runner.withPropertyValues("spring.profiles.active=shadows", "cors.policies.api.allowed-methods=GET,PUT")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.containsOnlyOnce("CORS policy 'api' is the bean 'shadow'; the properties of that name have no "
					+ "effect: paths, allowed-origins, allowed-methods");
	}

	@Test
	void customizersAreAppliedInOrder() {
		this.runner.withPropertyValues("spring.profiles.active=ordered")
			.run((context) -> assertThat(
					context.getBean(CorsEngine.class).policies().policies().get(0).exposedHeaders())
				.containsExactly("X-First", "X-Second"));
	}

	private static @Nullable InvalidCorsConfigurationException failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof InvalidCorsConfigurationException)) {
			failure = failure.getCause();
		}
		return (InvalidCorsConfigurationException) failure;
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@Profile("null-policy")
		@Nullable CorsPolicy missing() {
			return null;
		}

		@Bean
		@Profile("null-customizer")
		@Nullable CorsPolicyCustomizer noCustomizer() {
			return null;
		}

		@Bean
		@Profile("null-result")
		@SuppressWarnings("NullAway")
		CorsPolicyCustomizer returnsNull() {
			return (policy) -> null;
		}

		@Bean
		@Profile("renames")
		CorsPolicyCustomizer renames() {
			return (policy) -> CorsPolicy.named("other").build();
		}

		@Bean
		@Profile("throws")
		CorsPolicyCustomizer fails() {
			return (policy) -> {
				throw new IllegalStateException("no table");
			};
		}

		@Bean
		@Profile("opens")
		CorsPolicyCustomizer opens() {
			return (policy) -> policy.toBuilder().allowedOrigins("*").build();
		}

		@Bean
		@Profile("shadows")
		CorsPolicy shadow() {
			return CorsPolicy.named("api").paths("/api/**").allowedOrigins("https://app.example.com").build();
		}

		@Bean
		@Profile("ordered")
		@Order(2)
		CorsPolicyCustomizer first() {
			return (policy) -> policy.toBuilder().exposedHeaders("X-First", "X-Second").build();
		}

		@Bean
		@Profile("ordered")
		@Order(1)
		CorsPolicyCustomizer second() {
			return (policy) -> policy.toBuilder().exposedHeaders("X-Wrong").build();
		}

	}

}
