package io.crossgate.cors.browser.network;

/**
 * What the user has decided about a page and the local network.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://wicg.github.io/local-network-access/#integration-with-permissions">Local
 * Network Access, permissions</a>
 */
public enum LocalNetworkPermission {

	/** The page may connect. */
	GRANTED,

	/** The page may not connect. */
	DENIED,

	/** The user has not decided, so nothing is sent yet. */
	PROMPT

}
