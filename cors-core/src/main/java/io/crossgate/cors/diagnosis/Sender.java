package io.crossgate.cors.diagnosis;

import java.util.List;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.util.SafeText;

/**
 * Recognises requests that no browser has sent: servers and gateways that pass an
 * {@code Origin} on or make one up. Only messages are made of it.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch
 * Metadata, Sec-Fetch-Site</a>
 */
final class Sender {

	/** Every browser's name for itself begins so. */
	private static final String BROWSER = "Mozilla/";

	private static final List<String> METADATA = List.of(HeaderNames.SEC_FETCH_SITE, HeaderNames.SEC_FETCH_MODE,
			HeaderNames.SEC_FETCH_DEST);

	private Sender() {
	}

	/** Return what is to be said of the sender, or the empty string. */
	static String remark(CorsRequest request) {
		// A request that was made up for a question has no Host.
		boolean received = !request.lines(HeaderNames.HOST).isEmpty();
		if (!received || METADATA.stream().anyMatch((name) -> !request.lines(name).isEmpty())) {
			return "";
		}
		List<String> agents = request.lines(HeaderNames.USER_AGENT);
		boolean named = !agents.isEmpty() && agents.get(0).startsWith(BROWSER);
		if (named && (!isTrustworthy(request) || isHandshake(request))) {
			return "";
		}
		String sign = agents.isEmpty() ? "it has no User-Agent"
				: named ? "it has no Sec-Fetch-Site, which browsers of today send to https and to localhost"
						: "its User-Agent is " + SafeText.of(agents.get(0));
		return "It seems that no browser sent it: " + sign
				+ ". CORS is for pages in browsers; a server or gateway needs no Origin header.";
	}

	private static boolean isTrustworthy(CorsRequest request) {
		return request.scheme().equalsIgnoreCase("https") || request.scheme().equalsIgnoreCase("wss")
				|| Origin.isLoopback(request.host());
	}

	/** Some browsers send no metadata with a handshake. */
	private static boolean isHandshake(CorsRequest request) {
		return request.method().equals("CONNECT") || !request.lines(HeaderNames.UPGRADE).isEmpty();
	}

}
