package io.crossgate.cors.origin;

import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code allowed-origins} or {@code allowed-origin-patterns}, parsed.
 * <ul>
 * <li>{@code https://app.example.com}: exactly this origin</li>
 * <li>{@code https://*.example.com}: every host below {@code example.com}, at any depth;
 * not {@code example.com} itself</li>
 * <li>{@code https://shop-*-acme.vercel.app}: one label; the star stands for one or more
 * letters, digits and hyphens</li>
 * <li>{@code http://localhost:*}: every port, the default one included</li>
 * <li>{@code *} or {@code any}: every origin</li>
 * <li>{@code null}: opaque origins, which any site can produce</li>
 * </ul>
 * Prohibited: {@code https://*} and {@code *://*} (say {@code *}),
 * {@code https://a.*.example.com}, {@code https://*.*.example.com},
 * {@code https://*.0.0.1}, {@code capacitor://*}, port lists, regular expressions. A
 * wildcard never matches an IP address, an empty label or the {@code null} origin.
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
		return Origin.isLoopback(this.host);
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
