package io.crossgate.cors.util;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Suggests the known word closest to a misspelt one.
 *
 * @since 0.1.0
 */
public final class SpellingSuggester {

	private SpellingSuggester() {
	}

	/**
	 * Finds the nearest of the words that could have been meant.
	 * @param written what was written
	 * @param words the words that mean something
	 * @return the nearest word, or empty if none is near: at most one letter in three may
	 * differ
	 */
	public static Optional<String> nearest(String written, Collection<String> words) {
		String lower = written.toLowerCase(Locale.ROOT);
		int limit = Math.max(1, lower.length() / 3);
		@Nullable String nearest = null;
		for (String word : words) {
			// The distance is no less than what one is longer, and what is written may be
			// endless.
			if (Math.abs(lower.length() - word.length()) <= limit) {
				int distance = distance(lower, word.toLowerCase(Locale.ROOT));
				if (distance <= limit) {
					limit = distance - 1;
					nearest = word;
				}
			}
		}
		return Optional.ofNullable(nearest);
	}

	/** Letters to insert, delete or replace. */
	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int replaced = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[b.length()];
	}

}
