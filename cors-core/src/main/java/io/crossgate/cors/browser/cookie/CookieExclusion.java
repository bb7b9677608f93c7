package io.crossgate.cors.browser.cookie;

import io.crossgate.cors.fetch.Tokens;

/**
 * Why a call of a page has no cookie, although its credentials are {@code include} and
 * CORS allows them.
 *
 * @since 0.1.0
 */
public enum CookieExclusion {

	/** The cookie is rejected: {@code SameSite=None} requires {@code Secure}. */
	SAME_SITE_NONE_WITHOUT_SECURE("SameSite=None requires Secure"),

	/** The cookie is rejected: the server that sets it is not secure. */
	SECURE_OVER_HTTP("a Secure cookie can't be set over http"),

	/** The cookie is for calls from its own site. */
	SAME_SITE("the page is on another site, and SameSite is not None"),

	/** The browser blocks third-party cookies, and this one is not partitioned. */
	THIRD_PARTY("the browser blocks third-party cookies that are not Partitioned"),

	/** The cookie is in the partition of another top-level site. */
	OTHER_PARTITION("the cookie is in the partition of the site that was visited when it was set");

	private final String sentence;

	CookieExclusion(String sentence) {
		this.sentence = sentence;
	}

	/**
	 * Return the reason as text, for instance {@code same-site}.
	 * @return the stable text
	 */
	public String value() {
		return Tokens.toAsciiLowerCase(name()).replace('_', '-');
	}

	/**
	 * Return the reason, as part of a sentence.
	 * @return a short explanation
	 */
	public String sentence() {
		return this.sentence;
	}

}
