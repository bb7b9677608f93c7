package io.crossgate.cors.browser;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * Decides which response headers a script sees.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-filtered-response">Fetch, filtered
 * responses</a>
 */
final class Exposure {

	private Exposure() {
	}

	/** The names in lower case and sorted. */
	static Set<String> names(HeaderLines headers, ResponseType type, boolean credentials) {
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

	private static Set<String> readable(HeaderLines headers, Predicate<String> exposed) {
		Set<String> names = new TreeSet<>(headers.names());
		names.removeIf((name) -> HeaderNames.FORBIDDEN_RESPONSE.contains(name) || !exposed.test(name));
		return names;
	}

}
