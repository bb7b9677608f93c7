package io.crossgate.cors.browser.url;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Tokens;

/**
 * Parser for URLs: first the scheme, then, if the scheme has one, the authority, and the
 * rest is the path.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-basic-url-parser">URL, basic URL
 * parser</a>
 */
final class WebUrlParser {

	/** The special schemes with an authority, and their default ports. */
	private static final Map<String, Integer> SPECIAL = Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp",
			21);

	private WebUrlParser() {
	}

	static @Nullable WebUrl parse(String input, @Nullable WebUrl base) {
		String url = clean(input);
		String scheme = scheme(url);
		if (scheme != null) {
			String rest = url.substring(scheme.length() + 1);
			if (base == null || !base.scheme().equals(scheme) || !SPECIAL.containsKey(scheme)
					|| slashes(rest, true) >= 2) {
				return absolute(scheme, rest);
			}
			// A scheme alone, the same as that of the base, makes no URL absolute.
			url = rest;
		}
		if (base == null || base.host() == null) {
			return null;
		}
		boolean special = SPECIAL.containsKey(base.scheme());
		if (slashes(url, special) >= 2) {
			return absolute(base.scheme(), url);
		}
		return new WebUrl(base.scheme(), base.userInfo(), base.host(), base.port(),
				UrlPaths.normalise(UrlPaths.resolve(base.path(), url, special), special));
	}

	private static @Nullable WebUrl absolute(String scheme, String rest) {
		boolean special = SPECIAL.containsKey(scheme);
		int slashes = slashes(rest, special);
		if (!special && slashes < 2) {
			return new WebUrl(scheme, UserInfo.none(), null, -1, rest);
		}
		int start = special ? slashes : 2;
		int end = start;
		while (end < rest.length() && !endsAuthority(rest.charAt(end), special)) {
			end++;
		}
		return withAuthority(scheme, rest.substring(start, end), UrlPaths.normalise(rest.substring(end), special));
	}

	private static @Nullable WebUrl withAuthority(String scheme, String authority, String path) {
		int at = authority.lastIndexOf('@');
		String hostAndPort = authority.substring(at + 1);
		int colon = hostAndPort.lastIndexOf(':');
		if (colon < hostAndPort.lastIndexOf(']')) {
			colon = -1;
		}
		boolean special = SPECIAL.containsKey(scheme);
		String host = WebHost.parse((colon < 0) ? hostAndPort : hostAndPort.substring(0, colon), special);
		int port = (colon < 0) ? -1 : port(hostAndPort, colon + 1);
		if (host == null || port > 0xFFFF) {
			return null;
		}
		boolean standard = port == SPECIAL.getOrDefault(scheme, -1);
		return new WebUrl(scheme, userInfo(authority, at), host, standard ? -1 : port, path);
	}

	private static UserInfo userInfo(String authority, int end) {
		if (end < 0) {
			return UserInfo.none();
		}
		int colon = authority.substring(0, end).indexOf(':');
		return (colon < 0) ? new UserInfo(WebHost.decode(authority.substring(0, end)), "") : new UserInfo(
				WebHost.decode(authority.substring(0, colon)), WebHost.decode(authority.substring(colon + 1, end)));
	}

	private static int port(String authority, int start) {
		int port = (start < authority.length()) ? 0 : -1;
		for (int i = start; i < authority.length(); i++) {
			int digit = authority.charAt(i) - '0';
			if (digit < 0 || digit > 9 || port > 0xFFFF) {
				return Integer.MAX_VALUE;
			}
			port = port * 10 + digit;
		}
		return port;
	}

	private static @Nullable String scheme(String url) {
		int colon = url.indexOf(':');
		for (int i = 0; i < colon; i++) {
			char c = Tokens.toAsciiLowerCase(url.charAt(i));
			boolean letter = c >= 'a' && c <= 'z';
			boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
			if (!letter && (i == 0 || !other)) {
				return null;
			}
		}
		return (colon <= 0) ? null : Tokens.toAsciiLowerCase(url.substring(0, colon));
	}

	private static int slashes(String url, boolean special) {
		int count = 0;
		while (count < url.length() && (url.charAt(count) == '/' || (special && url.charAt(count) == '\\'))) {
			count++;
		}
		return count;
	}

	private static boolean endsAuthority(char c, boolean special) {
		return c == '/' || c == '?' || (special && c == '\\');
	}

	/** Removes what a browser ignores in a URL, and the fragment, which is never sent. */
	private static String clean(String input) {
		int start = 0;
		int end = input.length();
		while (start < end && input.charAt(start) <= ' ') {
			start++;
		}
		while (end > start && input.charAt(end - 1) <= ' ') {
			end--;
		}
		StringBuilder url = new StringBuilder(end - start);
		for (int i = start; i < end && input.charAt(i) != '#'; i++) {
			char c = input.charAt(i);
			if (c != '\t' && c != '\n' && c != '\r') {
				url.append(c);
			}
		}
		return url.toString();
	}

}
