package io.crossgate.cors.spring.autoconfigure.keys;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.util.EnumNames;

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
					"unknown-keys", "explain.log", "explain.browser", "reload.enabled", "reload.watch");
	}

	@Test
	void everyKeyHasADescriptionAndADefault() {
		for (JsonNode property : properties()) {
			assertThat(property.has("description")).as("description of %s", property.get("name")).isTrue();
			assertThat(property.has("defaultValue") || property.get("name").asString().endsWith(".policies"))
				.as("default of %s", property.get("name"))
				.isTrue();
		}
	}

	@Test
	void whatHasNoEffectInBrowsersIsDeprecatedWithTheReason() {
		assertThat(properties()).filteredOn((property) -> property.has("deprecation"))
			.singleElement()
			.satisfies((property) -> {
				assertThat(property.get("name").asString()).isEqualTo("cors.allow-private-network");
				assertThat(property.at("/deprecation/reason").asString()).contains("Local Network Access");
			});
	}

	@Test
	void everyGroupIsDescribed() {
		List<String> groups = new ArrayList<>();
		for (JsonNode group : this.metadata.get("groups")) {
			groups.add(group.get("name").asString());
			assertThat(group.path("description").asString("")).as("description of %s", group.get("name")).endsWith(".");
		}
		assertThat(groups).containsExactlyInAnyOrder("cors", "cors.explain", "cors.lookup", "cors.reload",
				"cors.protection", "management.endpoint.cors");
	}

	@Test
	void everyValueOfEveryEnumerationIsDescribed() throws ClassNotFoundException {
		List<String> enumerations = new ArrayList<>();
		for (JsonNode property : properties()) {
			String type = property.get("type").asString();
			if (type.startsWith("io.crossgate.") && Class.forName(type).isEnum()) {
				String name = property.get("name").asString();
				enumerations.add(name);
				assertThat(hints(name).keySet()).as("values of %s", name)
					.containsExactlyElementsOf(Arrays.stream(Class.forName(type).getEnumConstants())
						.map((constant) -> EnumNames.kebabCase((Enum<?>) constant))
						.toList());
				assertThat(hints(name)).allSatisfy((value,
						description) -> assertThat(description).as("description of %s: %s", name, value).endsWith("."));
			}
		}
		assertThat(enumerations).containsExactlyInAnyOrder("cors.mode", "cors.on-denied", "cors.preflight",
				"cors.conflicts", "cors.expired", "cors.unknown-keys", "cors.explain.log", "cors.explain.browser",
				"cors.protection.mode", "cors.check.format");
	}

	@Test
	void hintsAreForKeysThatThereAre() {
		List<String> names = new ArrayList<>(List.of("cors.policies.keys"));
		properties().forEach((property) -> names.add(property.get("name").asString()));
		for (JsonNode hint : this.metadata.get("hints")) {
			assertThat(names).contains(hint.get("name").asString());
		}
		assertThat(hints("cors.max-age").keySet()).contains("30m", "2h", "0");
		assertThat(hints("cors.same-origins")).isNotEmpty();
		assertThat(hints("cors.filter-order").keySet())
			.containsExactly(String.valueOf(new CorsProperties().getFilterOrder()));
		assertThat(hints("cors.allowed-origins").keySet()).contains("http://localhost:*");
	}

	@Test
	void everyRiskIsOffered() {
		assertThat(hints("cors.accept-risks").keySet())
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
				.filter((code) -> code.severity() == Severity.RISK)
				.map(ProblemCode::code)
				.toList());
	}

	/** The values offered for a property, with their descriptions. */
	private Map<String, String> hints(String property) {
		Map<String, String> hints = new LinkedHashMap<>();
		for (JsonNode hint : this.metadata.get("hints")) {
			if (hint.get("name").asString().equals(property)) {
				hint.get("values")
					.forEach((value) -> hints.put(value.get("value").asString(),
							value.path("description").asString("")));
			}
		}
		return hints;
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
