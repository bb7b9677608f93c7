package io.crossgate.cors.spring.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every origin somebody once attacked with, in the log, on the page and in the link: no
 * control character, no markup, no line of its own.
 */
class EscapingTests {

	private static final CorsPolicies POLICIES = CorsPolicies
		.compile(List.of(CorsPolicy.named("api").paths("/api/**").allowedOrigins("https://safe.example").build()));

	@ParameterizedTest
	@MethodSource("attacks")
	void attackIsEscapedEverywhere(String origin) {
		CorsRequest request = new CorsRequest("GET", "/api/todos").to("http", "localhost", 8080).origin(origin);
		Diagnosis diagnosis = Diagnosis.of(request, POLICIES);
		String log = DenialLogFormatter.of(POLICIES.decide(request), request, diagnosis, 0, PolicyChange::yaml);
		assertThat(log.lines().skip(1)).allSatisfy((line) -> assertThat(line).startsWith("      "));
		assertThat(log.replace(System.lineSeparator(), "").chars()).allMatch((c) -> c >= ' ' && c <= '~');

		String html = new ExplanationPage(new CorsEngine(POLICIES))
			.html(new CorsRequest("GET", "/__cors/why/x").to("http", "localhost", 8080), query(origin));
		String frame = new ExplanationPage(new CorsEngine(POLICIES)).html(
				new CorsRequest("GET", "/__cors/why/x").to("http", "localhost", 8080), query("https://plain.example"));
		assertThat(html.chars()).allMatch((c) -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~'));
		assertThat(count(html, "<script")).isZero();
		assertThat(count(html, "<")).isLessThanOrEqualTo(count(frame, "<"));

		new ConsoleExplanation(new CorsEngine(POLICIES)).answer(request, "").ifPresent((answer) -> {
			String link = String.valueOf(answer.headers().get("Access-Control-Allow-Origin"));
			assertThat(link.chars()).allMatch((c) -> c > ' ' && c <= '~' && c != '"' && c != '<' && c != ',');
		});
	}

	static Stream<String> attacks() throws IOException {
		JsonMapper mapper = JsonMapper.builder().build();
		try (InputStream stream = Http.class.getResourceAsStream("attack-origins.jsonl")) {
			String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			return text.lines()
				.map((line) -> mapper.readTree(line).get("origin").asString())
				.distinct()
				.toList()
				.stream();
		}
	}

	private static Map<String, List<String>> query(String origin) {
		return Map.of("origin", List.of(origin), "method", List.of("GET"), "path", List.of("/api/todos"));
	}

	private static int count(String text, String part) {
		return (text.length() - text.replace(part, "").length()) / part.length();
	}

}
