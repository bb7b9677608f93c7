package io.crossgate.cors.browser.model;

/**
 * The engines behind practically every browser. Each deviates a little from the standard,
 * most of all in its preflight cache and in redirects.
 *
 * @since 0.1.0
 */
public enum BrowserEngine {

	/** Chrome, Edge, Opera and others; observed in Chromium 156. */
	CHROMIUM("Failed to fetch"),

	/** Firefox; observed in 153 ESR. */
	FIREFOX("NetworkError when attempting to fetch resource."),

	/** Safari, and every browser on iOS; observed in WebKitGTK 2.50. */
	WEBKIT("Load failed");

	private final String scriptMessage;

	BrowserEngine(String scriptMessage) {
		this.scriptMessage = scriptMessage;
	}

	/**
	 * Return all that a script learns about a network error.
	 * @return the message of the {@code TypeError}
	 */
	public String scriptMessage() {
		return this.scriptMessage;
	}

}
