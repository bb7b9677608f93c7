package io.crossgate.cors.browser;

/**
 * What a page calls to send its request.
 *
 * @since 0.1.0
 */
public enum Api {

	/** {@code fetch()}. */
	FETCH("fetch"),

	/**
	 * {@code XMLHttpRequest}. It has no modes: its mode is {@code cors}, redirects are
	 * followed, and credentials are {@code same-origin}, or {@code include} by
	 * {@code withCredentials}.
	 *
	 * @see <a href="https://xhr.spec.whatwg.org/#the-send()-method">XMLHttpRequest,
	 * send()</a>
	 */
	XHR("XMLHttpRequest"),

	/**
	 * {@code XMLHttpRequest} with a listener on its {@code upload}. The listener would
	 * tell the page whether a server is there, so the server is asked first.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#use-cors-preflight-flag">Fetch,
	 * use-CORS-preflight flag</a>
	 */
	XHR_WITH_UPLOAD_LISTENER("XMLHttpRequest");

	private final String word;

	Api(String word) {
		this.word = word;
	}

	String word() {
		return this.word;
	}

}
