package io.crossgate.cors.origin.pattern;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.MalformedOriginException;

/**
 * One entry of {@code allowed-origins} or {@code allowed-origin-patterns}, parsed. What
 * entries there are is described at
 * {@link io.crossgate.cors.policy.CorsPolicy#allowedOrigins()}.
 *
 * @param kind what kind of entry it is
 * @param text the entry as written
 * @param scheme the scheme, or the empty string if the kind has none
 * @param host the host behind the wildcard, or the whole host if there is none in it
 * @param labelPrefix what stands before the star in the first label
 * @param labelSuffix what stands behind the star in the first label
 * @param port the port as written, {@code *} for every port, or the empty string
 * @since 0.1.0
 */
public record OriginPattern(Kind kind, String text, String scheme, String host, String labelPrefix, String labelSuffix,
		String port) {

	/**
	 * What an entry matches.
	 */
	public enum Kind {

		/** Every origin. */
		ANY,
		/** Opaque origins. */
		NULL,
		/** One origin. */
		EXACT,
		/** One host, every port. */
		HOST,
		/** Every host below a domain. */
		SUBDOMAINS,
		/** Hosts whose first label has a given beginning and end. */
		LABEL

	}

	static final String ANY_PORT = "*";

	/**
	 * Parses an entry.
	 * @param text the entry as written
	 * @return the pattern
	 * @throws MalformedOriginException if the entry could never match, or is outside the
	 * grammar; carries the problem code and, where certain, the corrected value
	 */
	public static OriginPattern parse(String text) {
		OriginPattern pattern = OriginPatternParser.parse(text);
		if (pattern == null) {
			throw OriginCorrector.explain(text);
		}
		return pattern;
	}

	static OriginPattern special(Kind kind, String text) {
		return new OriginPattern(kind, text, "", "", "", "", "");
	}

	/** Takes a canonical origin apart, whatever its scheme. */
	static OriginPattern exact(String origin) {
		int hostStart = OriginSyntax.hostStart(origin);
		int hostEnd = OriginSyntax.hostEnd(origin, hostStart);
		String scheme = origin.startsWith("https://") ? "https" : origin.substring(0, hostStart - 3);
		return new OriginPattern(Kind.EXACT, origin, scheme, origin.substring(hostStart, hostEnd), "", "",
				(hostEnd == origin.length()) ? "" : origin.substring(hostEnd + 1));
	}

	/**
	 * Return whether an entry as written allows every origin.
	 * @param text the entry as written
	 * @return whether it is {@code *} or {@code any}
	 */
	public static boolean isAny(String text) {
		return text.equals("*") || text.equals("any");
	}

	/**
	 * Return whether the entry has a wildcard over hosts.
	 * @return whether it matches hosts it does not name
	 */
	public boolean isHostWildcard() {
		return this.kind == Kind.SUBDOMAINS || this.kind == Kind.LABEL;
	}

	/**
	 * Return whether the entry matches every port.
	 * @return whether it ends in {@code :*}
	 */
	public boolean isAnyPort() {
		return this.port.equals(ANY_PORT);
	}

	/**
	 * Return whether pages of the matched origins are served by the user's own machine.
	 * @return whether the host is a loopback host
	 */
	public boolean isLoopback() {
		return OriginSyntax.isLoopback(this.host);
	}

	/**
	 * Return whether the matched origins are reached without encryption.
	 * @return whether the scheme is {@code http} and the host is not loopback
	 */
	public boolean isInsecure() {
		return this.scheme.equals("http") && !isLoopback();
	}

	@Override
	public String toString() {
		return this.text;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof OriginPattern pattern && this.text.equals(pattern.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

}
