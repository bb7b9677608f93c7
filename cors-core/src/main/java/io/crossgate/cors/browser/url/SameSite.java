package io.crossgate.cors.browser.url;

/**
 * Whether two URLs are same site, and whether one is potentially trustworthy. Sites only
 * decide {@code Sec-Fetch-Site} and {@code Cross-Origin-Resource-Policy}, never the CORS
 * check. Therefore an approximation replaces the public suffix list: the last two labels,
 * or three where the middle one is a common second level of a country.
 *
 * @since 0.1.0
 * @see <a href="https://html.spec.whatwg.org/multipage/browsers.html#sites">HTML,
 * sites</a>
 */
public final class SameSite {

	private static final String SECOND_LEVEL = " ac co com edu gov ne net or org ";

	private SameSite() {
	}

	/**
	 * Return whether two URLs are same site.
	 * @param a a URL
	 * @param b another
	 * @return whether scheme and registrable domain are the same
	 */
	public static boolean isSame(WebUrl a, WebUrl b) {
		return a.scheme().equals(b.scheme()) && isSchemelesslySame(a, b);
	}

	/**
	 * Return whether two URLs are schemelessly same site.
	 * @param a a URL
	 * @param b another
	 * @return whether the registrable domain is the same
	 */
	public static boolean isSchemelesslySame(WebUrl a, WebUrl b) {
		return registrableDomain(host(a)).equals(registrableDomain(host(b)));
	}

	/**
	 * Return whether a URL is potentially trustworthy, so that it is sent
	 * {@code Sec-Fetch-*}.
	 * @param url a URL
	 * @return whether it is secure or loopback
	 */
	public static boolean isPotentiallyTrustworthy(WebUrl url) {
		return url.scheme().equals("https") || url.scheme().equals("wss") || isLoopback(url);
	}

	/**
	 * Return whether the host of a URL is loopback.
	 * @param url a URL
	 * @return whether it is {@code localhost}, a name below it, or a loopback address
	 */
	public static boolean isLoopback(WebUrl url) {
		String host = host(url);
		String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		return name.equals("localhost") || name.endsWith(".localhost") || host.equals("[::1]")
				|| (host.startsWith("127.") && Ipv4Parser.endsInNumber(host));
	}

	private static String host(WebUrl url) {
		return (url.host() != null) ? url.host() : "";
	}

	private static String registrableDomain(String host) {
		if (host.startsWith("[") || Ipv4Parser.endsInNumber(host)) {
			return host;
		}
		int last = host.lastIndexOf('.');
		int second = host.lastIndexOf('.', last - 1);
		boolean country = last >= 0 && host.length() - last == 3;
		if (country && second >= 0 && SECOND_LEVEL.contains(" " + host.substring(second + 1, last) + " ")) {
			second = host.lastIndexOf('.', second - 1);
		}
		return host.substring(second + 1);
	}

}
