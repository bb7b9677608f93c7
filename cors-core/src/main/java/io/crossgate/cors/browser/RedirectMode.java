package io.crossgate.cors.browser;

/**
 * What happens on a redirect: the {@code redirect} of {@code fetch()}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-redirect-mode">Fetch,
 * redirect mode</a>
 */
public enum RedirectMode {

	/** Follow them. */
	FOLLOW,

	/** Fail. */
	ERROR,

	/** Stop there, with a response that can't be read. */
	MANUAL

}
