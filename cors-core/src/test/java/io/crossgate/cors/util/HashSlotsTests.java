package io.crossgate.cors.util;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HashSlotsTests {

	@ParameterizedTest(name = "{0}, {1} of them")
	@CsvSource({ "svc%d, 10", "svc%d, 1000", "svc%d, 10000", "tenant%d, 1000", "tenant%d, 10000", "order-%d-x, 1000",
			"x-header-%d, 256", "%d, 10000" })
	void namesInARowStandApart(String pattern, int count) {
		int size = Integer.highestOneBit(count) * 4;
		boolean[] taken = new boolean[size];
		long looks = 0;
		for (int i = 0; i < count; i++) {
			int slot = HashSlots.first(pattern.formatted(i).hashCode(), size);
			for (looks++; taken[slot]; looks++) {
				slot = (slot + 1) & (size - 1);
			}
			taken[slot] = true;
		}
		// Of a table half full, chance would look at one and a half on average.
		assertThat(looks).isLessThan(2L * count);
	}

	@Test
	void everySlotIsInTheTable() {
		Map<Integer, Integer> uses = new TreeMap<>();
		for (int hash = Integer.MIN_VALUE; hash < Integer.MAX_VALUE - 65_521; hash += 65_521) {
			uses.merge(HashSlots.first(hash, 2), 1, Integer::sum);
			assertThat(HashSlots.first(hash, 1 << 30)).isBetween(0, (1 << 30) - 1);
		}
		assertThat(uses).containsOnlyKeys(0, 1);
	}

}
