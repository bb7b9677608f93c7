package io.crossgate.cors.browser.protocol;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.fetch.HttpList;
import io.crossgate.cors.fetch.Tokens;

/**
 * A header whose value is a list of tokens, over all its lines. One element that is no
 * token makes the whole list invalid.
 *
 * @param tokens the tokens, none of them if one is invalid
 * @param invalid the first element that is no token
 * @see <a href="https://fetch.spec.whatwg.org/#extract-header-list-values">Fetch, extract
 * header list values</a>
 */
public record TokenList(List<String> tokens, @Nullable String invalid) {

	/**
	 * Parse a header.
	 * @param headers the headers
	 * @param name the name of the header
	 * @return the list, empty if there is no such header
	 */
	public static TokenList of(HeaderList headers, String name) {
		List<String> tokens = new ArrayList<>();
		for (String line : headers.values(name)) {
			for (String element : HttpList.of(line, Integer.MAX_VALUE)) {
				if (!Tokens.isToken(element)) {
					return new TokenList(List.of(), element);
				}
				tokens.add(element);
			}
		}
		return new TokenList(List.copyOf(tokens), null);
	}

	/**
	 * Return whether a token is in the list.
	 * @param token a token
	 * @return whether it is, in the same case
	 */
	public boolean contains(String token) {
		return this.tokens.contains(token);
	}

	/**
	 * Return whether a token is in the list, whatever its case.
	 * @param lowerCaseToken a token in lower case
	 * @return whether it is
	 */
	public boolean containsIgnoringCase(String lowerCaseToken) {
		return this.tokens.stream().anyMatch((token) -> Tokens.toAsciiLowerCase(token).equals(lowerCaseToken));
	}

}
