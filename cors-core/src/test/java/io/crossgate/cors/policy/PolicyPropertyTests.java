package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What holds for every property of a policy.
 */
class PolicyPropertyTests {

	private static final CorsPolicy POLICY = CorsPolicy.named("api").build();

	@ParameterizedTest
	@EnumSource(PolicyProperty.class)
	void policyHasTheDefaultWhenThePropertyIsNotSet(PolicyProperty property) {
		assertThat(POLICY.get(property)).isEqualTo(property.defaultValue());
	}

	@ParameterizedTest
	@EnumSource(PolicyProperty.class)
	void policyDiffersInOnePropertyWhenOneIsSet(PolicyProperty property) {
		Object other = other(property);
		CorsPolicy changed = POLICY.toBuilder().set(property, other).build();
		assertThat(changed.get(property)).isEqualTo(other);
		assertThat(changed).isNotEqualTo(POLICY);
		assertThat(changed.toString()).contains(property.key());
		assertThat(changed.toBuilder().set(property, property.defaultValue()).build()).isEqualTo(POLICY)
			.hasSameHashCodeAs(POLICY);
	}

	@ParameterizedTest
	@EnumSource(PolicyProperty.class)
	void builderAndPolicyHaveAMethodOfTheName(PolicyProperty property) throws ReflectiveOperationException {
		String name = camelCase(property.key());
		assertThat(CorsPolicy.class.getMethod(name).invoke(POLICY)).isEqualTo(property.defaultValue());
		assertThat(Arrays.stream(CorsPolicyBuilder.class.getMethods()).map(java.lang.reflect.Method::getName))
			.contains(name);
	}

	@ParameterizedTest
	@EnumSource(PolicyProperty.class)
	void builderRefusesAValueOfAnotherType(PolicyProperty property) {
		Object wrong = (property.type() == PolicyProperty.Type.CHOICE) ? Locale.Category.DISPLAY : 1.5;
		assertThatIllegalArgumentException().isThrownBy(() -> POLICY.toBuilder().set(property, wrong))
			.withMessageContaining(property.key());
	}

	@Test
	void builderDoesNotShareItsValuesWithWhatItBuilt() {
		CorsPolicyBuilder builder = POLICY.toBuilder();
		CorsPolicy before = builder.build();
		builder.allowCredentials(true);
		assertThat(before.allowCredentials()).isFalse();
		assertThat(POLICY.allowCredentials()).isFalse();
	}

	@Test
	void policyIsDescribedByItsNameAndWhatDiffersFromTheDefaults() {
		assertThat(CorsPolicy.named("api").build()).hasToString("CorsPolicy 'api'");
		assertThat(CorsPolicy.named("api").paths("/a").allowCredentials(true).build())
			.hasToString("CorsPolicy 'api', paths [/a], allow-credentials true");
	}

	@Test
	void hashesTellMostPoliciesApart() {
		Set<Integer> hashes = new HashSet<>();
		for (int i = 0; i < 10; i++) {
			for (int j = 0; j < 10; j++) {
				hashes.add(CorsPolicy.named("p" + i).paths("/" + j).build().hashCode());
			}
		}
		assertThat(hashes).hasSizeGreaterThan(90);
	}

	@ParameterizedTest
	@EnumSource(PolicyProperty.class)
	void propertyIsFoundByItsKey(PolicyProperty property) {
		assertThat(PolicyProperty.of(property.key())).contains(property);
	}

	@Test
	void noPropertyIsFoundByAnotherKey() {
		assertThat(PolicyProperty.of("allowed-origin")).isEmpty();
	}

	private static Object other(PolicyProperty property) {
		return switch (property.type()) {
			case TEXT -> "lookup";
			case LIST -> List.of("/x");
			case FLAG -> true;
			case NUMBER -> 200;
			case DURATION -> Duration.ofSeconds(7);
			case CHOICE -> Arrays.stream(((Enum<?>) property.defaultValue()).getDeclaringClass().getEnumConstants())
				.filter((choice) -> choice != property.defaultValue())
				.findFirst()
				.orElseThrow();
		};
	}

	private static String camelCase(String key) {
		StringBuilder name = new StringBuilder();
		for (String word : key.split("-")) {
			name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
		}
		return name.toString();
	}

}
