package io.crossgate.cors.origin;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginCorrector;
import io.crossgate.cors.origin.pattern.OriginSyntax;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.ProblemCode;

/**
 * A tuple origin in the one spelling browsers send: scheme, host, and the port unless it
 * is the scheme's default. Equal origins are {@code equals}.
 * <ul>
 * <li>permitted: {@code https://app.example.com}, {@code http://localhost:3000},
 * {@code http://[::1]:8080}, {@code https://xn--bcher-kva.example},
 * {@code capacitor://localhost}, {@code chrome-extension://<id>}</li>
 * <li>prohibited, because no browser sends them: {@code https://app.example.com/} (path),
 * {@code HTTPS://APP.EXAMPLE.COM} (case), {@code https://app.example.com:443} (default
 * port), {@code app.example.com} (no scheme), {@code https://bücher.example} (not in
 * punycode), {@code https://user@example.com}, {@code null} (an opaque origin identifies
 * no site)</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin header</a>
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin">
 * HTML, serialization of an origin</a>
 */
public final class Origin {

	private final String serialised;

	private final int schemeEnd;

	private final int hostEnd;

	private Origin(String serialised) {
		this.serialised = serialised;
		int hostStart = OriginSyntax.hostStart(serialised);
		this.schemeEnd = hostStart - 3;
		this.hostEnd = OriginSyntax.hostEnd(serialised, hostStart);
	}

	/**
	 * Parses what stands in an {@code Origin} header.
	 * @param value the header's value
	 * @return the origin, or empty if no browser would send the value for a page that has
	 * an origin of its own
	 */
	public static Optional<Origin> parse(@Nullable String value) {
		return (value != null && isCanonical(value)) ? Optional.of(new Origin(value)) : Optional.empty();
	}

	/**
	 * Parses an origin that a person wrote.
	 * @param value an origin
	 * @return the origin
	 * @throws MalformedOriginException if it isn't in the spelling browsers send; carries
	 * the corrected value where that is certain
	 */
	public static Origin of(String value) {
		if (!isCanonical(value)) {
			MalformedOriginException ex = OriginCorrector.explain(value);
			List<String> corrections = ex.corrections();
			throw new MalformedOriginException(ProblemCode.MALFORMED_ORIGIN, String.valueOf(ex.getMessage()),
					(corrections.size() == 1 && isCanonical(corrections.get(0))) ? corrections : List.of());
		}
		return new Origin(value);
	}

	/**
	 * Return whether a value is exactly what a browser would send, without allocating
	 * anything.
	 * @param value any string
	 * @return whether {@link #parse} would succeed
	 */
	public static boolean isCanonical(String value) {
		return OriginSyntax.isCanonical(value);
	}

	/**
	 * Return the scheme.
	 * @return the scheme, in lower case, without the colon
	 */
	public String scheme() {
		return this.serialised.substring(0, this.schemeEnd);
	}

	/**
	 * Return the host.
	 * @return a domain, an IPv4 address, or an IPv6 address in brackets
	 */
	public String host() {
		return this.serialised.substring(this.schemeEnd + 3, this.hostEnd);
	}

	/**
	 * Return the port as written.
	 * @return the port, or -1 if it is the scheme's default
	 */
	public int port() {
		return (this.hostEnd == this.serialised.length()) ? -1
				: OriginSyntax.parsePort(this.serialised, this.hostEnd + 1);
	}

	/**
	 * Return whether a page of this origin is served by the user's own machine.
	 * @return whether the host is {@code localhost} or a name below it, with or without a
	 * dot at its end, in 127.0.0.0/8 or {@code [::1]}
	 */
	public boolean isLoopback() {
		return isLoopback(host());
	}

	/**
	 * Return the same for a host alone.
	 * @param host a domain, an IPv4 address, or an IPv6 address in brackets
	 * @return whether the host is the user's own machine
	 */
	public static boolean isLoopback(String host) {
		return OriginSyntax.isLoopback(host);
	}

	/**
	 * Return the default port of a scheme.
	 * @param scheme a scheme in lower case, such as {@code https} or {@code ws}
	 * @return the port that browsers leave out, or -1 if the scheme has none
	 * @see <a href="https://url.spec.whatwg.org/#default-port">URL, default port</a>
	 */
	public static int defaultPort(String scheme) {
		int port = OriginSyntax.defaultPort(scheme, scheme.length());
		return (port == 0) ? -1 : port;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Origin origin && this.serialised.equals(origin.serialised);
	}

	@Override
	public int hashCode() {
		return this.serialised.hashCode();
	}

	/**
	 * Return the origin as it stands in the header.
	 */
	@Override
	public String toString() {
		return this.serialised;
	}

}
