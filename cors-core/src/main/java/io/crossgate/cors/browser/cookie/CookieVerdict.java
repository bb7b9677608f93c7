package io.crossgate.cors.browser.cookie;

import org.jspecify.annotations.Nullable;

/**
 * What a browser does with a cookie.
 *
 * @param storage where it is stored
 * @param exclusion why it is not sent with a credentialed call of the page, or
 * {@code null} if it is
 * @param sentOnVisit whether it is sent when the user visits the server
 * @since 0.1.0
 */
public record CookieVerdict(Storage storage, @Nullable CookieExclusion exclusion, boolean sentOnVisit) {

	/**
	 * Return whether the cookie is sent with a credentialed call of the page. It is never
	 * sent with a preflight.
	 * @return whether it is
	 */
	public boolean isSent() {
		return this.exclusion == null;
	}

	/**
	 * Where a browser stores a cookie.
	 *
	 * @since 0.1.0
	 */
	public enum Storage {

		/** Nowhere: it is rejected. */
		NONE,

		/** In a jar for all pages. */
		UNPARTITIONED,

		/** In a jar of the top-level site. */
		PARTITIONED

	}

}
