package io.crossgate.cors.spring.autoconfigure.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.Severity;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors know: every key, what it is for and what it is if nobody says.
 */
class MetadataTests {

	private final JsonNode metadata = read();

	@Test
	void editorsKnowTheKeysThatAreAccepted() {
		List<String> keys = new ArrayList<>();
		for (JsonNode property : properties()) {
			String key = property.get("name").asString().substring("cors.".length());
			assertThat(key.equals("policies") || PropertyKeys.contains(key, false, false)).as(key).isTrue();
			keys.add(key);
		}
		assertThat(keys).doesNotHaveDuplicates()
			.containsAll(PropertyKeys.ofPolicy())
			.contains("enabled", "policies", "same-origins", "filter-order", "authoritative", "conflicts",
					"unknown-keys", "explain.log", "explain.browser");
	}

	@Test
	void everyKeyHasADescriptionAndADefault() {
		for (JsonNode property : properties()) {
			assertThat(property.has("description")).as("description of %s", property.get("name")).isTrue();
			assertThat(property.has("defaultValue") || property.get("name").asString().equals("cors.policies"))
				.as("default of %s", property.get("name"))
				.isTrue();
		}
	}

	@Test
	void everyRiskIsOffered() {
		List<String> offered = new ArrayList<>();
		for (JsonNode hint : this.metadata.get("hints")) {
			if (hint.get("name").asString().equals("cors.accept-risks")) {
				hint.get("values").forEach((value) -> offered.add(value.get("value").asString()));
			}
		}
		assertThat(offered).containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
			.filter((code) -> code.severity() == Severity.RISK)
			.map(ProblemCode::code)
			.toList());
	}

	@Test
	void everyRiskIsExplainedInTheReadme() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		for (ProblemCode code : ProblemCode.values()) {
			if (code.severity() == Severity.RISK) {
				assertThat(readme).contains("| `" + code.code() + "` |");
			}
		}
	}

	private List<JsonNode> properties() {
		List<JsonNode> properties = new ArrayList<>();
		for (JsonNode property : this.metadata.get("properties")) {
			if (property.get("name").asString().startsWith("cors.")) {
				properties.add(property);
			}
		}
		return properties;
	}

	private static JsonNode read() {
		try (InputStream resource = CorsProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(resource);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
