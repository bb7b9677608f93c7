package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looks for mistakes in keys is left out where all of them are plain, so there it
 * must not find any.
 */
class PlainKeysTests {

	private static final int ROUNDS = 20_000;

	private static final String[] NAMES = { "cors.policies.a.paths", "cors.policies.a.paths[0]",
			"cors.policies.a.paths[1]", "cors.policies.a.allowed-origins", "cors.policies.a.allowed-origins[0]",
			"cors.policies.a.allowed-origins[0].value", "cors.policies.a.allowed-origins[0].until",
			"cors.policies.a.allowedOrigins", "cors.policies.a.allowed_origins", "cors.policies.A.paths",
			"cors.policies.a-b.paths", "cors.policies.ab.paths", "cors.policies.[ab].paths", "cors.policies[a.b].paths",
			"cors.policies.a.b.paths", "cors.policies.default.paths", "cors.policies.0.paths", "cors.policies[0].paths",
			"cors.policies.\u00e4.paths", "cors.policies.a", "cors.policies.paths", "cors.policies",
			"cors.policy.a.paths", "cors.a.paths", "cors.allowed-origins", "cors.allowed-origins[0]",
			"cors.allowedOrigins", "Cors.paths", "cors.allowed-methods", "cors.allow-credentials", "cors.mode",
			"cors.paths.x", "cors.conflicts", "cors.origins", "cors[0].paths", "cors.policies.a.origins",
			"cors.policies.a.allow-credentials", "cors.policies.a.max-age", "cors.policies.a.mode",
			"cors.policies.a.preset", "cors.policies.a.preset[0]", "Cors.policies.a.paths", "c_ors.policies.a.origins",
			"c-ors.policies.a.paths", "cors.candidate.policies.a.origins", "cors.policies.a.paths.x",
			"cors.policies.a..paths", "cors.policies.a.paths[x]", "cors.policies.a.paths[0][1]",
			"spring.application.name" };

	private static final Object[] VALUES = { "x", "https://a.example", "", " ", true, false, 10, 1.5, "${x:}", "NO",
			List.of() };

	private static final String[] VARIABLES = { "CORS_POLICIES_A_PATHS", "CORS_PORT", "CORS_POLICIES_A_ORIGINS",
			"CORS_CANDIDATE_POLICIES_A_PATHS", "PATH", "CORS_POLICIES[A]_PATHS", "CORS_POLICIES_[A_B]_PATHS",
			"cors_policies[a.b]_paths", "cors_policies_ab_paths" };

	@Test
	void nothingIsWrongWithPlainKeys() {
		long seed = Long.getLong("test.seed", 20261130L);
		System.out.println("Seed of plain keys: " + seed);
		Random random = new Random(seed);
		int plain = 0;
		for (int i = 0; i < ROUNDS; i++) {
			List<Map<String, Object>> sources = new ArrayList<>();
			for (int source = random.nextInt(3); source >= 0; source--) {
				Map<String, Object> properties = new LinkedHashMap<>();
				for (int property = random.nextInt(5); property > 0; property--) {
					properties.put(NAMES[random.nextInt(NAMES.length)], VALUES[random.nextInt(VALUES.length)]);
				}
				sources.add(properties);
			}
			Map<String, Object> variables = new LinkedHashMap<>();
			if (random.nextInt(4) == 0) {
				variables.put(VARIABLES[random.nextInt(VARIABLES.length)], "x");
			}
			StandardEnvironment environment = environment(sources, variables);
			boolean defaultPolicy = random.nextBoolean();
			if (WrittenProperty.areAllPlain(environment, defaultPolicy)) {
				plain += sources.stream()
					.anyMatch((source) -> source.keySet().stream().anyMatch(PlainKeysTests::isOurs)) ? 1 : 0;
				List<String> warnings = new ArrayList<>();
				UnknownPropertyScanner keys = UnknownPropertyScanner.scan(environment, true, List.of("a", "ab", "a-b"));
				keys.addWarning(warnings);
				assertThat(keys.problems()).as(sources + " " + variables).isEmpty();
				assertThat(warnings).as(sources + " " + variables).isEmpty();
				if (!defaultPolicy) {
					DefaultPolicyCheck absence = new DefaultPolicyCheck(environment);
					assertThat(absence.remarks()).as(sources + " " + variables).isEmpty();
					assertThat(absence.problems()).as(sources + " " + variables).isEmpty();
				}
			}
		}
		assertThat(plain).isGreaterThan(ROUNDS / 1000);
	}

	private static boolean isOurs(String name) {
		return name.startsWith("cors.");
	}

	static Stream<Arguments> keys() {
		return Stream
			.of(Arguments.of("a key of a policy", "cors.policies.shop.paths", "/**", true),
					Arguments.of("an entry", "cors.policies.shop.allowed-origins[0]", "https://a.example", true),
					Arguments.of("a name with a dash", "cors.policies.my-shop.paths", "/**", true),
					Arguments.of("a flag", "cors.policies.shop.allow-credentials", true, true),
					Arguments.of("a number, which YAML may have misread", "cors.policies.shop.max-age", 600, false),
					Arguments.of("nothing", "cors.policies.shop.paths", "", false),
					Arguments.of("another spelling", "cors.policies.shop.allowedOrigins", "https://a.example", false),
					Arguments.of("a misspelt key", "cors.policies.shop.origins", "https://a.example", false),
					Arguments.of("a misspelt root", "c-ors.policies.shop.paths", "/**", false),
					Arguments.of("the default policy", "cors.allowed-origins", "https://a.example", true),
					Arguments.of("the whole application's", "cors.conflicts", "fail", false),
					Arguments.of("an entry with terms", "cors.policies.shop.allowed-origins[0].value",
							"https://a.example", false),
					Arguments.of("somebody else's", "spring.application.name", "shop", true));
	}

	@ParameterizedTest(name = "{0}: {3}")
	@MethodSource("keys")
	void keysAreToldFromMistakes(String what, String name, Object value, boolean plain) {
		assertThat(WrittenProperty.areAllPlain(environment(List.of(Map.of(name, value)), Map.of()), true))
			.isEqualTo(plain);
	}

	@Test
	void keysOfADefaultPolicyThatDoesNotExistAreMistakes() {
		assertThat(WrittenProperty.areAllPlain(environment(List.of(Map.of("cors.allowed-methods", "GET")), Map.of()),
				false))
			.isFalse();
	}

	private static StandardEnvironment environment(List<Map<String, Object>> sources, Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		for (int i = 0; i < sources.size(); i++) {
			environment.getPropertySources().addLast(new MapPropertySource("source " + i, sources.get(i)));
		}
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
