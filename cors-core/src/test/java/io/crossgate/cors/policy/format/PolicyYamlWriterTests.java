package io.crossgate.cors.policy.format;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyYamlWriterTests {

	@Test
	void theDefaultPolicyStandsRightBelowTheRoot() {
		assertThat(new PolicyYamlWriter().list("default", "allowed-origins", List.of("http://localhost:5173")))
			.hasToString("""
					cors:
					  allowed-origins: http://localhost:5173""");
	}

	@Test
	void everyOtherPolicyStandsBelowItsName() {
		assertThat(
				new PolicyYamlWriter().list("api", "allowed-origins", List.of("https://a.example", "https://b.example"))
					.list("default", "allowed-methods", List.of("GET"))
					.flag("api", "allow-private-network", true)
					.comment("pub", "seen\nonce"))
			.hasToString("""
					cors:
					  allowed-methods: GET
					  policies:
					    api:
					      allowed-origins: https://a.example, https://b.example
					      allow-private-network: true
					    pub:
					      # seen\\u000aonce""");
	}

	@Test
	void aLongListIsNotRepeated() {
		List<String> eight = IntStream.range(0, 8).mapToObj((i) -> "https://a" + i + ".example").toList();
		assertThat(new PolicyYamlWriter().extended("default", "allowed-origins", eight, List.of("https://b.example")))
			.hasToString("cors:\n  allowed-origins: " + String.join(", ", eight) + ", https://b.example");
		List<String> nine = IntStream.range(0, 9).mapToObj((i) -> "https://a" + i + ".example").toList();
		assertThat(new PolicyYamlWriter().extended("default", "allowed-origins", nine, List.of("https://b.example")))
			.hasToString("""
					cors:
					  allowed-origins:  # append to the 9 entries that are there
					    - https://b.example""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example.com", "http://[::1]:5173", "*", "null", "any", "no", "On", "y", "123",
			"0x10", "1e3", "#b", "!x", "&x", "|x", "%x", "~", "'x", "`x", "-", "a: b", "a #b", "a:", "", "caf\u00e9",
			"a\"b", "a\\b", "\u2028", "/a,b", ",a", "{x}", "x\ty" })
	void yamlReadsBackWhatWasWritten(String value) {
		assertThat(read(new PolicyYamlWriter().list("p", "paths", List.of(value))).get("paths"))
			.isEqualTo((value.indexOf(',') < 0) ? value : List.of(value));
		assertThat(read(new PolicyYamlWriter().list("p", "paths", List.of("/x,y", value))).get("paths"))
			.isEqualTo(List.of("/x,y", value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "z", "A", "Z", "/", "https://a.example", "azAZ09-._~:@[]{}", "a, b", "a:b", "a#b" })
	void whatNeedsNoQuotesHasNone(String value) {
		assertThat(PolicyYamlWriter.scalar(value)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "`a", "{a", "@a", "[a", ".a", "0a", " a", "a ", "a:", "a: b", "a #b", "null", "NULL",
			"yes", "*", "a *\u007f" })
	void whatYamlWouldReadDifferentlyIsQuoted(String value) {
		assertThat(PolicyYamlWriter.scalar(value)).startsWith("\"").endsWith("\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "9", "10", "0s", "90m", "250ms", "24h", "true", "false" })
	void aNumberADurationAndASwitchHaveNoQuotes(String value) {
		assertThat(new PolicyYamlWriter().section(PolicySection.of("default").with("max-age", List.of(value))))
			.hasToString("cors:\n  max-age: " + value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "01", "5x", "1:30", "0x10", "1e3", "-1s", "yes", "/9", ":0" })
	void otherWordsAreWrittenAsStrings(String value) {
		assertThat(new PolicyYamlWriter().section(PolicySection.of("default").with("max-age", List.of(value))))
			.hasToString("cors:\n  max-age: " + PolicyYamlWriter.scalar(value));
		assertThat(PolicyYamlWriter.scalar(value)).isEqualTo(value.equals("/9") ? value : "\"" + value + "\"");
	}

	@Test
	void onlyWhatIsNotPrintableIsEscaped() {
		assertThat(PolicyYamlWriter.scalar("* ~!\"\\\u001f\u007f")).isEqualTo("\"* ~!\\\"\\\\\\u001f\\u007f\"");
	}

	@Test
	void anEmptyListStaysAList() {
		assertThat(read(new PolicyYamlWriter().list("p", "allowed-headers", List.of())).get("allowed-headers"))
			.isEqualTo(List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "my.api", "my_api", "a b", "[x]", "\u00e9", "" })
	void aNameThatIsNoWordStandsInBrackets(String name) {
		Map<?, ?> policies = (Map<?, ?>) cors(new PolicyYamlWriter().flag(name, "x", true)).get("policies");
		assertThat(policies.keySet()).singleElement().isEqualTo("[" + name + "]");
	}

	private static Map<?, ?> read(PolicyYamlWriter yaml) {
		return (Map<?, ?>) ((Map<?, ?>) cors(yaml).get("policies")).get("p");
	}

	private static Map<?, ?> cors(PolicyYamlWriter yaml) {
		Map<String, Map<?, ?>> document = new Yaml().load(yaml.toString());
		return document.get("cors");
	}

	/** Writes escapes out, so that tables of tests stay printable. */
	static String unescaped(String text) {
		StringBuilder plain = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			if (text.startsWith("\\u", i)) {
				plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
				i += 5;
			}
			else {
				plain.append(text.charAt(i));
			}
		}
		return plain.toString();
	}

}
