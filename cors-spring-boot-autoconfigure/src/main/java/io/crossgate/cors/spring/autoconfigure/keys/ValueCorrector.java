package io.crossgate.cors.spring.autoconfigure.keys;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * What was meant by a value that is not of its property's type. Only ever suggested;
 * {@code null} where it is not clear.
 */
final class ValueCorrector {

	private static final List<String> TRUE = List.of("true", "on", "yes", "1", "y", "t", "enabled", "enable");

	private static final List<String> FALSE = List.of("false", "off", "no", "0", "n", "f", "disabled", "disable");

	/** A number with or without a fraction, and the word behind it. */
	private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([a-z]*)[\\s,]*(?:and\\s+)?");

	private static final Map<String, Integer> SECONDS = Map.ofEntries(Map.entry("s", 1), Map.entry("sec", 1),
			Map.entry("secs", 1), Map.entry("second", 1), Map.entry("seconds", 1), Map.entry("m", 60),
			Map.entry("min", 60), Map.entry("mins", 60), Map.entry("minute", 60), Map.entry("minutes", 60),
			Map.entry("h", 3600), Map.entry("hr", 3600), Map.entry("hrs", 3600), Map.entry("hour", 3600),
			Map.entry("hours", 3600), Map.entry("d", 86400), Map.entry("day", 86400), Map.entry("days", 86400));

	private ValueCorrector() {
	}

	static @Nullable String flag(String written) {
		String text = written.strip().toLowerCase(Locale.ROOT);
		String word = text.split("\\s", 2)[0];
		if (TRUE.contains(word) || FALSE.contains(word)) {
			return Boolean.toString(TRUE.contains(word));
		}
		for (String candidate : List.of("true", "false")) {
			if (Arrays.equals(sorted(word), sorted(candidate))) {
				return candidate;
			}
		}
		return SpellingSuggester.nearest(word, List.of("true", "false")).orElse(null);
	}

	private static int[] sorted(String word) {
		return word.chars().sorted().toArray();
	}

	static @Nullable String choice(String written, List<String> words) {
		String uniform = CorsPolicy.uniformName(written.strip());
		if (uniform.equals("403") && words.contains("reject")) {
			return "reject";
		}
		if (uniform.equals("false") && words.contains("off")) {
			// What YAML makes of the word.
			return "off";
		}
		List<String> begun = words.stream()
			.filter((word) -> !uniform.isEmpty() && CorsPolicy.uniformName(word).startsWith(uniform))
			.toList();
		return (begun.size() == 1) ? begun.get(0)
				: SpellingSuggester.nearest(written.strip().replace('_', '-'), words).orElse(null);
	}

	static @Nullable String number(String written) {
		Matcher number = Pattern.compile("\\s*(\\d{1,9})\\b.*").matcher(written);
		return number.matches() ? number.group(1) : null;
	}

	/** Return the sum of hours, minutes and seconds in one unit. */
	static @Nullable String duration(String written) {
		String text = written.strip().toLowerCase(Locale.ROOT);
		Matcher amount = AMOUNT.matcher(text);
		BigDecimal sum = BigDecimal.ZERO;
		int unit = 0;
		int end = 0;
		while (end < text.length() && amount.find(end) && amount.start() == end) {
			boolean bare = amount.group(2).isEmpty();
			Integer seconds = bare ? Integer.valueOf((unit == 3600) ? 60 : 1) : SECONDS.get(amount.group(2));
			if (seconds == null || (unit != 0 && seconds >= unit) || (unit == 0 && bare)) {
				return null;
			}
			unit = seconds;
			sum = sum.add(new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(seconds)));
			end = amount.end();
		}
		boolean whole = end > 0 && end == text.length() && sum.stripTrailingZeros().scale() <= 0;
		return whole ? written(sum.longValue()) : null;
	}

	private static String written(long seconds) {
		if (seconds == 0 || seconds % 60 != 0) {
			return seconds + "s";
		}
		return (seconds % 3600 == 0) ? seconds / 3600 + "h" : seconds / 60 + "m";
	}

}
