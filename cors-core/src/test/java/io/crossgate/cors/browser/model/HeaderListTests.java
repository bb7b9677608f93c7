package io.crossgate.cors.browser.model;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.browser.protocol.TokenList;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderListTests {

	private final HeaderList headers = HeaderList.none().with("X-B", " 1\t").with("x-a", "").with("x-b", "2, 3");

	@Test
	void linesAreJoinedInOrder() {
		assertThat(this.headers.get("X-b")).isEqualTo("1, 2, 3");
		assertThat(this.headers.get("X-A")).isEmpty();
		assertThat(this.headers.get("X-C")).isNull();
	}

	@Test
	void linesStayAsTheyAre() {
		assertThat(this.headers.values("X-B")).containsExactly(" 1\t", "2, 3");
		assertThat(this.headers.names()).containsExactly("x-a", "x-b");
		assertThat(this.headers.contains("X-A")).isTrue();
		assertThat(this.headers.without(Set.of("x-b")).names()).containsExactly("x-a");
	}

	@Test
	void aValueIsCombinedWithTheFirstLineOfItsName() {
		HeaderList combined = this.headers.combined("X-B", "4").combined("X-C", "5");
		assertThat(combined.values("x-b")).containsExactly(" 1\t, 4", "2, 3");
		assertThat(combined.lines()).last().isEqualTo(new HeaderList.Line("X-C", "5"));
	}

	@Test
	void aHeadersObjectGivesEachNameOnceAndInOrder() {
		assertThat(HeaderList.none().with("X-B", "1").with("x-a", "").with("x-b", "2, 3").sortedAndCombined().lines())
			.containsExactly(new HeaderList.Line("x-a", ""), new HeaderList.Line("x-b", "1, 2, 3"));
	}

	@Test
	void aListIsReadOverAllLines() {
		HeaderList list = HeaderList.none().with("L", ", a ,\tb,,").with("l", "C").with("L", "");
		assertThat(TokenList.of(list, "l").tokens()).containsExactly("a", "b", "C");
		assertThat(TokenList.of(list, "l").contains("c")).isFalse();
		assertThat(TokenList.of(list, "l").containsIgnoringCase("c")).isTrue();
	}

	@Test
	void oneBadElementSpoilsTheWholeList() {
		for (String bad : List.of("x y", "a;b", "\"q\"", "a:b", "ä")) {
			TokenList list = TokenList.of(HeaderList.none().with("L", "a").with("L", "b, " + bad + " ,c d"), "L");
			assertThat(list.tokens()).isEmpty();
			assertThat(list.invalid()).isEqualTo(bad);
		}
	}

}
