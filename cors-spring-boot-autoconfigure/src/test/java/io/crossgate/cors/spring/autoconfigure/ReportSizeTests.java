package io.crossgate.cors.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.explain.PolicyLogger.Warnings;
import io.crossgate.cors.spring.reload.PolicyReloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What an application says of thousands of mistakes: as much as a person reads.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReportSizeTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("mistakes")
	void theFirstFiftyOfAKindAreDescribedAndTheOthersCounted(String name, Map<String, Object> properties, int fatal) {
		StandardEnvironment environment = environment(properties);
		InvalidCorsConfigurationException refusal = catchThrowableOfType(InvalidCorsConfigurationException.class,
				() -> compile(environment));
		FailureAnalysis analysis = new InvalidCorsPolicyFailureAnalyzer(environment).analyze(refusal, refusal);
		assertThat(analysis.getDescription()).hasSizeLessThan(60_000)
			.contains("(" + fatal + " problems)")
			.endsWith("and " + (fatal - 50) + " more of this kind");
		assertThat(refusal.getMessage()).hasSizeLessThan(60_000);
	}

	static Stream<Arguments> mistakes() {
		Map<String, Object> crossing = new LinkedHashMap<>();
		Map<String, Object> misspelt = new LinkedHashMap<>(Map.of("cors.allowed-origins", "https://app.example.com"));
		for (int i = 0; i < 1000; i++) {
			crossing.put("cors.policies.p" + i + ".paths", "/api/*/" + i + "/**, /api/x" + i + "/*/**");
			crossing.put("cors.policies.p" + i + ".allowed-origins", "https://app.example.com");
			misspelt.put("cors.policies.q" + i + ".paths", "/q" + i);
			misspelt.put("cors.policies.q" + i + ".allowed-origins", "https://app.example.com");
			misspelt.put("cors.policies.q" + i + ".max-agee", "1h");
		}
		return Stream.of(
				Arguments.of("20 000 origins with a trailing slash",
						Map.of("cors.allowed-origins", slashed(20_000), "cors.allow-credentials", "true"), 20_000),
				Arguments.of("20 000 own origins with a trailing slash",
						Map.of("cors.allowed-origins", "https://app.example.com", "cors.same-origins", slashed(20_000)),
						20_000),
				Arguments.of("1 000 policies that cross each other", crossing, 999),
				Arguments.of("1 000 misspelt keys", misspelt, 1000));
	}

	@Test
	void numberOfWarningsIsBounded(CapturedOutput output) {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", LogLevel.INFO);
		try {
			Map<String, Object> properties = new LinkedHashMap<>();
			properties.put("cors.allowed-origins",
					IntStream.range(0, 5000)
						.mapToObj((i) -> "http://a" + i + ".example")
						.collect(Collectors.joining(",")));
			IntStream.range(0, 5000).forEach((i) -> properties.put("cors.elsewhere" + i, "x"));
			compile(environment(properties));
			assertThat(output.toString().lines()).hasSize(1 + 50 + 1);
			assertThat(output.toString()).hasSizeLessThan(30_000)
				.contains("cors.elsewhere0, cors.elsewhere1,", " and 4980 more; the CORS starter ignores them")
				.contains("CORS [insecure-origin-without-credentials] and 4950 more of this kind");
		}
		finally {
			LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", null);
		}
	}

	@Test
	void anEndlessValueIsRepeatedNowhere() {
		String endless = "https://" + "a".repeat(1_000_000) + ".example/";
		StandardEnvironment environment = environment(
				Map.of("cors.allowed-origins", "https://a.example/," + endless, "cors.policies.p.pathss", "/" + endless,
						"cors.policies.p.allowed-origins", "any", "cors.same-origins", "own.example," + endless));
		InvalidCorsConfigurationException refusal = catchThrowableOfType(InvalidCorsConfigurationException.class,
				() -> compile(environment));
		FailureAnalysis analysis = new InvalidCorsPolicyFailureAnalyzer(environment).analyze(refusal, refusal);
		assertThat(analysis.getDescription()).hasSizeLessThan(5000).contains("aaaaaaaa...");
		assertThat(refusal.getMessage()).hasSizeLessThan(5000).contains("aaaaaaaa...");
	}

	private static String slashed(int origins) {
		return IntStream.range(0, origins)
			.mapToObj((i) -> "https://a" + i + ".example/")
			.collect(Collectors.joining(","));
	}

	private static StandardEnvironment environment(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return environment;
	}

	private static CorsPolicies compile(StandardEnvironment environment) {
		CorsProperties properties = Binder.get(environment).bindOrCreate("cors", CorsProperties.class);
		PropertyProblems keys = new PropertyProblems(environment);
		PolicyPropertiesMapper.checkKeys(keys, properties);
		return new CorsPolicyLoader(environment, new DeclaredPolicies(new DefaultListableBeanFactory()), () -> {
			throw new IllegalStateException("No engine");
		}, new PolicyReloads(environment, () -> 0), new Warnings()).start(properties, ApplicationPaths.unknown(),
				CorsPolicies.none(), keys);
	}

}
