package io.crossgate.cors.browser;

/**
 * How a call ended for the script.
 *
 * @since 0.1.0
 */
public enum Verdict {

	/** There is a response; whether it can be read is another question. */
	OK("ok"),

	/** There is none: the promise is rejected with a {@code TypeError}. */
	NETWORK_ERROR("network-error");

	private final String word;

	Verdict(String word) {
		this.word = word;
	}

	/**
	 * Gets the verdict as a word.
	 * @return {@code ok} or {@code network-error}
	 */
	public String word() {
		return this.word;
	}

}
