package io.crossgate.cors;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;

/**
 * Recognises a refused origin that is probably the application's own: what a proxy in
 * front says of it, or the host it was called by, is the same but for the scheme or the
 * port. Only messages are made of it. Any client can send these headers, so that no
 * decision ever depends on them; what a deployment trusts, its container reports as
 * scheme, host and port.
 * <ul>
 * <li>own: {@code https://shop.example} with {@code X-Forwarded-Proto: https} and
 * {@code Host: shop.example}; the same origin at {@code http://shop.example:8080} without
 * fetch metadata</li>
 * <li>not own: {@code http://shop.example:5173} at {@code http://shop.example:8080},
 * which is a server for development; any other host; a page that the browser calls
 * {@code same-site} or {@code cross-site}, unless the proxy names its origin</li>
 * </ul>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>
 */
final class OwnOrigin {

	private OwnOrigin() {
	}

	/**
	 * Return whether the origin of a request is probably the application's own.
	 * @param request a request whose origin was refused
	 * @return whether it looks like it
	 */
	static boolean isLikely(CorsRequest request) {
		List<String> lines = request.lines(HeaderNames.ORIGIN);
		Optional<Origin> parsed = (lines.size() == 1) ? Origin.parse(lines.get(0)) : Optional.empty();
		if (parsed.isEmpty()) {
			return false;
		}
		Origin origin = parsed.get();
		boolean web = origin.scheme().equals("http") || origin.scheme().equals("https");
		return web && (isForwarded(origin, request) || isCalled(origin, request));
	}

	private static boolean isForwarded(Origin origin, CorsRequest request) {
		String forwarded = first(request, HeaderNames.FORWARDED);
		if (forwarded != null
				&& isForwarded(origin, request, parameter(forwarded, "proto"), parameter(forwarded, "host"), null)) {
			return true;
		}
		return isForwarded(origin, request, first(request, HeaderNames.X_FORWARDED_PROTO),
				first(request, HeaderNames.X_FORWARDED_HOST), first(request, HeaderNames.X_FORWARDED_PORT));
	}

	/** What a proxy does not say stands as the server was called. */
	private static boolean isForwarded(Origin origin, CorsRequest request, @Nullable String scheme,
			@Nullable String host, @Nullable String port) {
		if (scheme == null && host == null) {
			return false;
		}
		if (scheme != null && !origin.scheme().equals(pageScheme(scheme))) {
			return false;
		}
		String authority = (host != null) ? host : first(request, HeaderNames.HOST);
		String called = (authority != null) ? Tokens.toAsciiLowerCase(authority)
				: Tokens.toAsciiLowerCase(request.host()) + ((request.port() < 0) ? "" : ":" + request.port());
		String own = origin.host() + ":" + port(origin.port(), origin.scheme());
		return own.equals(called) || (!hasPort(called) && own.equals(called + ":" + port(-1, origin.scheme())))
				|| (port != null && own.equals(withoutPort(called) + ":" + port));
	}

	/**
	 * Pages of one host that call another port of it are cross-origin. Where the schemes
	 * differ, one of the two has gone through a proxy: browsers let no page of https call
	 * http. Where only the ports differ, the default port is the proxy's.
	 */
	private static boolean isCalled(Origin origin, CorsRequest request) {
		if (!request.lines(HeaderNames.SEC_FETCH_SITE).isEmpty() || origin.isLoopback()
				|| !origin.host().equals(Tokens.toAsciiLowerCase(request.host()))) {
			return false;
		}
		String scheme = pageScheme(request.scheme());
		int called = port(request.port(), scheme);
		int own = port(origin.port(), origin.scheme());
		boolean calledDefault = called == port(-1, scheme);
		boolean ownDefault = own == port(-1, origin.scheme());
		if (scheme.equals(origin.scheme())) {
			return calledDefault != ownDefault;
		}
		return scheme.equals("http") || own == called || (calledDefault && ownDefault);
	}

	private static int port(int port, String scheme) {
		return (port >= 0) ? port : Origin.defaultPort(scheme);
	}

	private static String pageScheme(String scheme) {
		return switch (Tokens.toAsciiLowerCase(scheme)) {
			case "https", "wss" -> "https";
			case "http", "ws" -> "http";
			default -> scheme;
		};
	}

	private static boolean hasPort(String authority) {
		return authority.lastIndexOf(':') > authority.lastIndexOf(']');
	}

	private static String withoutPort(String authority) {
		return hasPort(authority) ? authority.substring(0, authority.lastIndexOf(':')) : authority;
	}

	/** Return the first element of a list, which is what the outermost proxy says. */
	private static @Nullable String first(CorsRequest request, String name) {
		List<String> lines = request.lines(name);
		if (lines.isEmpty()) {
			return null;
		}
		String line = lines.get(0);
		int comma = line.indexOf(',');
		return ((comma < 0) ? line : line.substring(0, comma)).strip();
	}

	/** Return a parameter of a {@code Forwarded} element, or {@code null}. */
	private static @Nullable String parameter(String element, String name) {
		int from = 0;
		while (from < element.length()) {
			int semicolon = element.indexOf(';', from);
			int to = (semicolon < 0) ? element.length() : semicolon;
			String pair = element.substring(from, to).strip();
			if (pair.length() > name.length() && pair.charAt(name.length()) == '='
					&& pair.regionMatches(true, 0, name, 0, name.length())) {
				String value = pair.substring(name.length() + 1);
				boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
				return quoted ? value.substring(1, value.length() - 1) : value;
			}
			from = to + 1;
		}
		return null;
	}

}
