package io.crossgate.cors.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the targets of the fuzzer have been given or have failed on, once more.
 */
class CorpusTests {

	private static final Map<Class<?>, Consumer<byte[]>> TARGETS = Map.of(OriginTarget.class,
			OriginTarget::fuzzerTestOneInput, PatternTarget.class, PatternTarget::fuzzerTestOneInput,
			HeaderListTarget.class, HeaderListTarget::fuzzerTestOneInput, PathTarget.class,
			PathTarget::fuzzerTestOneInput, ExchangeTarget.class, ExchangeTarget::fuzzerTestOneInput);

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("corpora")
	void theInvariantsHold(String target, String input, Consumer<byte[]> run) {
		run.accept(input.getBytes(StandardCharsets.UTF_8));
	}

	static Stream<Arguments> corpora() {
		return TARGETS.entrySet().stream().flatMap((target) -> {
			List<String> corpus = Fuzzing.corpus(target.getKey());
			return corpus.stream()
				.map((input) -> Arguments.of(target.getKey().getSimpleName(), input, target.getValue()));
		});
	}

}
