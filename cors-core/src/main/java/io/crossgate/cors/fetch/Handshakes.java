package io.crossgate.cors.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Recognises the requests with which a page opens a WebSocket or a WebTransport session.
 * <ul>
 * <li>one: {@code GET} with {@code Upgrade: websocket}, in any case of the letters</li>
 * <li>one: {@code CONNECT}, over HTTP/2 or HTTP/3, which know no {@code Upgrade}. A page
 * can send that method in no other way.</li>
 * <li>none: {@code GET} with {@code Upgrade: h2c}</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, section
 * 4.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8441#section-5">RFC 8441, section 5</a>
 * @see <a href="https://www.w3.org/TR/webtransport/">WebTransport</a>
 */
public final class Handshakes {

	private static final String WEB_SOCKET = "websocket";

	private Handshakes() {
	}

	/**
	 * Return whether a method opens a session by itself.
	 * @param method a method
	 * @return whether it is {@code CONNECT}
	 */
	public static boolean isConnect(String method) {
		return method.equals("CONNECT");
	}

	/**
	 * Return whether a {@code GET} asks for a WebSocket.
	 * @param upgrade the value of {@code Upgrade}, or {@code null} if there is none
	 * @return whether it is the WebSocket protocol
	 */
	public static boolean isWebSocket(@Nullable String upgrade) {
		return upgrade != null && upgrade.length() == WEB_SOCKET.length() && upgrade.equalsIgnoreCase(WEB_SOCKET);
	}

}
