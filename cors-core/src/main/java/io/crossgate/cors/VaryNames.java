package io.crossgate.cors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * The request headers an answer depends on. There are only a few choices, so that a
 * thousand policies share them.
 *
 * @param names the headers' names
 * @param line the same as one line
 * @see <a href="https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches">Fetch, CORS
 * protocol and HTTP caches</a>
 */
record VaryNames(List<String> names, String line) {

	static final VaryNames NONE = of();

	static final VaryNames ORIGIN = of(HeaderNames.ORIGIN);

	private static final VaryNames PREFLIGHT = of(HeaderNames.ORIGIN, HeaderNames.REQUEST_METHOD,
			HeaderNames.REQUEST_HEADERS);

	private static final VaryNames PREFLIGHT_OF_ANY_ORIGIN = of(HeaderNames.REQUEST_METHOD,
			HeaderNames.REQUEST_HEADERS);

	private static final VaryNames PRIVATE_PREFLIGHT = of(HeaderNames.ORIGIN, HeaderNames.REQUEST_METHOD,
			HeaderNames.REQUEST_HEADERS, HeaderNames.REQUEST_PRIVATE_NETWORK);

	private static VaryNames of(String... names) {
		return new VaryNames(List.of(names), String.join(", ", names));
	}

	/** A policy that opens a private network to every origin is refused at start-up. */
	static VaryNames preflight(boolean anyOrigin, boolean privateNetwork) {
		if (anyOrigin) {
			return PREFLIGHT_OF_ANY_ORIGIN;
		}
		return privateNetwork ? PRIVATE_PREFLIGHT : PREFLIGHT;
	}

	/** Return these names and those of another answer. */
	VaryNames and(VaryNames other) {
		if (this.names.containsAll(other.names)) {
			return this;
		}
		if (other.names.containsAll(this.names)) {
			return other;
		}
		Set<String> all = new LinkedHashSet<>(this.names);
		all.addAll(other.names);
		return of(all.toArray(String[]::new));
	}

	boolean isEmpty() {
		return this.names.isEmpty();
	}

}
