package io.crossgate.cors.origin.pattern;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.SpellingSuggester;

/**
 * The schemes of web pages, written wrongly. Other schemes are applications' own and
 * can't be misspelt, unless they look like one of these two.
 */
final class SchemeCorrector {

	private static final List<String> WEB = List.of("https", "http");

	private SchemeCorrector() {
	}

	/** Return the scheme that was meant, or {@code null} if it is spelt correctly. */
	static @Nullable String correct(String scheme) {
		return WEB.contains(scheme) ? null : SpellingSuggester.nearest(scheme, WEB).orElse(null);
	}

	/**
	 * Writes {@code https//}, {@code https:/} and the like as {@code https://}, puts a
	 * scheme before what has none or a star for it, and leaves every other text as it is.
	 */
	static String repair(String written) {
		boolean any = written.startsWith("*://") || written.startsWith("*//");
		String text = any ? written.substring(1) : written;
		if (text.indexOf("://") > 0) {
			return text;
		}
		for (String scheme : WEB) {
			if (text.regionMatches(true, 0, scheme, 0, scheme.length()) && isSeparator(text, scheme.length())) {
				return scheme + "://" + withoutSeparators(text.substring(scheme.length()));
			}
		}
		String rest = withoutSeparators(text);
		return (isLocal(rest) ? "http://" : "https://") + rest;
	}

	private static boolean isLocal(String text) {
		return text.startsWith("localhost") || text.startsWith("127.") || text.startsWith("[::1]");
	}

	private static String withoutSeparators(String text) {
		int i = 0;
		while (isSeparator(text, i)) {
			i++;
		}
		return text.substring(i);
	}

	private static boolean isSeparator(String text, int at) {
		return text.startsWith(":", at) || text.startsWith("/", at);
	}

}
