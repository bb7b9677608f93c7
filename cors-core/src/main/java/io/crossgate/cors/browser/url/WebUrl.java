package io.crossgate.cors.browser.url;

import org.jspecify.annotations.Nullable;

/**
 * A URL as a browser keeps it: scheme and host canonical, default port gone, path
 * normalised, fragment dropped. {@code java.net.URI} reads another grammar: it refuses
 * underscores in hosts and keeps {@code 0x7f.1} and {@code :443} as they are, which no
 * browser does.
 * <p>
 * Domains beyond ASCII are not converted; they have to be written in punycode.
 *
 * @param scheme in lower case
 * @param userInfo user name and password
 * @param host canonical, or {@code null} if the scheme has none
 * @param port the port, or -1 for the scheme's default
 * @param path path and query
 * @see <a href="https://url.spec.whatwg.org/#url-parsing">URL, section 4.4</a>
 */
public record WebUrl(String scheme, UserInfo userInfo, @Nullable String host, int port, String path) {

	/**
	 * Parse an absolute URL.
	 * @param input a URL as a page writes it
	 * @return the URL, or {@code null} if it is none
	 */
	public static @Nullable WebUrl parse(String input) {
		return WebUrlParser.parse(input, null);
	}

	/**
	 * Parse a reference relative to this URL, as in a page or in {@code Location}.
	 * @param reference an absolute or relative URL
	 * @return the URL, or {@code null} if it is none
	 */
	public @Nullable WebUrl resolve(String reference) {
		return WebUrlParser.parse(reference, this);
	}

	/**
	 * Return the serialised origin. Unlike the URL standard this gives every scheme with
	 * a host a tuple origin, because only a browser that registered such a scheme can
	 * have a page there.
	 * @return scheme, host and port, or {@code null} in letters if the origin is opaque
	 */
	public String origin() {
		if (this.host == null || this.host.isEmpty() || this.scheme.equals("file")) {
			return "null";
		}
		return this.scheme + "://" + this.host + ((this.port < 0) ? "" : ":" + this.port);
	}

	/**
	 * Return whether the URL includes credentials.
	 * @return whether it has a user name or a password
	 */
	public boolean includesCredentials() {
		return this.userInfo.isPresent();
	}

	/**
	 * Replace user name and password.
	 * @param value user name and password
	 * @return the changed URL
	 */
	public WebUrl withUserInfo(UserInfo value) {
		return new WebUrl(this.scheme, value, this.host, this.port, this.path);
	}

	/**
	 * Return whether the scheme is {@code http} or {@code https}.
	 * @return whether it is an HTTP(S) scheme
	 */
	public boolean isHttp() {
		return this.scheme.equals("http") || this.scheme.equals("https");
	}

	/**
	 * Return the URL as it goes on the wire, that is without user name and password.
	 * @return scheme, authority, path and query
	 */
	@Override
	public String toString() {
		if (this.host == null) {
			return this.scheme + ":" + this.path;
		}
		return this.scheme + "://" + this.host + ((this.port < 0) ? "" : ":" + this.port) + this.path;
	}

}
