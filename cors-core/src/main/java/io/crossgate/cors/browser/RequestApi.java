package io.crossgate.cors.browser;

/**
 * The API that sends a request.
 *
 * @since 0.1.0
 */
public enum RequestApi {

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
	 * reveal whether the server accepts the request, so there is a preflight.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#use-cors-preflight-flag">Fetch,
	 * use-CORS-preflight flag</a>
	 */
	XHR_WITH_UPLOAD_LISTENER("XMLHttpRequest");

	private final String value;

	RequestApi(String value) {
		this.value = value;
	}

	/**
	 * Return the name of the API.
	 * @return the name as consoles write it
	 */
	public String value() {
		return this.value;
	}

}
