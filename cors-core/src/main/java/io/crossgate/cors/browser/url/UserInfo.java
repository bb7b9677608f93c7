package io.crossgate.cors.browser.url;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * User name and password of a URL. A URL includes credentials if one of them is not
 * empty.
 *
 * @param username the user name, empty if there is none
 * @param password the password, empty if there is none
 * @since 0.1.0
 * @see <a href="https://url.spec.whatwg.org/#include-credentials">URL, includes
 * credentials</a>
 */
public record UserInfo(String username, String password) {

	private static final UserInfo NONE = new UserInfo("", "");

	/**
	 * Return no user name and no password.
	 * @return empty user information
	 */
	public static UserInfo none() {
		return NONE;
	}

	/**
	 * Return whether there is a user name or a password.
	 * @return whether a URL with this includes credentials
	 */
	public boolean isPresent() {
		return !this.username.isEmpty() || !this.password.isEmpty();
	}

	/**
	 * Return the credentials of the authentication scheme {@code Basic}.
	 * @return the value of {@code Authorization}
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617#section-2">RFC 7617, 2</a>
	 */
	public String basic() {
		byte[] pair = (this.username + ":" + this.password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	@Override
	public String toString() {
		return isPresent() ? this.username + ":***" : "";
	}

}
