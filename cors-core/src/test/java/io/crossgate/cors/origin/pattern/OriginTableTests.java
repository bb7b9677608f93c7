package io.crossgate.cors.origin.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.origin.SampleSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of origins against a map, on strings of which many have one hash.
 */
class OriginTableTests {

	private static final long SEED = Long.getLong("test.seed", 20261130L);

	private static final int ROUNDS = SampleSize.of(20_000);

	private final Random random = new Random(SEED);

	@Test
	void agreesWithAMap() {
		for (int round = 0; round < ROUNDS; round++) {
			String[] entries = entries(this.random.nextInt(40));
			OriginTable table = new OriginTable(entries, this.random.nextInt(entries.length + 1));
			Map<String, Integer> map = new HashMap<>();
			for (int i = 0; i < entries.length; i++) {
				if (this.random.nextInt(5) > 0) {
					assertThat(table.add(i)).isEqualTo(map.putIfAbsent(entries[i], i) == null);
				}
			}
			check("round " + round, table, map);
			check("trimmed, round " + round, table.trimmed(), map);
			checkMoved("moved, round " + round, table, map);
		}
	}

	/** Some origins stay, where they are or elsewhere; some go, and others come. */
	private void checkMoved(String description, OriginTable table, Map<String, Integer> before) {
		List<String> entries = new ArrayList<>(List.of(entries(this.random.nextInt(8))));
		int leaving = this.random.nextInt(4);
		before.keySet().stream().filter((entry) -> this.random.nextInt(8) >= leaving).forEach(entries::add);
		Collections.shuffle(entries, this.random);
		int size = before.values().stream().mapToInt((position) -> position + 1).max().orElse(0);
		int[] numbers = new int[size];
		OriginTable added = new OriginTable(entries.toArray(String[]::new), 0);
		Map<String, Integer> map = new HashMap<>();
		int kept = 0;
		for (int i = 0; i < entries.size(); i++) {
			if (map.putIfAbsent(entries.get(i), i) == null) {
				Integer position = before.get(entries.get(i));
				if (position != null) {
					numbers[position] = i + 1;
					kept++;
				}
				else {
					assertThat(added.add(i)).isTrue();
				}
			}
		}
		check(description, table.moved(numbers, kept, added), map);
		check(description + ", as it was", table, before);
	}

	private static void check(String description, OriginTable table, Map<String, Integer> map) {
		assertThat(table.size()).as("%s, seed %s", description, SEED).isEqualTo(map.size());
		assertThat(IntStream.of(table.positions()).boxed()).as("%s, seed %s", description, SEED)
			.containsExactlyInAnyOrderElementsOf(map.values());
		for (int i = 0; i < 60; i++) {
			String text = text(i);
			assertThat(table.find(text)).as("%s, seed %s: %s", description, SEED, text)
				.isEqualTo(map.getOrDefault(text, -1));
		}
	}

	@Test
	void aTableThatHasItsSizeIsNotCopied() {
		OriginTable table = new OriginTable(new String[] { "a", "b" }, 2);
		table.add(0);
		assertThat(table.trimmed()).isSameAs(table);
		OriginTable roomy = new OriginTable(new String[] { "a", "b" }, 20);
		roomy.add(1);
		assertThat(roomy.trimmed()).isNotSameAs(roomy);
		assertThat(roomy.trimmed().find("b")).isEqualTo(1);
	}

	private String[] entries(int size) {
		return IntStream.range(0, size).mapToObj((i) -> text(this.random.nextInt(60))).toArray(String[]::new);
	}

	/** Of 60 texts, 32 have one of two hashes: "Aa" and "BB" have the same. */
	private static String text(int number) {
		if (number >= 32) {
			return "https://a" + number + ".example";
		}
		StringBuilder text = new StringBuilder((number < 16) ? "x" : "y");
		for (int bit = 1; bit < 16; bit *= 2) {
			text.append(((number & bit) != 0) ? "Aa" : "BB");
		}
		return text.toString();
	}

}
