package io.crossgate.cors.fetch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The request headers an answer depends on. There are only a few choices, so that a
 * thousand policies share them.
 *
 * @param names the headers' names
 * @param line the same as one line
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches">Fetch, CORS
 * protocol and HTTP caches</a>
 */
public record VaryNames(List<String> names, String line) {

	/** Every client gets the same. */
	public static final VaryNames NONE = of();

	/** The answer depends on the origin alone. */
	public static final VaryNames ORIGIN = of(HeaderNames.ORIGIN);

	private static final VaryNames PREFLIGHT = of(HeaderNames.ORIGIN, HeaderNames.REQUEST_METHOD,
			HeaderNames.REQUEST_HEADERS);

	private static final VaryNames PREFLIGHT_OF_ANY_ORIGIN = of(HeaderNames.REQUEST_METHOD,
			HeaderNames.REQUEST_HEADERS);

	private static final VaryNames PRIVATE_PREFLIGHT = of(HeaderNames.ORIGIN, HeaderNames.REQUEST_METHOD,
			HeaderNames.REQUEST_HEADERS, HeaderNames.REQUEST_PRIVATE_NETWORK);

	private static VaryNames of(String... names) {
		return new VaryNames(List.of(names), String.join(", ", names));
	}

	/**
	 * Return what the answer to a request that is no preflight depends on.
	 * @param anyOrigin whether every origin gets the same answer
	 * @param lookupHeaders the headers that decide about origins at run time
	 * @return the names
	 */
	public static VaryNames actual(boolean anyOrigin, List<String> lookupHeaders) {
		if (anyOrigin) {
			return NONE;
		}
		return lookupHeaders.isEmpty() ? ORIGIN : ORIGIN.and(of(lookupHeaders.toArray(String[]::new)));
	}

	/**
	 * Return what the answer to a preflight depends on. A policy that opens a private
	 * network to every origin is refused at start-up.
	 * @param anyOrigin whether every origin gets the same answer
	 * @param privateNetwork whether the policy opens a private network
	 * @return the names
	 */
	public static VaryNames preflight(boolean anyOrigin, boolean privateNetwork) {
		if (anyOrigin) {
			return PREFLIGHT_OF_ANY_ORIGIN;
		}
		return privateNetwork ? PRIVATE_PREFLIGHT : PREFLIGHT;
	}

	/**
	 * Return these names and those of another answer.
	 * @param other the other answer's names
	 * @return the names of both
	 */
	public VaryNames and(VaryNames other) {
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

	/**
	 * Return whether every client gets the same answer.
	 * @return whether there are no names
	 */
	public boolean isEmpty() {
		return this.names.isEmpty();
	}

}
