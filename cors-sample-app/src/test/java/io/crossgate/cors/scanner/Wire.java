package io.crossgate.cors.scanner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One exchange over a connection of its own, with header lines exactly as they are given.
 *
 * @param status the status of the answer
 * @param headers the lines of its headers, by name in lower case
 */
record Wire(int status, Map<String, List<String>> headers) {

	static Wire send(int port, String method, String path, List<String> lines) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
			socket.setSoTimeout(30_000);
			StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: api.example.net\r\n");
			lines.forEach((line) -> head.append(line).append("\r\n"));
			head.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
			socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			int status = Integer.parseInt(reader.readLine().split(" ", -1)[1]);
			Map<String, List<String>> headers = new TreeMap<>();
			for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
				String[] parts = line.split(":", 2);
				headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
					.add(parts[1].strip());
			}
			return new Wire(status, headers);
		}
	}

	List<String> lines(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

}
