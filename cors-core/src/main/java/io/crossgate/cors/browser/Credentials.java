package io.crossgate.cors.browser;

/**
 * Whether a page wants its cookies to go along: the {@code credentials} of
 * {@code fetch()}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-credentials-mode">Fetch,
 * credentials mode</a>
 */
public enum Credentials {

	/** Never. */
	OMIT,

	/** Only to the page's own origin, which is what {@code fetch()} does by itself. */
	SAME_ORIGIN,

	/** Always; {@code withCredentials} of {@code XMLHttpRequest}. */
	INCLUDE

}
