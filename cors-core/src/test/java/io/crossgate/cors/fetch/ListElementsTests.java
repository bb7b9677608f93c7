package io.crossgate.cors.fetch;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListElementsTests {

	@Test
	void blanksAroundElementsAndEmptyElementsMeanNothing() {
		assertThat(ListElements.of("x-a", 9)).containsExactly("x-a");
		assertThat(ListElements.of(" x-a\t, ,,\tx-b ,", 9)).containsExactly("x-a", "x-b");
		assertThat(ListElements.of("", 9)).isEmpty();
		assertThat(ListElements.of(" ,\t", 9)).isEmpty();
	}

	@Test
	void whatElementsMeanIsNotItsMatter() {
		assertThat(ListElements.of("a b;q=1,\u00a0c\r\n", 9)).containsExactly("a b;q=1", "\u00a0c\r\n");
	}

	@Test
	void readsOnlySoMany() {
		assertThat(ListElements.of("a,b,c,d", 2)).isEqualTo(List.of("a", "b"));
		assertThat(ListElements.of(",,,a,b", 1)).containsExactly("a");
	}

}
