package io.crossgate.cors.browser.cookie;

/**
 * By which response a cookie is set.
 *
 * @since 0.1.0
 */
public enum CookieSource {

	/** By a response to a credentialed call of the page. */
	CALL,

	/** By a visit to the server before, as at a login page. */
	VISIT

}
