package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference of properties is what the configuration metadata says. After a change,
 * {@code -Ddocs.renew} writes it anew.
 */
class PropertyReferenceTests {

	private static final Path FILE = Path.of("docs/properties.md");

	private static final List<String> OF_POLICY = Arrays.stream(PolicyProperty.values())
		.map((property) -> "cors." + property.key())
		.toList();

	private final JsonNode metadata = read();

	@Test
	void referenceIsWhatEditorsKnow() throws IOException {
		String reference = reference();
		if (System.getProperty("docs.renew") != null) {
			Files.writeString(FILE, reference);
		}
		assertThat(Files.readString(FILE)).as("renew it with -Ddocs.renew").isEqualTo(reference);
	}

	@Test
	void everyPropertyStandsInItOnce() throws IOException {
		List<String> rows = Files.readAllLines(FILE);
		for (JsonNode property : this.metadata.get("properties")) {
			String start = "| `" + property.get("name").asString() + "` | ";
			assertThat(rows.stream().filter((row) -> row.startsWith(start))).as(start)
				.singleElement()
				.asString()
				.doesNotContain("|  |");
		}
	}

	private String reference() {
		StringBuilder text = new StringBuilder(
				"""
						# Properties

						Every property, its type, its default and what it is for, from the metadata that editors complete from. A list
						is a YAML list or one line with commas; a duration has a unit (`30m`), and a bare number is seconds.
						""");
		append(text, "Of a policy",
				"""
						Right below `cors` they are those of the default policy, which covers `/**` and exists if an origin is given
						there. Below `cors.policies.<name>` they are those of that policy, with the same defaults, and `paths` is
						required. Nothing is inherited.
						""",
				OF_POLICY::contains);
		append(text, "Of the application", "",
				(name) -> name.startsWith("cors.") && !OF_POLICY.contains(name) && !name.startsWith("cors.check"));
		append(text, "Of a run with `--cors.check`", "", (name) -> name.startsWith("cors.check"));
		append(text, "Of the endpoint", "", (name) -> name.startsWith("management."));
		return text.toString();
	}

	private void append(StringBuilder text, String heading, String introduction, Predicate<String> names) {
		text.append("\n## ").append(heading).append('\n');
		if (!introduction.isEmpty()) {
			text.append('\n').append(introduction);
		}
		text.append("\n| property | type | default | what it is for |\n|---|---|---|---|\n");
		for (JsonNode property : this.metadata.get("properties")) {
			String name = property.get("name").asString();
			if (names.test(name)) {
				text.append("| `%s` | %s | %s | %s |%n".formatted(name, type(property), defaultValue(property),
						description(property)));
			}
		}
	}

	private static String type(JsonNode property) {
		String type = property.get("type").asString();
		return switch (type.replaceAll("<.*", "")) {
			case "java.lang.Boolean" -> "flag";
			case "java.lang.Integer" -> "number";
			case "java.lang.String" -> "text";
			case "java.time.Duration" -> "duration";
			case "java.util.List", "java.util.Set" -> "list";
			case "java.util.Map" -> "policies by name";
			default -> "word";
		};
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		if (value.isArray()) {
			String entries = value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
			return entries.isEmpty() ? "none" : "`" + entries + "`";
		}
		String text = value.asString("");
		return text.isEmpty() ? "none" : "`" + text.replace('_', '-') + "`";
	}

	private String description(JsonNode property) {
		List<String> parts = new ArrayList<>();
		if (property.has("deprecation")) {
			parts.add("**Deprecated.** " + property.at("/deprecation/reason").asString());
		}
		parts.add(property.path("description").asString("").replace("|", "\\|"));
		for (JsonNode hint : this.metadata.get("hints")) {
			if (type(property).equals("word") && hint.get("name").equals(property.get("name"))) {
				hint.get("values")
					.forEach((value) -> parts
						.add("`" + value.get("value").asString() + "`: " + value.get("description").asString()));
			}
		}
		return String.join("<br>", parts);
	}

	private static JsonNode read() {
		try (InputStream resource = CorsProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(Objects.requireNonNull(resource));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
