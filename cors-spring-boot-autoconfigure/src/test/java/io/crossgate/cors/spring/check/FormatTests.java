package io.crossgate.cors.spring.check;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.check.CheckReport.Format;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.docs.Links;
import io.crossgate.cors.util.Documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * One report in its three formats.
 */
class FormatTests {

	private static final Finding PROPERTY = Finding.of(
			new Problem(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, "api", "allowed-origins[0]", "any",
					"Any website could read it.",
					List.of(PolicyEdit.replace("allowed-origins", 0, "https://app.example.com").asExample())),
			"cors.policies.api.allowed-origins[0]", Place.ofFile("application.yml", 5, 24));

	private static final Finding BEAN = Finding
		.of(Severity.WARN, "shadowed-cors", "CorsFilter for /**", "It has no effect.")
		.at(Place.ofMember("com.acme.WebConfig", "corsFilter"))
		.remedy("delete it");

	private static final Finding NOTE = Finding.of(Severity.NOTE, "other-cors", "\u001b[31m\"x\"\n<b>",
			"It is in force.");

	private static final CheckReport REPORT = new CheckReport(
			List.of(NOTE, BEAN, PROPERTY,
					Finding.of(Severity.RISK, "insecure-origin", "a", "b")
						.at(Place.ofText("environment variable CORS_X")),
					Finding.of(Severity.WARN, "expired", "c", "d").at(Place.ofFile("config.properties", 7, 0)),
					Finding.of(Severity.WARN, "expired", "e", "f")
						.at(Place.ofText("CorsPolicy bean 'api' (com.acme.Policies#api)"))),
			List.of("The check X failed: \\ \u2028 \u0000"), true);

	@Test
	void sarifIsWhatItsSchemaSays() throws Exception {
		Schema schema = schema();
		for (CheckReport report : List.of(REPORT, new CheckReport(List.of(), List.of(), true),
				CheckReport.ofFailure("no"), CheckReport.ofConfiguration(List.of(PROPERTY)))) {
			assertThat(schema.validate(Format.SARIF.write(report), InputFormat.JSON)).isEmpty();
		}
		assertThat(schema.validate(Format.SARIF.write(REPORT).replace("\"level\":\"error\"", "\"level\":\"risk\""),
				InputFormat.JSON))
			.as("the schema is not one that permits everything")
			.isNotEmpty();
	}

