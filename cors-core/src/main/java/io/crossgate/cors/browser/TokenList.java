package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.ListElements;
import io.crossgate.cors.fetch.Tokens;

/**
 * A header whose value is a list of tokens, over all its lines. One element that is no
 * token spoils the whole list, not only itself.
 *
 * @param tokens the tokens, none of them if one is invalid
 * @param invalid the first element that is no token
 * @see <a href="https://fetch.spec.whatwg.org/#extract-header-list-values">Fetch, extract
 * header list values</a>
 */
record TokenList(List<String> tokens, @Nullable String invalid) {

	static TokenList of(HeaderLines headers, String name) {
		List<String> tokens = new ArrayList<>();
		for (String line : headers.values(name)) {
			for (String element : ListElements.of(line, Integer.MAX_VALUE)) {
				if (!Tokens.isToken(element)) {
					return new TokenList(List.of(), element);
				}
				tokens.add(element);
			}
		}
		return new TokenList(List.copyOf(tokens), null);
	}

	boolean contains(String token) {
		return this.tokens.contains(token);
	}

	boolean containsIgnoringCase(String lowerCaseToken) {
		return this.tokens.stream().anyMatch((token) -> Tokens.toAsciiLowerCase(token).equals(lowerCaseToken));
	}

	/** Takes tabs and spaces from both ends. */
	static String trim(String value) {
		int start = 0;
		int end = value.length();
		while (start < end && isBlank(value.charAt(start))) {
			start++;
		}
		while (end > start && isBlank(value.charAt(end - 1))) {
			end--;
		}
		return value.substring(start, end);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

}
