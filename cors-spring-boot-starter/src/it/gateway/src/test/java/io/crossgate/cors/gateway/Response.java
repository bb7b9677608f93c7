package io.crossgate.cors.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What came back, line by line: an HTTP client would hide what is doubled.
 *
 * @param status the status
 * @param lines the header lines
 */
record Response(int status, List<String> lines) {

	static Response of(int port, String line, String... headers) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(20_000);
			String head = line + " HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\nContent-Length: 0\r\n"
					+ String.join("\r\n", headers) + ((headers.length > 0) ? "\r\n\r\n" : "\r\n");
			socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			List<String> lines = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
				.lines()
				.takeWhile((text) -> !text.isEmpty())
				.toList();
			return new Response(Integer.parseInt(lines.get(0).substring(9, 12)), lines.subList(1, lines.size()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(line, ex);
		}
	}

	/** The lines that CORS is about, sorted, with names in lower case. */
	List<String> cors() {
		return this.lines.stream()
			.map((line) -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
					+ line.substring(line.indexOf(':')))
			.filter((line) -> line.startsWith("access-control-") || line.startsWith("vary:"))
			.sorted()
			.toList();
	}

}
