package io.crossgate.cors;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;

/**
 * Recognises requests that browsers do not subject to CORS although they carry an
 * {@code Origin}. The answer only ever means that the request passes with no CORS
 * headers; what a proxy forwarded is never read here, only what the container made of it.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#append-a-request-origin-header">Fetch,
 * append a request Origin header</a>
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch
 * Metadata, Sec-Fetch-Site</a>
 */
final class SameOrigin {

	private final Set<String> own = new HashSet<>();

	SameOrigin(List<Origin> own) {
		for (Origin origin : own) {
			this.own.add(origin.toString());
		}
	}

	/** Returns the reason for which a request is left alone, or {@code ALLOWED}. */
	<R> Reason exemption(String origin, R request, CorsRequest.Reader<? super R> reader) {
		String site = reader.header(request, HeaderNames.SEC_FETCH_SITE);
		if (site != null) {
			if (site.equals("same-origin")) {
				return Reason.SAME_ORIGIN;
			}
			// none: the user's own doing, or a privileged extension's.
			if (site.equals("none")) {
				return Reason.NAVIGATION;
			}
		}
		if ("navigate".equals(reader.header(request, HeaderNames.SEC_FETCH_MODE))) {
			return Reason.NAVIGATION;
		}
		// Asking an empty set would hash the origin for nothing.
		boolean own = isContainers(origin, request, reader) || (!this.own.isEmpty() && this.own.contains(origin));
		return own ? Reason.SAME_ORIGIN : Reason.ALLOWED;
	}

	/** Compares without building the container's origin. */
	private static <R> boolean isContainers(String origin, R request, CorsRequest.Reader<? super R> reader) {
		String scheme = reader.scheme(request);
		if (!origin.startsWith(scheme) || !origin.startsWith("://", scheme.length())) {
			return false;
		}
		String host = reader.host(request);
		int hostStart = scheme.length() + 3;
		int hostEnd = hostStart + host.length();
		if (hostEnd > origin.length()) {
			return false;
		}
		if (!origin.startsWith(host, hostStart) && !isLowerCase(origin, hostStart, host)) {
			return false;
		}
		int port = reader.port(request);
		if (port < 0 || (port == 80 && scheme.equals("http")) || (port == 443 && scheme.equals("https"))) {
			return hostEnd == origin.length();
		}
		return hostEnd < origin.length() && origin.charAt(hostEnd) == ':' && isNumber(origin, hostEnd + 1, port);
	}

	/** Tells whether a text stands there in lower case: in a host, case means nothing. */
	private static boolean isLowerCase(String origin, int from, String host) {
		for (int i = 0; i < host.length(); i++) {
			if (origin.charAt(from + i) != Tokens.toAsciiLowerCase(host.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isNumber(String text, int from, int number) {
		int rest = number;
		for (int i = text.length() - 1; i >= from; i--) {
			if (rest == 0 || text.charAt(i) != '0' + rest % 10) {
				return false;
			}
			rest /= 10;
		}
		return rest == 0 && from < text.length();
	}

}
