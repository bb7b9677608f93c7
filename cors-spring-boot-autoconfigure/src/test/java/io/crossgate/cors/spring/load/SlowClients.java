package io.crossgate.cors.spring.load;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients that hold connections open with half of what they have to say. */
final class SlowClients implements AutoCloseable {

	private static final String HEAD = "GET /listed/big HTTP/1.1\r\nHost: api.example.com\r\n";

	private static final String ORIGIN = "Origin: https://app.example.com\r\n";

	private static final List<String> HALVES = List.of("G", "GET /lis", "GET /listed/todos HTTP/1.1",
			"GET /listed/todos HTTP/1.1\r\nHost: api.exa", HEAD + "Origin: https://app.exa", HEAD + ORIGIN);

	private final int port;

	private final List<Socket> sockets = new ArrayList<>();

	SlowClients(int port) {
		this.port = port;
	}

	/** Sends half a head on each of so many connections, and waits. */
	void waitHalfWay(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			open(HALVES.get(i % HALVES.size()));
		}
	}

	/** Ends what it has to say in the middle, or right after a request. */
	void halfClose(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			open((i % 2 == 0) ? HALVES.get(i % HALVES.size()) : HEAD + ORIGIN + "\r\n").shutdownOutput();
		}
	}

	/** Resets connections in the middle of an answer that does not fit into buffers. */
	void reset(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = open(HEAD + ORIGIN + "\r\n");
			socket.getInputStream().skipNBytes(100);
			socket.setSoLinger(true, 0);
			socket.close();
		}
	}

	/**
	 * Announces a body that does not come, with what is refused. Each may cost a thread:
	 * Tomcat waits for the body before it sends an answer that it does not depend on.
	 */
	void withholdBody(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			open("POST /listed/orders HTTP/1.1\r\nHost: api.example.com\r\nOrigin: https://slow-" + i
					+ ".example.org\r\nContent-Length: 1000\r\n\r\nhalf");
		}
	}

	private Socket open(String text) throws IOException {
		Socket socket = Wire.connect(this.port);
		this.sockets.add(socket);
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
