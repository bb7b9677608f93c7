package io.crossgate.cors.spring.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the target of the fuzzer has been given or has failed on, once more.
 */
class CorpusTests {

	private static final JsonMapper JSON = new JsonMapper();

	@ParameterizedTest
	@MethodSource
	void theInvariantsHold(String input) {
		FiltersTarget.fuzzerTestOneInput(input.getBytes(StandardCharsets.UTF_8));
	}

	static Stream<String> theInvariantsHold() throws IOException {
		try (InputStream corpus = Objects
			.requireNonNull(FiltersTarget.class.getResourceAsStream("FiltersTarget.jsonl"))) {
			return new String(corpus.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map((line) -> JSON.readValue(line, String.class))
				.toList()
				.stream();
		}
	}

}
