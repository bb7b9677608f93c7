package io.crossgate.cors.spring.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read below {@code cors.candidate}, and what a mistake there does: nothing but
 * an entry in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class CandidatePoliciesTests {

	private static final String APP = "https://app.example.com";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsServletAutoConfiguration"))
		.withPropertyValues("cors.allowed-origins=" + APP, "origin.new=https://new.example.com");

	@Test
	void takesThePlaceOfNamesakesAndLeavesTheOthers() {
		this.runner
			.withPropertyValues("cors.policies.public-api.paths=/public/**",
					"cors.policies.public-api.allowed-origins=" + APP, "cors.candidate.policies.publicApi.paths=/p/**",
					"cors.candidate.policies.publicApi.allowed-origins=${origin.new}",
					"cors.candidate.policies.more.paths=/more/**", "cors.candidate.policies.more.allowed-origins=*")
			.run((context) -> {
				CorsPolicies candidate = candidate(context.getBean(CorsEngine.class));
				assertThat(candidate.policies()).extracting(CorsPolicy::name)
					.containsExactly("default", "publicApi", "more");
				assertThat(candidate.policy("publicApi")).get()
					.extracting(CorsPolicy::allowedOrigins)
					.isEqualTo(List.of("https://new.example.com"));
				assertThat(context.getBean(CorsEngine.class).policies().policies()).extracting(CorsPolicy::name)
					.containsExactly("default", "public-api");
			});
	}

	@Test
	void isReadFromTheEnvironmentOfTheProcess() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace("systemEnvironment",
						new SystemEnvironmentPropertySource("systemEnvironment",
								Map.of("CORS_CANDIDATE_POLICIES_API_PATHS", "/api/**",
										"CORS_CANDIDATE_POLICIES_API_ALLOWEDORIGINS", APP))))
			.run((context) -> assertThat(candidate(context.getBean(CorsEngine.class)).policies())
				.extracting(CorsPolicy::name)
				.containsExactly("default", "api"));
	}

	@ParameterizedTest(name = "{0}={1}")
	@CsvSource({ "policies.api.allowed-origins, https://app.example.com/, malformed-origin, cors.policies.api",
			"policies.api.alowed-origins, https://app.example.com, unknown-key, allowed-origins",
			"policies.api.max-age, soon, malformed-value, cors.policies.api.max-age",
			"policies.api.origins-from, nobody, unknown-origins-bean, cors.policies.api",
			"policies.api.paths, /api/**, no-origins, cors.policies.api", "filter-order, 7, unknown-key, policies only",
			"polices.api.paths, /api/**, unknown-key, policies" })
	void aMistakeIsLoggedAndStopsNothing(String key, String value, String code, String message, CapturedOutput output) {
		this.runner.withPropertyValues("cors.candidate." + key + "=" + value).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CorsEngine.class).comparison()).isEmpty();
			assertThat(output).contains("below cors.candidate", "[" + code + "]", message);
		});
	}

	@Test
	void isReadAgainWhenPoliciesComeIntoForce(CapturedOutput output) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("cors.candidate.policies.api.paths", "/api/**");
		properties.put("cors.candidate.policies.api.allowed-origins", APP);
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("live", properties)))
			.run((context) -> {
				CorsEngine engine = context.getBean(CorsEngine.class);
				CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
				assertThat(candidate(engine).policies()).hasSize(2);
				loader.put(CorsPolicy.named("web").paths("/web/**").allowedOrigins(APP).build());
				assertThat(candidate(engine).policies()).extracting(CorsPolicy::name)
					.containsExactly("default", "web", "api");
				loader.load();
				CorsPolicies compared = candidate(engine);
				loader.load();
				assertThat(candidate(engine)).isSameAs(compared);
				properties.put("cors.candidate.policies.api.allowed-methods", "GET");
				loader.load();
				assertThat(candidate(engine).policy("api")).get()
					.extracting(CorsPolicy::allowedMethods)
					.isEqualTo(List.of("GET"));
				properties.clear();
				loader.load();
				assertThat(engine.comparison()).isEmpty();
				assertThat(output).contains("without effect: [api]");
				engine.setCandidate(loader.compile(List.of()));
				loader.load();
				assertThat(candidate(engine).policies()).isEmpty();
			});
	}

	private static CorsPolicies candidate(CorsEngine engine) {
		return engine.comparison().orElseThrow().candidate();
	}

}
