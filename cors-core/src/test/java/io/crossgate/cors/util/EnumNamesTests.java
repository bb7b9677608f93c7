package io.crossgate.cors.util;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How constants are spelt where people and programs read them.
 */
class EnumNamesTests {

	@Test
	void kebabCaseSeparatesWordsByDashes() {
		assertThat(EnumNames.kebabCase(Sample.ONE)).isEqualTo("one");
		assertThat(EnumNames.kebabCase(Sample.TWO_OR_THREE)).isEqualTo("two-or-three");
	}

	enum Sample {

		ONE, TWO_OR_THREE

	}

}
