package io.crossgate.cors.browser;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.crossgate.cors.browser.FetchResult.ResponseType;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.TokenList;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * The response headers a script can read.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-filtered-response">Fetch, filtered
 * responses</a>
 */
final class ExposedHeaders {

	private ExposedHeaders() {
	}

	/**
	 * Return the names of the headers a script can read.
	 * @param headers the headers of the response
	 * @param type the type of the response
	 * @param credentials whether the credentials mode is {@code include}
	 * @return the names in lower case and in order
	 */
	static Set<String> names(HeaderList headers, ResponseType type, boolean credentials) {
		return switch (type) {
			case BASIC -> readable(headers, (name) -> true);
			case CORS -> {
				TokenList listed = TokenList.of(headers, HeaderNames.EXPOSE_HEADERS);
				boolean all = listed.contains("*") && !credentials;
				yield readable(headers, (name) -> all || HeaderNames.SAFELISTED_RESPONSE.contains(name)
						|| listed.containsIgnoringCase(name));
			}
			case OPAQUE, OPAQUE_REDIRECT, ERROR -> Set.of();
		};
	}

	private static Set<String> readable(HeaderList headers, Predicate<String> exposed) {
		Set<String> names = new TreeSet<>(headers.names());
		names.removeIf((name) -> HeaderNames.FORBIDDEN_RESPONSE.contains(name) || !exposed.test(name));
		return names;
	}

}
