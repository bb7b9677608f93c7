package io.crossgate.cors;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionReasonTests {

	@Test
	void codesOfReasonsAreStable() {
		assertThat(Stream.of(DecisionReason.values()).map(DecisionReason::code))
			.isEqualTo(List.of("allowed", "not-cors", "same-origin", "no-policy", "navigation", "origin-not-allowed",
					"origin-malformed", "origin-null", "origin-multiple", "method-not-allowed", "method-malformed",
					"headers-not-allowed", "headers-malformed", "headers-too-large", "ambiguous-path",
					"cross-origin-write", "cross-origin-write-unproven", "lookup-failed", "lookup-overloaded"));
	}

	@Test
	void protectionHasTwoReasonsOfItsOwn() {
		assertThat(Stream.of(DecisionReason.values()).filter(DecisionReason::isOfProtection))
			.containsExactly(DecisionReason.CROSS_ORIGIN_WRITE, DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN);
	}

}
