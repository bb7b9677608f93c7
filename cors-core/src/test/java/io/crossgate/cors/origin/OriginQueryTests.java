package io.crossgate.cors.origin;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OriginQueryTests {

	private final OriginQuery query = OriginQuery.of("widget", Origin.of("https://a.example"));

	@Test
	void aLookupReadsWhatItHasDeclared() {
		OriginQuery full = this.query.withHost("api.example")
			.withPath("/x")
			.withHeaders(Map.of("X-Tenant", List.of("t1"), "X-None", List.of(), "X-Two", List.of("a", "b")));
		assertThat(full.policy()).isEqualTo("widget");
		assertThat(full.origin()).hasToString("https://a.example");
		assertThat(full.host()).isEqualTo("api.example");
		assertThat(full.path()).isEqualTo("/x");
		OriginQuery.ActualRequest request = full.actualRequest().orElseThrow();
		assertThat(request.header("x-tenant")).contains("t1");
		assertThat(request.header("X-None")).isEmpty();
		assertThat(request.header("X-Two")).isEmpty();
		assertThat(request.headers("x-two")).containsExactly("a", "b");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whatIsNotDeclaredIsNamed(String name, Function<OriginQuery, ?> read) {
		assertThatIllegalStateException().isThrownBy(() -> read.apply(this.query))
			.withMessage("The answer is kept for every request of the origin: what else it depends on has to be "
					+ "declared. Let uses() return " + name + ".");
	}

	static Stream<Arguments> whatIsNotDeclaredIsNamed() {
		return Stream.of(read("host", OriginQuery::host), read(":path", OriginQuery::path),
				read("the names of the request headers it reads", OriginQuery::actualRequest),
				read("X-User",
						(query) -> query.withHeaders(Map.of("X-Tenant", List.of("t1")))
							.actualRequest()
							.orElseThrow()
							.header("X-User")));
	}

	private static Arguments read(String name, Function<OriginQuery, ?> read) {
		return Arguments.of(name, read);
	}

	@Test
	void aPreflightHasNoHeadersOfTheActualRequest() {
		OriginQuery preflight = this.query.onPreflight();
		assertThat(preflight.actualRequest()).isEmpty();
		assertThat(preflight.withHost("api.example").host()).isEqualTo("api.example");
		assertThat(preflight).hasToString("OriginQuery of policy 'widget' about https://a.example, preflight");
		assertThat(this.query).hasToString("OriginQuery of policy 'widget' about https://a.example");
	}

}
