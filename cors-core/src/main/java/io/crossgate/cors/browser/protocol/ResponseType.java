package io.crossgate.cors.browser.protocol;

/**
 * What kind of response a script gets: the {@code type} of {@code Response}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-filtered-response">Fetch, filtered
 * responses</a>
 */
public enum ResponseType {

	/** From the page's own origin: everything but cookies can be read. */
	BASIC("basic"),

	/** From another origin that allows it: body, status and exposed headers. */
	CORS("cors"),

	/** From another origin in mode {@code no-cors}: nothing can be read. */
	OPAQUE("opaque"),

	/** A redirect that was not followed: nothing can be read. */
	OPAQUE_REDIRECT("opaqueredirect"),

	/** There is no response, only a {@code TypeError}. */
	ERROR("error");

	private final String value;

	ResponseType(String value) {
		this.value = value;
	}

	/**
	 * Return the type as a script reads it.
	 * @return the value of {@code response.type}
	 */
	public String value() {
		return this.value;
	}

}
