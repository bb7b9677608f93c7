package io.crossgate.cors.browser;

/**
 * How a call ended for the script.
 *
 * @since 0.1.0
 */
public enum Verdict {

	/** There is a response, readable or not. */
	OK("ok"),

	/** There is none: the promise is rejected with a {@code TypeError}. */
	NETWORK_ERROR("network-error");

	private final String value;

	Verdict(String value) {
		this.value = value;
	}

	/**
	 * Return the verdict as text.
	 * @return {@code ok} or {@code network-error}
	 */
	public String value() {
		return this.value;
	}

}
