package io.crossgate.cors.path;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTests {

	@Test
	void readingsAgreeIfThereIsOneAnswer() {
		assertThat(new Selection<>(Set.of("a"), false).isUnanimous()).isTrue();
		assertThat(new Selection<>(Set.of(), true).isUnanimous()).isTrue();
		assertThat(new Selection<>(Set.of("a"), true).isUnanimous()).isFalse();
		assertThat(new Selection<>(Set.of("a", "b"), false).isUnanimous()).isFalse();
	}

	@Test
	void anotherReadingIsAnAnswerMore() {
		Selection<String> selection = new Selection<>(Set.of("a"), false);
		assertThat(selection.with("a")).isEqualTo(selection);
		assertThat(selection.with("b")).isEqualTo(new Selection<>(Set.of("a", "b"), false));
		assertThat(selection.with(null)).isEqualTo(new Selection<>(Set.of("a"), true));
		assertThat(new Selection<String>(Set.of(), true).with("a")).isEqualTo(new Selection<>(Set.of("a"), true));
	}

}
