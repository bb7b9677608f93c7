package io.crossgate.cors.comingfrom;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.util.StringUtils;

/**
 * What counts of an answer: its status, whether the application was asked, and CORS
 * headers and {@code Vary}, where neither order nor case of names in a list matters.
 */
record Answer(int status, boolean served, Map<String, Set<String>> headers) {

	private static final String PREFIX = "access-control-";

	/** Values that are no lists of names. */
	private static final Set<String> WHOLE = Set.of(PREFIX + "allow-origin", PREFIX + "allow-credentials",
			PREFIX + "max-age");

	static Answer of(int status, boolean served, Map<String, List<String>> lines) {
		Map<String, Set<String>> headers = new TreeMap<>();
		lines.forEach((name, values) -> {
			String lower = name.toLowerCase(Locale.ROOT);
			if (lower.startsWith(PREFIX) || lower.equals("vary")) {
				values.forEach((value) -> headers.computeIfAbsent(lower, (key) -> new TreeSet<>())
					.addAll(WHOLE.contains(lower) ? List.of(value) : names(value)));
			}
		});
		return new Answer(status, served, headers);
	}

	private static List<String> names(String value) {
		return List.of(StringUtils.tokenizeToStringArray(value.toLowerCase(Locale.ROOT), ","));
	}

	/** Sends a request over a connection of its own. */
	static Answer to(Sent request, String path, int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.toMessage(path, port).getBytes(StandardCharsets.ISO_8859_1));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			int status = Integer.parseInt(reader.readLine().split(" ", -1)[1]);
			Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
				String[] parts = line.split(":", 2);
				lines.computeIfAbsent(parts[0], (key) -> new ArrayList<>()).add(parts[1].strip());
			}
			return of(status, lines.containsKey(Anything.SERVED), lines);
		}
	}

	Answer with(int status, boolean served) {
		return new Answer(status, served, this.headers);
	}

	/** The answer with a header of another value, or none. */
	Answer with(String name, Set<String> values) {
		Map<String, Set<String>> headers = new TreeMap<>(this.headers);
		headers.remove(name);
		if (!values.isEmpty()) {
			headers.put(name, new TreeSet<>(values));
		}
		return new Answer(this.status, this.served, headers);
	}

	Answer without(Predicate<String> name) {
		Map<String, Set<String>> headers = new TreeMap<>(this.headers);
		headers.keySet().removeIf(name);
		return new Answer(this.status, this.served, headers);
	}

	/** The answer without what makes a page able to read it. */
	Answer withoutCors() {
		return without((name) -> name.startsWith(PREFIX));
	}

	boolean isAllowed() {
		return this.headers.containsKey(PREFIX + "allow-origin");
	}

	/** Such as “204 allowed”. */
	String summary() {
		return this.status + (isAllowed() ? " allowed" : "") + (this.served ? " served" : "");
	}

}
