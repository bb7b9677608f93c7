package io.crossgate.cors.browser;

/**
 * The mode of a request: the {@code mode} of {@code fetch()}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-mode">Fetch, mode</a>
 */
public enum RequestMode {

	/** To any origin; another origin has to allow it. */
	CORS("cors"),

	/** To any origin, without reading the response. */
	NO_CORS("no-cors"),

	/** To its own origin only. */
	SAME_ORIGIN("same-origin");

	private final String value;

	RequestMode(String value) {
		this.value = value;
	}

	String value() {
		return this.value;
	}

}
