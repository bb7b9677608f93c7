package io.crossgate.cors.fetch;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VaryNamesTests {

	private static final String REQUESTED = "Access-Control-Request-Method, Access-Control-Request-Headers";

	@Test
	void anAnswerThatIsTheSameForEveryOriginDependsOnNothing() {
		assertThat(VaryNames.actual(true, List.of())).isEqualTo(VaryNames.NONE);
		assertThat(VaryNames.actual(true, List.of("X-Tenant")).isEmpty()).isTrue();
	}

	@Test
	void anyOtherAnswerDependsOnTheOriginAndOnWhatTheLookupReads() {
		assertThat(VaryNames.actual(false, List.of())).isEqualTo(VaryNames.ORIGIN);
		assertThat(VaryNames.actual(false, List.of("X-Tenant")).names()).containsExactly("Origin", "X-Tenant");
		assertThat(VaryNames.ORIGIN.isEmpty()).isFalse();
	}

	@ParameterizedTest(name = "any origin: {0}, private network: {1}")
	@CsvSource({ "true, false, ''", "true, true, ''", "false, false, 'Origin, '", "false, true, 'Origin, '" })
	void aPreflightsAnswerDependsOnWhatItAsksFor(boolean anyOrigin, boolean privateNetwork, String before) {
		String after = (privateNetwork && !anyOrigin) ? ", Access-Control-Request-Private-Network" : "";
		assertThat(VaryNames.preflight(anyOrigin, privateNetwork).line()).isEqualTo(before + REQUESTED + after);
	}

	@Test
	void namesOfTwoAnswersAreThoseOfBothOnceEach() {
		VaryNames tenant = VaryNames.actual(false, List.of("X-Tenant"));
		VaryNames user = VaryNames.actual(false, List.of("X-User"));
		assertThat(tenant.and(user).line()).isEqualTo("Origin, X-Tenant, X-User");
		assertThat(user.and(tenant).line()).isEqualTo("Origin, X-User, X-Tenant");
	}

	@Test
	void namesThatSayEverythingAlreadyAreShared() {
		VaryNames tenant = VaryNames.actual(false, List.of("X-Tenant"));
		assertThat(tenant.and(VaryNames.ORIGIN)).isSameAs(tenant);
		assertThat(VaryNames.ORIGIN.and(tenant)).isSameAs(tenant);
		assertThat(VaryNames.NONE.and(VaryNames.ORIGIN)).isSameAs(VaryNames.ORIGIN);
	}

}
