package io.crossgate.cors.browser;

/**
 * How far a page wants to go: the {@code mode} of {@code fetch()}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-mode">Fetch, mode</a>
 */
public enum RequestMode {

	/** To any origin that lets it. */
	CORS("cors"),

	/** To any origin, without reading what comes back. */
	NO_CORS("no-cors"),

	/** To its own origin only. */
	SAME_ORIGIN("same-origin");

	private final String word;

	RequestMode(String word) {
		this.word = word;
	}

	String word() {
		return this.word;
	}

}
