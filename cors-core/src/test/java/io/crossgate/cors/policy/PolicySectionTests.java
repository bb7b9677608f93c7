package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PolicySectionTests {

	private final PolicySection written = PolicySection.of("api")
		.with("paths", List.of("/a", "/b", "/c"))
		.with("max-agee", List.of("1h"));

	static Stream<Arguments> edits() {
		return Stream.of(row("api{paths=[/x], max-agee=[1h]}", PolicyEdit.set("paths", "/x")),
				row("api{paths=[], max-agee=[1h]}", PolicyEdit.set("paths")),
				row("api{paths=[/x], max-agee=[1h]}", PolicyEdit.set("paths", "/x"), PolicyEdit.set("paths", "/y")),
				row("api{paths=[/a, /x, /c], max-agee=[1h]}", PolicyEdit.replace("paths", 1, "/x")),
				row("api{paths=[/a, /x, /y, /c], max-agee=[1h]}", PolicyEdit.replace("paths", 1, "/x", "/y")),
				row("api{paths=[/a, /x, /c], max-agee=[1h]}", PolicyEdit.replace("paths", 1, "/x"),
						PolicyEdit.replace("paths", 1, "/y")),
				row("api{paths=[/a, /c], max-agee=[1h]}", PolicyEdit.replace("paths", 1, "/c")),
				row("api{paths=[/x, /c], max-agee=[1h]}", PolicyEdit.replace("paths", 0, "/x"),
						PolicyEdit.replace("paths", 1, "/x")),
				row("api{paths=[/c, /b], max-agee=[1h]}", PolicyEdit.delete("paths", 2),
						PolicyEdit.replace("paths", 0, "/c")),
				row("api{paths=[/b, /x], max-agee=[1h]}", PolicyEdit.delete("paths", 0),
						PolicyEdit.replace("paths", 2, "/x")),
				row("api{paths=[/a, /b, /c], max-agee=[1h]}", PolicyEdit.replace("paths", 3, "/x")),
				row("api{paths=[/b, /c, /d], max-agee=[1h]}", PolicyEdit.add("paths", "/b", "/d", "/d"),
						PolicyEdit.delete("paths", 0)),
				row("api{paths=[/a, /b, /c], max-age=[1h]}", PolicyEdit.set("max-age", "1h"),
						PolicyEdit.remove("max-agee")),
				row("api{max-agee=[1h]}", PolicyEdit.set("paths", "/x"), PolicyEdit.remove("paths")),
				row("api{paths=[/a, /b, /c], max-agee=[1h], accept-risks=[any-port]}",
						PolicyEdit.add("accept-risks", "any-port")),
				row("api{paths=[/a, /b, /c], max-agee=[1h], allowed-methods=[GET, HEAD, POST, PUT, PATCH, DELETE, LOCK]}",
						PolicyEdit.add("allowed-methods", "LOCK")));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("edits")
	void editsApplyToWhatIsWritten(String expected, List<PolicyEdit> edits) {
		assertThat(this.written.apply(edits)).hasToString(expected);
	}

	private static Arguments row(String expected, PolicyEdit... edits) {
		return Arguments.of(expected, List.of(edits));
	}

	@Test
	void whatIsNoEditCanNotBeMade() {
		assertThatIllegalArgumentException().isThrownBy(() -> PolicyEdit.add("paths"));
		assertThatIllegalArgumentException().isThrownBy(() -> PolicyEdit.replace("paths", 0));
		assertThatIllegalArgumentException().isThrownBy(() -> PolicyEdit.delete("paths", -2));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PolicyEdit(PolicyEdit.Operation.REMOVE, "paths", 0, List.of("/a"), false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PolicyEdit(PolicyEdit.Operation.ADD, "paths", 0, List.of("/a"), false));
	}

	@Test
	void editsReadAsAFewWords() {
		assertThat(Stream.of(PolicyEdit.set("max-age", "2h"), PolicyEdit.set("paths"),
				PolicyEdit.replace("paths", 1, "/a", "/b"), PolicyEdit.delete("paths", 0), PolicyEdit.remove("pathz"),
				PolicyEdit.add("accept-risks", "any-port", "null-origin"), PolicyEdit.set("a\nb", "\u001b")))
			.map(PolicyEdit::toString)
			.containsExactly("max-age: 2h", "paths: (empty)", "paths[1]: /a, /b", "remove paths[0]", "remove pathz",
					"add any-port, null-origin to accept-risks", "a\\u000ab: \\u001b");
	}

	@ParameterizedTest
	@CsvSource({ "MAX_AGE, 0, 0", "MAX_AGE, 2h, 2h", "MAX_AGE, 120m, 2h", "MAX_AGE, 7200, 2h", "MAX_AGE, 90, 90s",
			"MAX_AGE, 1d, 24h", "MAX_AGE, 90m, 90m", "MAX_AGE, 2500ms, PT2.5S", "MAX_AGE, PT2.5S, PT2.5S",
			"MAX_AGE, -1s, -1s", "MAX_AGE, 5ns, PT0.000000005S", "MAX_AGE, 5us, PT0.000005S", "MAX_AGE, ' 1H ', 1h",
			"ALLOW_CREDENTIALS, TRUE, true", "ALLOW_CREDENTIALS, false, false", "PREFLIGHT_STATUS, 200, 200",
			"ON_DENIED, PASS_THROUGH, pass-through", "ON_DENIED, passThrough, pass-through", "MODE, off, off",
			"PATHS, /a, /a" })
	void textsOfPropertiesAreReadAndWritten(PolicyProperty property, String written, String canonical) {
		assertThat(property.format(property.parse(List.of(written)))).containsExactly(canonical);
	}

	@ParameterizedTest
	@CsvSource({ "MAX_AGE, 1 hour", "MAX_AGE, ''", "MAX_AGE, 1h30", "MAX_AGE, h", "MAX_AGE, PX",
			"MAX_AGE, 999999999999999d", "ALLOW_CREDENTIALS, flase", "PREFLIGHT_STATUS, x", "MODE, enforced" })
	void textsThatMeanNothingAreNotRead(PolicyProperty property, String written) {
		assertThatIllegalArgumentException().isThrownBy(() -> property.parse(List.of(written)));
	}

	@Test
	void aPolicyIsWrittenWithoutItsDefaults() {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins("https://a.example")
			.maxAge(Duration.ofMinutes(5))
			.mode(CorsPolicy.Mode.REPORT_ONLY)
			.build();
		PolicySection section = PolicySection.of(policy);
		assertThat(section)
			.hasToString("api{paths=[/api/**], allowed-origins=[https://a.example], max-age=[5m], mode=[report-only]}");
		assertThat(section.with("unknown", List.of("x")).toPolicy()).isEqualTo(policy);
		assertThat(PolicySection.of("api").toPolicy()).isEqualTo(CorsPolicy.named("api").build());
	}

	@Test
	void theFixesOfProblemsStandWhereTheyBelong() {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/api")
			.allowedOrigins("https://a.example/", "https://b.example", "https://c.example/")
			.allowedMethods("GET", "")
			.build();
		assertThat(fix(policy)).isEqualTo("""
				cors:
				  policies:
				    api:
				      allowed-origins: https://a.example, https://b.example, https://c.example
				      allowed-methods: GET""");
	}

	@Test
	void theFixOfALongListIsOneEntry() {
		List<String> origins = new ArrayList<>(
				IntStream.range(0, 8).mapToObj((i) -> "https://a" + i + ".example").toList());
		origins.add("https://b.example/");
		origins.add("");
		CorsPolicy policy = CorsPolicy.named("default")
			.paths("/api")
			.allowedOrigins(origins.toArray(String[]::new))
			.build();
		assertThat(fix(policy)).isEqualTo("""
				cors:
				  # allowed-origins[8]: https://b.example
				  # remove allowed-origins[9]""");
	}

	@Test
	void theFixOfAListThatIsNotLongIsTheList() {
		List<String> origins = new ArrayList<>(
				IntStream.range(0, 7).mapToObj((i) -> "https://a" + i + ".example").toList());
		String others = String.join(", ", origins);
		origins.add("https://b.example/");
		CorsPolicy policy = CorsPolicy.named("default").paths("/api").allowedOrigins(origins).build();
		assertThat(fix(policy)).isEqualTo("cors:\n  allowed-origins: " + others + ", https://b.example");
	}

	@Test
	void aListIsShortIfItHasFewValuesAndNoEndlessOne() {
		assertThat(PolicySection.isShort(Collections.nCopies(8, "/a"))).isTrue();
		assertThat(PolicySection.isShort(Collections.nCopies(9, "/a"))).isFalse();
		assertThat(PolicySection.isShort(List.of("a".repeat(1024)))).isTrue();
		assertThat(PolicySection.isShort(List.of("a".repeat(1025)))).isFalse();
		assertThat(PolicySection.isShort(List.of("a".repeat(1000), "a".repeat(24)))).isTrue();
		assertThat(PolicySection.isShort(List.of("a".repeat(1000), "a".repeat(25)))).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void changesOfALongListAndOfWhatIsNotThereAreLeftToTheAuthor(PolicyEdit edit, int size, boolean written) {
		List<String> paths = IntStream.range(0, size).mapToObj((i) -> "/" + i).toList();
		PolicySection changed = PolicySection.of("api").with("paths", paths).changed(List.of(edit));
		assertThat(changed.keys()).hasSize(written ? 1 : 0);
		assertThat(changed.remarks()).isEqualTo(written ? List.of() : List.of(edit.toString()));
	}

	static Stream<Arguments> changesOfALongListAndOfWhatIsNotThereAreLeftToTheAuthor() {
		return Stream.of(Arguments.of(PolicyEdit.set("paths", "/x"), 9, true),
				Arguments.of(PolicyEdit.add("paths", "/x"), 8, true),
				Arguments.of(PolicyEdit.add("paths", "/x"), 9, false),
				Arguments.of(PolicyEdit.replace("paths", 1, "/x"), 8, true),
				Arguments.of(PolicyEdit.replace("paths", 1, "/x"), 9, false),
				Arguments.of(PolicyEdit.replace("paths", 2, "/x"), 3, true),
				Arguments.of(PolicyEdit.replace("paths", 3, "/x"), 3, false));
	}

	@Test
	void aRiskIsAcceptedInAdditionToOthers() {
		CorsPolicy policy = CorsPolicy.named("default")
			.paths("/api")
			.allowedOrigins("null")
			.allowedHeaders("X-Forwarded-For")
			.acceptRisks("null-origin")
			.build();
		List<PolicyEdit> risks = CorsPolicies.check(List.of(policy), DeploymentContext.none())
			.stream()
			.flatMap((problem) -> problem.acceptance().stream())
			.toList();
		assertThat(PolicyFormat.YAML.write(List.of(PolicySection.of(policy).changed(risks)))).isEqualTo("""
				cors:
				  accept-risks: null-origin, routing-header""");
	}

	private static String fix(CorsPolicy policy) {
		List<PolicyEdit> edits = new ArrayList<>();
		for (Problem problem : CorsPolicies.check(List.of(policy), DeploymentContext.none())) {
			edits.addAll(Fixes.of(problem));
		}
		return PolicyFormat.YAML.write(List.of(PolicySection.of(policy).changed(edits)));
	}

}
