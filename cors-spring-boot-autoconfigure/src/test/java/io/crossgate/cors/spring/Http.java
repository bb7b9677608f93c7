package io.crossgate.cors.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Speaks HTTP/1.1 over a socket: sends exactly the lines it is given, which no HTTP
 * client does with {@code Origin} and {@code Host}, and gives back every header line.
 */
public final class Http {

	private Http() {
	}

	public static Response send(int port, String method, String path, String... headers) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(20_000);
			StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
			boolean host = List.of(headers).stream().anyMatch((header) -> header.startsWith("Host:"));
			head.append(host ? "" : "Host: api.example.com\r\n");
			for (String header : headers) {
				head.append(header).append("\r\n");
			}
			head.append("Content-Length: 0\r\n");
			head.append("Connection: close\r\n\r\n");
			socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			return read(reader);
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path, ex);
		}
	}

	private static Response read(BufferedReader reader) throws IOException {
		String status = reader.readLine();
		if (status == null) {
			throw new IOException("The server closed the connection without an answer");
		}
		List<String> headers = new ArrayList<>();
		String line = reader.readLine();
		while (line != null && !line.isEmpty()) {
			headers.add(line);
			line = reader.readLine();
		}
		StringBuilder body = new StringBuilder();
		// After a handshake the server waits for frames.
		int c = status.contains(" 101") ? -1 : reader.read();
		while (c >= 0) {
			body.append((char) c);
			c = reader.read();
		}
		return new Response(Integer.parseInt(status.substring(9, 12)), headers, body.toString());
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param lines all header lines
	 * @param body the body as sent, chunk sizes included
	 */
	public record Response(int status, List<String> lines, String body) {

		public List<String> header(String name) {
			String prefix = name.toLowerCase(Locale.ROOT) + ":";
			return this.lines.stream()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
				.map((line) -> line.substring(prefix.length()).strip())
				.toList();
		}

		/** The lines that CORS is about, in the order they came. */
		public List<String> cors() {
			return this.lines.stream()
				.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("access-control-")
						|| line.toLowerCase(Locale.ROOT).startsWith("vary:"))
				.sorted()
				.toList();
		}

	}

}
