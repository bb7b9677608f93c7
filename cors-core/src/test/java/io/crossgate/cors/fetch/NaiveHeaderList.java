package io.crossgate.cors.fetch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.crossgate.cors.fetch.AllowedHeaders.Answer;

/**
 * The rules for requested header names once more: split, strip, compare.
 */
public final class NaiveHeaderList {

	private NaiveHeaderList() {
	}

	public static Answer check(List<String> declared, List<String> lines) {
		List<String> allowed = declared.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList();
		int characters = 0;
		int names = 0;
		int empty = 0;
		for (int i = 0; i < lines.size(); i++) {
			characters += lines.get(i).length();
			if (i == 16 || characters > 8192) {
				return Answer.TOO_LARGE;
			}
			for (String element : lines.get(i).split(",", -1)) {
				String name = strip(element);
				if (!name.isEmpty() && !Tokens.isToken(name)) {
					return Answer.MALFORMED;
				}
				if (name.isEmpty() ? ++empty > 64 : ++names > 256 || name.length() > 256) {
					return Answer.TOO_LARGE;
				}
				boolean wildcard = allowed.contains("*") && !HeaderNames.isRouting(name) && !name.equals("*");
				String lowerCase = name.toLowerCase(Locale.ROOT);
				boolean family = !HeaderNames.isRouting(name) && allowed.stream()
					.filter((entry) -> entry.matches("[^*]{2,}-\\*"))
					.map((entry) -> entry.substring(0, entry.length() - 1))
					.anyMatch((prefix) -> lowerCase.startsWith(prefix) && !lowerCase.equals(prefix));
				boolean listed = !name.equals("*") && !name.endsWith("-*") && allowed.contains(lowerCase);
				if (!name.isEmpty() && !wildcard && !listed && !family) {
					return Answer.NOT_ALLOWED;
				}
			}
		}
		return Answer.ALLOWED;
	}

	private static String strip(String element) {
		return element.replaceAll("^[ \t]+|[ \t]+$", "");
	}

	public static Set<String> names(List<String> lines) {
		Set<String> names = new LinkedHashSet<>();
		for (String element : String.join(",", lines).split(",", -1)) {
			names.add(strip(element).toLowerCase(Locale.ROOT));
		}
		names.remove("");
		return names;
	}

}
