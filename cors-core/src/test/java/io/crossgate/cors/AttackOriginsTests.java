package io.crossgate.cors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What attackers and careless libraries have made of origins: each line is a policy, a
 * raw {@code Origin} and whether a page of that origin may read the response.
 */
class AttackOriginsTests {

	private static final List<Attack> ATTACKS = read();

	@Test
	void theCorpusIsComplete() {
		assertThat(ATTACKS).hasSize(463);
		assertThat(ATTACKS).filteredOn(Attack::allowed).hasSize(39);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("attacks")
	void readsWhatIsAllowedAndNothingElse(Attack attack) {
		assertAnswer(attack, new CorsRequest("GET", "/"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("attacks")
	void preflightsAreAnsweredTheSame(Attack attack) {
		assertAnswer(attack, new CorsRequest("OPTIONS", "/").header("Access-Control-Request-Method", "PUT"));
	}

	static Stream<Attack> attacks() {
		return ATTACKS.stream();
	}

	private static void assertAnswer(Attack attack, CorsRequest request) {
		CorsPolicies policies = compile(attack.policy);
		CorsRequest sent = request.to("https", "api.internal.example", -1).origin(attack.origin);
		Map<String, String> headers = (policies != null) ? policies.decide(sent).headers(attack.origin) : Map.of();
		String expected = attack.policy.allowedOrigins().contains("*") ? "*" : attack.origin;
		assertThat(headers.get("Access-Control-Allow-Origin")).isEqualTo(attack.allowed ? expected : null);
		if (!attack.allowed) {
			assertThat(headers.keySet()).noneMatch((name) -> name.startsWith("Access-Control-"));
		}
	}

	/** A policy that is an error protects everybody; a risk is somebody's decision. */
	private static CorsPolicies compile(CorsPolicy policy) {
		List<Problem> problems = CorsPolicies.check(List.of(policy), DeploymentContext.none());
		if (problems.stream().anyMatch((problem) -> problem.code().severity() == Severity.ERROR)) {
			return null;
		}
		return CorsPolicies.compile(List.of(policy.toBuilder()
			.acceptRisks(problems.stream()
				.filter(Problem::isFatal)
				.map((problem) -> problem.code().code())
				.distinct()
				.toList())
			.build()));
	}

	private static List<Attack> read() {
		JsonMapper mapper = new JsonMapper();
		try (InputStream resource = AttackOriginsTests.class.getResourceAsStream("attack-origins.jsonl")) {
			String lines = new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
			return lines.lines().map(mapper::readTree).map(Attack::new).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Attack(CorsPolicy policy, String origin, boolean allowed, String technique) {

		Attack(JsonNode json) {
			this(CorsPolicy.named("attacked")
				.paths("/**")
				.allowedOrigins(strings(json.path("policy").path("allowedOrigins")))
				.allowedOriginPatterns(strings(json.path("policy").path("allowedOriginPatterns")))
				.build(), json.path("origin").asString(), json.path("allowed").asBoolean(),
					json.path("technique").asString());
		}

		private static List<String> strings(JsonNode array) {
			List<String> strings = new ArrayList<>();
			array.forEach((element) -> strings.add(element.asString()));
			return strings;
		}

		@Override
		public String toString() {
			return this.technique;
		}

	}

}
