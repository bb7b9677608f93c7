package io.crossgate.cors.fetch;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpListTests {

	@Test
	void blanksAroundElementsAndEmptyElementsMeanNothing() {
		assertThat(HttpList.of("x-a", 9)).containsExactly("x-a");
		assertThat(HttpList.of(" x-a\t, ,,\tx-b ,", 9)).containsExactly("x-a", "x-b");
		assertThat(HttpList.of("", 9)).isEmpty();
		assertThat(HttpList.of(" ,\t", 9)).isEmpty();
	}

	@Test
	void whatElementsMeanIsNotItsMatter() {
		assertThat(HttpList.of("a b;q=1,\u00a0c\r\n", 9)).containsExactly("a b;q=1", "\u00a0c\r\n");
	}

	@Test
	void readsOnlySoMany() {
		assertThat(HttpList.of("a,b,c,d", 2)).isEqualTo(List.of("a", "b"));
		assertThat(HttpList.of(",,,a,b", 1)).containsExactly("a");
	}

}
