package io.crossgate.cors.fetch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakesTests {

	@ParameterizedTest(name = "Upgrade: {0} opens a WebSocket: {1}")
	@CsvSource({ ", false", "'', false", "websocket, true", "WebSocket, true", "WEBSOCKET, true", "h2c, false",
			"websockets, false", "web-socke, false", "'websocket, h2c', false" })
	void onlyTheProtocolsNameOpensAWebSocket(String upgrade, boolean expected) {
		assertThat(Handshakes.isWebSocket(upgrade)).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0} opens a session by itself: {1}")
	@CsvSource({ "CONNECT, true", "connect, false", "GET, false" })
	void onlyOneMethodOpensASessionByItself(String method, boolean expected) {
		assertThat(Handshakes.isConnect(method)).isEqualTo(expected);
	}

}
