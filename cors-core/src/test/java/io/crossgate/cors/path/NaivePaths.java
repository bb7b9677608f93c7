package io.crossgate.cors.path;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules for path patterns once more: a regular expression for each, and the most
 * specific of those that match is the one that none of the others is below.
 */
public final class NaivePaths {

	private NaivePaths() {
	}

	/**
	 * Finds the patterns that match a decoded path and have none below them that does:
	 * none, one, or several if neither is more specific.
	 */
	public static Set<String> find(Collection<String> patterns, String path) {
		List<String> matching = patterns.stream().filter((pattern) -> matches(pattern, path)).toList();
		return matching.stream()
			.filter((one) -> matching.stream().noneMatch((other) -> !other.equals(one) && isBelow(other, one)))
			.collect(Collectors.toSet());
	}

	static boolean matches(String pattern, String path) {
		StringBuilder expression = new StringBuilder();
		for (String segment : segments(pattern)) {
			switch (segment) {
				case "**" -> expression.append("(/.*)?");
				case "*" -> expression.append("/[^/]+");
				default -> expression.append('/').append(Pattern.quote(segment));
			}
		}
		return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(path).matches();
	}

	/** Each segment is the other's, or stands where that has a wildcard. */
	private static boolean isBelow(String pattern, String other) {
		List<String> one = segments(pattern);
		List<String> two = segments(other);
		for (int i = 0; i < two.size(); i++) {
			if (two.get(i).equals("**")) {
				return true;
			}
			boolean wildcard = two.get(i).equals("*") && i < one.size() && !one.get(i).equals("**");
			if (!wildcard && (i >= one.size() || !one.get(i).equals(two.get(i)))) {
				return false;
			}
		}
		return one.size() == two.size();
	}

	private static List<String> segments(String pattern) {
		return List.of(pattern.replaceAll("\\{[^/]*}", "*").substring(1).split("/", -1));
	}

}
