package io.crossgate.cors.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks CORS itself, for another origin, and says everything twice. The
 * last segment of the path is the status it answers with, if it is one.
 */
final class Upstream implements AutoCloseable {

	static final List<String> HEADERS = List.of("access-control-allow-credentials: true",
			"access-control-allow-credentials: true", "access-control-allow-headers: X-Theirs",
			"access-control-allow-methods: PATCH", "access-control-allow-origin: *",
			"access-control-allow-origin: https://theirs.example", "access-control-allow-private-network: true",
			"access-control-expose-headers: X-Theirs", "access-control-max-age: 1", "vary: Accept-Language, origin",
			"vary: Origin", "vary: Origin, Accept-Encoding");

	private final ServerSocket socket = open();

	private final AtomicInteger requests = new AtomicInteger();

	private volatile String path = "";

	Upstream() {
		Thread thread = new Thread(this::serve, "upstream");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.socket.getLocalPort();
	}

	/** How many requests have come so far. */
	int requests() {
		return this.requests.get();
	}

	/** The path of the last request, as it came. */
	String path() {
		return this.path;
	}

	private static ServerSocket open() {
		try {
			return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket connection = this.socket.accept()) {
				answer(connection);
			}
			catch (IOException ex) {
				// A connection that broke has nobody to tell; the next one may come.
			}
		}
	}

	private void answer(Socket connection) throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
		String line = reader.readLine();
		if (line == null) {
			return;
		}
		String header = line;
		while (header != null && !header.isEmpty()) {
			header = reader.readLine();
		}
		String path = line.split(" ")[1];
		String last = path.substring(path.lastIndexOf('/') + 1);
		String status = last.matches("[2-5]\\d\\d") ? last : "200";
		this.path = path;
		this.requests.incrementAndGet();
		String body = (line.startsWith("HEAD ") || status.equals("304") || status.equals("204")) ? "" : "[]";
		StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n");
		HEADERS.forEach((text) -> answer.append(text).append("\r\n"));
		answer.append(body.isEmpty() ? "" : "Content-Length: 2\r\n").append("\r\n").append(body);
		connection.getOutputStream().write(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
		connection.getOutputStream().flush();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
