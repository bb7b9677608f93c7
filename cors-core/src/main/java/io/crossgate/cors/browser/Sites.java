package io.crossgate.cors.browser;

/**
 * How near two URLs are to each other, and how far a browser trusts the way to one. Sites
 * only decide {@code Sec-Fetch-Site} and {@code Cross-Origin-Resource-Policy}, never the
 * CORS check; that is why an approximation will do here instead of the public suffix
 * list: the last two labels, or three where the middle one is a common second level of a
 * country.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/browsers.html#sites">HTML,
 * sites</a>
 */
final class Sites {

	private static final String SECOND_LEVEL = " ac co com edu gov ne net or org ";

	private Sites() {
	}

	static boolean isSame(WebUrl a, WebUrl b) {
		return a.scheme().equals(b.scheme()) && isSchemelesslySame(a, b);
	}

	static boolean isSchemelesslySame(WebUrl a, WebUrl b) {
		return registrableDomain(host(a)).equals(registrableDomain(host(b)));
	}

	/** Whether the {@code Sec-Fetch-*} headers are sent there. */
	static boolean isPotentiallyTrustworthy(WebUrl url) {
		return url.scheme().equals("https") || url.scheme().equals("wss") || isLoopback(url);
	}

	static boolean isLoopback(WebUrl url) {
		String host = host(url);
		String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		return name.equals("localhost") || name.endsWith(".localhost") || host.equals("[::1]")
				|| (host.startsWith("127.") && Ipv4.endsInNumber(host));
	}

	private static String host(WebUrl url) {
		return (url.host() != null) ? url.host() : "";
	}

	private static String registrableDomain(String host) {
		if (host.startsWith("[") || Ipv4.endsInNumber(host)) {
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
