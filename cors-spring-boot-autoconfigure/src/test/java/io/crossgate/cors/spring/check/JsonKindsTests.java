package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.check.CheckReport.Format;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Findings of every kind have in JSON the fields that the documentation shows.
 */
class JsonKindsTests {

	private static final JsonNode DOCUMENTED = documented();

	private static final List<Place> PLACES = List.of(Place.ofText(null), Place.ofFile("application.yml", 2, 20),
			Place.ofFile("C:\\config\\application.properties", 7, 0), Place.ofText("environment variable CORS_X"),
			Place.ofText("CorsPolicy bean 'api' (com.acme.Policies#api)"), Place.ofMember("com.acme.WebConfig", null));

	@TempDir
	Path folder;

	@ParameterizedTest
	@MethodSource("codes")
	void everyKindHasTheDocumentedFields(String code) {
		for (Place place : PLACES) {
			Finding finding = findings(code).at(place);
			JsonNode json = read(new CheckReport(List.of(finding), List.of("It failed: \"\u2028\\"), true));
			JsonNode written = json.at("/findings/0");
			assertThat(written.get("code").asString()).isEqualTo(code);
			assertThat(written.get("help").asString()).endsWith("#" + code);
			assertThat(written.at("/place/text").asString()).isEqualTo(place.text());
		}
	}

	/** What is really found, of an application that has most kinds. */
	@Test
	void applicationsWithMuchWrongHaveThemToo() throws Exception {
		Files.writeString(this.folder.resolve("application.yml"), """
				cors:
				  other: 1
				  policies:
				    orders:
				      paths: /orders
				      mode: report-only
				      allowed-origins: https://*.example.com, https://shop.example.com
				      allowed-methods: POST, PUT
				      allowed-headers: X-Request-Id
				      allow-credentials: true
				    api:
				      paths: /api/*
				      allowed-origins: http://app.example.com
				      accept-risks: insecure-origin
				      allow-credentials: true
				""");
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, TakeOverCommandTests.Old.class,
				"--cors.check", "--cors.check.format=json");
		Set<String> severities = new TreeSet<>();
		for (JsonNode finding : check(JsonMapper.shared().readTree(checked.out())).get("findings")) {
			severities.add(finding.get("severity").asString());
		}
		assertThat(severities).as(checked::toString).containsExactlyInAnyOrder("error", "note", "warn");
	}

	@Test
	void failuresAreTextAndNoFindings() {
		JsonNode json = read(CheckReport.ofFailure("no"));
		assertThat(json.get("complete").asBoolean()).isFalse();
		assertThat(json.at("/failures/0").asString()).isEqualTo("no");
	}

	static Stream<String> codes() throws Exception {
		return Files.readAllLines(Path.of("docs/problems.md"))
			.stream()
			.filter((line) -> line.startsWith("### "))
			.map((line) -> line.substring(4));
	}

	private static Finding findings(String code) {
		List<PolicyEdit> edits = List.of(PolicyEdit.set("max-age", "1h"), PolicyEdit.add("paths", "/a"),
				PolicyEdit.remove("paths"), PolicyEdit.replace("allowed-origins", 1, "https://a.example").asExample());
		return Arrays.stream(ProblemCode.values())
			.filter((known) -> known.code().equals(code))
			.map((known) -> Finding.of(
					new Problem(known, CorsPolicy.DEFAULT_NAME, "allowed-origins", "\u0000\"", "Wrong.", edits),
					"cors.allowed-origins", Place.ofText(null)))
			.findFirst()
			.orElseGet(() -> Finding.of(Severity.NOTE, code, "<subject>", "It is so.").remedy("delete it"));
	}

	private static JsonNode read(CheckReport report) {
		return check(JsonMapper.shared().readTree(Format.JSON.write(report)));
	}

	/** Checks the fields and their types; a place has some of those that are shown. */
	private static JsonNode check(JsonNode json) {
		sameFields(json, DOCUMENTED);
		for (JsonNode finding : json.get("findings")) {
			JsonNode shown = DOCUMENTED.at("/findings/0");
			sameFields(finding, shown);
			assertThat(finding.get("severity").asString()).isIn("error", "risk", "warn", "note");
			assertThat(finding.get("message").asString()).endsWith(".");
			JsonNode place = finding.get("place");
			List<String> fields = new ArrayList<>(List.of("text"));
			fields.addAll(place.has("file") ? List.of("file", "line", "column") : place.has("method")
					? List.of("class", "method") : place.has("class") ? List.of("class") : List.of());
			assertThat(place.propertyNames()).containsExactlyInAnyOrderElementsOf(fields);
			for (JsonNode edit : finding.get("edits")) {
				Collection<String> names = new ArrayList<>(shown.at("/edits/0").propertyNames());
				names.removeIf((name) -> name.equals("entry") && !edit.has("entry"));
				assertThat(edit.propertyNames()).containsExactlyInAnyOrderElementsOf(names);
				assertThat(edit.get("operation").asString()).isIn("set", "add", "remove");
				assertThat(edit.get("values").isArray()).isTrue();
			}
		}
		return json;
	}

	private static void sameFields(JsonNode json, JsonNode shown) {
		assertThat(json.propertyNames()).containsExactlyElementsOf(shown.propertyNames());
		for (String name : shown.propertyNames()) {
			assertThat(json.get(name).getNodeType()).as(name).isEqualTo(shown.get(name).getNodeType());
		}
	}

	private static JsonNode documented() {
		try {
			String page = Files.readString(Path.of("docs/check.md"));
			int start = page.indexOf("```json\n") + "```json\n".length();
			return JsonMapper.shared().readTree(page.substring(start, page.indexOf("```", start)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