	@Test
	void sarifSaysWhereAndHowBadAndByWhichRule() {
		JsonNode run = JsonMapper.shared().readTree(Format.SARIF.write(REPORT)).get("runs").get(0);
		JsonNode first = run.get("results").get(0);
		assertThat(first.get("ruleId").asString()).isEqualTo("any-origin-with-credentials");
		assertThat(first.get("level").asString()).isEqualTo("error");
		assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
			.isEqualTo("application.yml");
		assertThat(first.at("/locations/0/physicalLocation/region").toString())
			.isEqualTo("{\"startLine\":5,\"startColumn\":24}");
		assertThat(first.at("/properties/edits/0/values/0").asString()).isEqualTo("https://app.example.com");
		for (JsonNode result : run.get("results")) {
			JsonNode rule = run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt());
			assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
			assertThat(rule.get("helpUri").asString()).endsWith("#" + rule.get("id").asString())
				.matches(Links::isInRepository);
			assertThat(rule.at("/name").asString("")).matches("([A-Z0-9][a-z0-9]*){2,}|")
				.isNotEqualToIgnoringCase(rule.get("id").asString());
			assertThat(rule.at("/shortDescription/text").asString()).doesNotContain("-");
			assertThat(rule.at("/help/text").asString()).isEqualTo(rule.get("helpUri").asString());
		}
		assertThat(run.get("results")
			.valueStream()
			.map((result) -> result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asString("")))
			.contains("com.acme.WebConfig.corsFilter", "com.acme.Policies.api", "environment variable CORS_X");
		assertThat(run.get("results")
			.valueStream()
			.map((result) -> result.at("/locations/0/physicalLocation"))
			.map((place) -> place.at("/artifactLocation/uri").asString("") + ":" + place.at("/region/startLine")))
			.as("code scanning rejects what has no line of a file")
			.containsExactly("application.yml:5", "application.yml:1", "application.yml:1", "config.properties:7",
					"application.yml:1", "application.yml:1");
		assertThat(run.at("/results/5/locations/0/message/text").asString()).contains("in no place that is known");
		assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
		assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(2);
	}

	@Test
	void everyCodeLeadsToItsSection() {
		for (ProblemCode code : ProblemCode.values()) {
			assertThat(Documentation.ofProblem(code.code())).matches(Links::isInRepository);
		}
	}

	@Test
	void jsonHasEverything() {
		JsonNode json = JsonMapper.shared().readTree(Format.JSON.write(REPORT));
		assertThat(json.get("exitCode").asInt()).isEqualTo(2);
		assertThat(json.get("findings").valueStream().map((finding) -> finding.get("code").asString())).containsExactly(
				"any-origin-with-credentials", "insecure-origin", "expired", "expired", "shadowed-cors", "other-cors");
		JsonNode first = json.get("findings").get(0);
		assertThat(first.get("help").asString()).endsWith("#any-origin-with-credentials");
		assertThat(first.get("place").toString())
			.isEqualTo("{\"text\":\"application.yml:5:24\",\"file\":\"application.yml\",\"line\":5,\"column\":24}");
		assertThat(first.get("edits").toString())
			.isEqualTo("[{\"operation\":\"set\",\"property\":\"allowed-origins\",\"entry\":0,"
					+ "\"values\":[\"https://app.example.com\"],\"example\":true}]");
		assertThat(json.at("/findings/5/subject").asString()).isEqualTo(NOTE.subject());
		assertThat(json.at("/findings/4/place/class").asString()).isEqualTo("com.acme.WebConfig");
		assertThat(json.at("/findings/4/place/method").asString()).isEqualTo("corsFilter");
	}

	@Test
	void textIsOneScreenWithoutControlCharacters() {
		String text = Format.TEXT.write(REPORT);
		assertThat(text.lines().filter((line) -> line.chars().anyMatch((c) -> c < ' ' || c > '~'))).isEmpty();
		assertThat(text).startsWith("CORS check: 1 error, 1 risk, 3 warnings, 1 note, incomplete")
			.contains("WARN   shadowed-cors", "at   com.acme.WebConfig#corsFilter", "fix  delete it")
			.contains("Next: solve what keeps the application from being looked at. (exit code 2)");
	}

	@Test
	void manyOfAKindAreCutInTheTextAndNowhereElse() {
		List<Finding> many = IntStream.range(0, 1000)
			.mapToObj((i) -> Finding.of(Severity.WARN, "redundant-origin", "entry " + i, "It is covered."))
			.toList();
		CheckReport report = new CheckReport(many, List.of(), true);
		assertThat(Format.TEXT.write(report)).contains("and 995 more of this kind").hasLineCount(16);
		assertThat(JsonMapper.shared().readTree(Format.JSON.write(report)).get("findings")).hasSize(1000);
	}

	@Test
	void exitCodeSaysWhetherSomethingHasToBeDone() {
		assertThat(new CheckReport(List.of(NOTE, BEAN), List.of(), true).exitCode()).isEqualTo(CheckReport.NOTHING);
		assertThat(new CheckReport(List.of(NOTE, PROPERTY), List.of(), true).exitCode())
			.isEqualTo(CheckReport.FINDINGS);
		assertThat(REPORT.exitCode()).isEqualTo(CheckReport.COULD_NOT_LOOK);
	}

	@Test
	void formatsAreNamedInAnyCase() {
		assertThat(Format.of(" SARIF ")).isEqualTo(Format.SARIF);
		assertThatIllegalArgumentException().isThrownBy(() -> Format.of("xml"))
			.withMessage("cors.check.format takes text, json or sarif, not 'xml'");
	}

	private static Schema schema() throws Exception {
		try (InputStream schema = FormatTests.class.getResourceAsStream("sarif-2.1.0.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
				.getSchema(Objects.requireNonNull(schema), InputFormat.JSON);
		}
	}

}
