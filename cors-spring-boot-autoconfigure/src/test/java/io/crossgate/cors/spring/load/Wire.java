package io.crossgate.cors.spring.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sends exactly the bytes it is given, one request after the other while the server keeps
 * the connection. Cheap, because it shares the machine with the server.
 */
final class Wire implements AutoCloseable {

	/** A server that has not answered by then never will. */
	private static final int GIVE_UP = 30_000;

	private final int port;

	private Socket socket = new Socket();

	private InputStream in = InputStream.nullInputStream();

	private boolean open;

	Wire(int port) {
		this.port = port;
	}

	static String request(String line, String... headers) {
		StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: api.example.com\r\n");
		for (String header : headers) {
			text.append(header).append("\r\n");
		}
		return text.append("\r\n").toString();
	}

	/** Return a request with one more header. */
	static String with(String request, String header) {
		int end = request.indexOf("\r\n\r\n") + 2;
		return request.substring(0, end) + header + "\r\n" + request.substring(end);
	}

	static String rendered(int status, List<String> headers) {
		return status + " " + headers.stream().sorted().toList();
	}

	static Socket connect(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(GIVE_UP);
		return socket;
	}

	/**
	 * Sends a request and reads the answer.
	 * @throws IOException if the server closes the connection instead
	 */
	Answer send(String request) throws IOException {
		if (!this.open) {
			this.socket = connect(this.port);
			this.in = new BufferedInputStream(this.socket.getInputStream(), 4096);
			this.open = true;
		}
		try {
			this.socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			Answer answer = read(this.in, request.startsWith("HEAD "));
			if (answer.isLast()) {
				close();
			}
			return answer;
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	static Answer read(InputStream in, boolean head) throws IOException {
		String status = line(in);
		List<String> headers = new ArrayList<>();
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			headers.add(line);
		}
		Answer answer = new Answer(Integer.parseInt(status.substring(9, 12)), headers);
		boolean bodiless = head || answer.status() == 204 || answer.status() == 304;
		if (!bodiless && answer.value("transfer-encoding") != null) {
			for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
				in.skipNBytes(size + 2L);
			}
			line(in);
		}
		else if (!bodiless) {
			String length = answer.value("content-length");
			in.skipNBytes((length != null) ? Long.parseLong(length) : 0);
		}
		return answer;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new IOException("The connection ended after \"" + line + "\"");
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

	@Override
	public void close() {
		this.open = false;
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It was to be left anyway.
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param headers all header lines
	 */
	record Answer(int status, List<String> headers) {

		/** Return all that CORS is about, in one comparable text. */
		String cors() {
			return rendered(this.status, lines("access-control-", "vary:").toList());
		}

		boolean isLast() {
			return lines("connection:").anyMatch((line) -> line.toLowerCase(Locale.ROOT).endsWith("close"));
		}

		String value(String name) {
			return lines(name + ":").map((line) -> line.substring(name.length() + 1).strip()).findFirst().orElse(null);
		}

		private Stream<String> lines(String... prefixes) {
			return this.headers.stream()
				.filter((line) -> Stream.of(prefixes)
					.anyMatch((prefix) -> line.regionMatches(true, 0, prefix, 0, prefix.length())));
		}

	}

}
