package io.crossgate.cors;

import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

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
final class SameOriginCheck {

	private static final String HTTP = "http";

	private static final String HTTPS = "https";

	private static final String WSS = "wss";

	private static final String NAVIGATE = "navigate";

	private final Set<String> own = new HashSet<>();

	SameOriginCheck(List<Origin> own) {
		for (Origin origin : own) {
			this.own.add(origin.toString());
		}
	}

	/**
	 * Return whether an origin is the server's own, as the container reports it or as it
	 * is configured.
	 */
	<R> boolean isOwn(String origin, R request, CorsRequestAccessor<? super R> accessor) {
		// Asking an empty set would hash the origin for nothing.
		return matchesServerOrigin(origin, request, accessor) || (!this.own.isEmpty() && this.own.contains(origin));
	}

	/**
	 * Return the reason for which a request of another origin is left alone because of
	 * what the browser says of it, or {@code null} if it says nothing of that. The first
	 * line of {@code Sec-Fetch-Mode} has been read already.
	 */
	<R> @Nullable DecisionReason exemptReason(@Nullable String mode, R request,
			CorsRequestAccessor<? super R> accessor) {
		String site = accessor.header(request, HeaderNames.SEC_FETCH_SITE);
		if (site != null) {
			DecisionReason exemption = exemptReason(site);
			if (exemption != null && isOnlyLine(HeaderNames.SEC_FETCH_SITE, request, accessor)) {
				return exemption;
			}
		}
		return (NAVIGATE.equals(mode) && isOnlyLine(HeaderNames.SEC_FETCH_MODE, request, accessor))
				? DecisionReason.NAVIGATION : null;
	}

	private static @Nullable DecisionReason exemptReason(String site) {
		if (site.equals("same-origin")) {
			return DecisionReason.SAME_ORIGIN;
		}
		// none: the user's own doing, or a privileged extension's.
		return site.equals("none") ? DecisionReason.NAVIGATION : null;
	}

	/**
	 * Browsers send one line of each; of several, none is a browser's word. Looked at
	 * only where it makes a difference.
	 */
	private static <R> boolean isOnlyLine(String name, R request, CorsRequestAccessor<? super R> accessor) {
		Enumeration<String> lines = accessor.headers(request, name);
		lines.nextElement();
		return !lines.hasMoreElements();
	}

	/** Compares without building the container's origin. */
	private static <R> boolean matchesServerOrigin(String origin, R request, CorsRequestAccessor<? super R> accessor) {
		String reported = accessor.scheme(request);
		String scheme = pageScheme(reported);
		if (scheme == null || !origin.startsWith(scheme) || !origin.startsWith("://", scheme.length())) {
			return false;
		}
		String host = accessor.host(request);
		int hostStart = scheme.length() + 3;
		int hostEnd = hostStart + host.length();
		if (hostEnd > origin.length()) {
			return false;
		}
		if (!origin.startsWith(host, hostStart) && !isLowerCase(origin, hostStart, host)) {
			return false;
		}
		int port = accessor.port(request);
		if (isDefaultPort(port, scheme, reported)) {
			return hostEnd == origin.length();
		}
		return hostEnd < origin.length() && origin.charAt(hostEnd) == ':' && isNumber(origin, hostEnd + 1, port);
	}

	/**
	 * Return the scheme of a server's own pages, or {@code null} if it serves none. The
	 * origin of a WebSocket handshake is that of its page, and some proxies forward
	 * {@code wss} with it.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, section
	 * 4.1</a>
	 */
	private static @Nullable String pageScheme(String scheme) {
		if (scheme.equals(HTTPS) || scheme.equals(HTTP)) {
			return scheme;
		}
		if (scheme.equalsIgnoreCase(HTTPS) || scheme.equalsIgnoreCase(WSS)) {
			return HTTPS;
		}
		return (scheme.equalsIgnoreCase(HTTP) || scheme.equalsIgnoreCase("ws")) ? HTTP : null;
	}

	/**
	 * Spring's ForwardedHeaderFilter fills in 80 for a scheme that is forwarded in upper
	 * case, because only https and wss are secure to it.
	 */
	private static boolean isDefaultPort(int port, String scheme, String reported) {
		return port < 0 || port == Origin.defaultPort(scheme)
				|| (port == 80 && !reported.equals(scheme) && !reported.equals(WSS));
	}

	/**
	 * Return whether a text stands there in lower case: in a host, case means nothing.
	 */
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
