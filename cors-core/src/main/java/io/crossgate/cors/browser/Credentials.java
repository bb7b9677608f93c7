package io.crossgate.cors.browser;

/**
 * Whether cookies and other credentials are sent: the {@code credentials} of
 * {@code fetch()}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-credentials-mode">Fetch,
 * credentials mode</a>
 */
public enum Credentials {

	/** Never. */
	OMIT,

	/** Only to the page's own origin, the default of {@code fetch()}. */
	SAME_ORIGIN,

	/** Always; {@code withCredentials} of {@code XMLHttpRequest}. */
	INCLUDE

}
