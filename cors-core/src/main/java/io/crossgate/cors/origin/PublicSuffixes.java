package io.crossgate.cors.origin;

/**
 * The domains directly below which names can be registered. A lint for patterns, not a
 * security boundary; never asked while a request is decided.
 *
 * @since 0.1.0
 * @see <a href="https://publicsuffix.org/list/">Public Suffix List</a>
 */
@FunctionalInterface
public interface PublicSuffixes {

	/**
	 * Return whether names can be registered directly below a domain.
	 * @param domain a domain in lower case, in punycode, without a trailing dot
	 * @return whether it is a public suffix; an unknown single label is one
	 */
	boolean isPublicSuffix(String domain);

	/**
	 * Return the version of the list.
	 * @return the version of the list, such as {@code 2026-10-06_16-13-12_UTC}, or
	 * {@code unknown}
	 */
	default String version() {
		return "unknown";
	}

	/**
	 * Return the snapshot of the Public Suffix List that this library carries, with the
	 * names of registries and those of companies that give names to their customers. It
	 * is read when it is needed first.
	 * @return the snapshot
	 */
	static PublicSuffixes embedded() {
		return EmbeddedPublicSuffixes.INSTANCE;
	}

}
