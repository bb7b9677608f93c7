package io.crossgate.cors.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Durations as configuration has them: {@code 30m}, {@code 2h}, {@code 600} for seconds,
 * or ISO 8601.
 */
final class DurationText {

	private DurationText() {
	}

	/** Return a duration in its largest whole unit up to hours. */
	static String of(Duration duration) {
		long seconds = duration.getSeconds();
		if (duration.isZero()) {
			return "0";
		}
		if (duration.getNano() != 0) {
			return duration.toString();
		}
		return (seconds % 3600 == 0) ? seconds / 3600 + "h" : (seconds % 60 == 0) ? seconds / 60 + "m" : seconds + "s";
	}

	/**
	 * Reads a duration; a number without unit counts seconds.
	 * @throws IllegalArgumentException if it is none
	 */
	static Duration parse(String text) {
		String lower = text.strip().toLowerCase(Locale.ROOT);
		boolean iso = lower.indexOf('p') >= 0;
		int unit = lower.length();
		while (unit > 0 && Character.isLetter(lower.charAt(unit - 1))) {
			unit--;
		}
		try {
			if (iso) {
				return Duration.parse(lower);
			}
			long amount = Long.parseLong(lower.substring(0, unit));
			return switch (lower.substring(unit)) {
				case "ns" -> Duration.ofNanos(amount);
				case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1000L));
				case "ms" -> Duration.ofMillis(amount);
				case "", "s" -> Duration.ofSeconds(amount);
				case "m" -> Duration.ofMinutes(amount);
				case "h" -> Duration.ofHours(amount);
				case "d" -> Duration.ofDays(amount);
				default -> throw new IllegalArgumentException("Not a duration: " + text);
			};
		}
		catch (NumberFormatException | DateTimeParseException | ArithmeticException ex) {
			throw new IllegalArgumentException("Not a duration: " + text, ex);
		}
	}

}
