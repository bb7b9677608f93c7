package io.crossgate.cors.comingfrom;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request, with header lines as they are sent.
 */
record Sent(String method, Map<String, List<String>> headers) {

	Sent {
		Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(headers);
		headers = all;
	}

	/** Reads “PUT” and “Origin: https://a.example; X-B: 1”. */
	static Sent of(String method, String headers) {
		Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String header : headers.split(";", 0)) {
			if (!header.isBlank()) {
				String[] parts = header.split(":", 2);
				all.merge(parts[0].strip(), List.of(parts[1].strip()),
						(before, added) -> List.of(before.get(0), added.get(0)));
			}
		}
		return new Sent(method, all);
	}

	/** The same request to another host. */
	Sent to(String host) {
		Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.putAll(this.headers);
		all.put("Host", List.of(host));
		return new Sent(this.method, all);
	}

	boolean hasOrigin() {
		return this.headers.containsKey("Origin");
	}

	/** As the Fetch standard has it: OPTIONS, with an origin and the method to come. */
	boolean isPreflight() {
		return this.method.equals("OPTIONS") && hasOrigin()
				&& this.headers.containsKey("Access-Control-Request-Method");
	}

	/** The request as it goes over the wire. */
	String toMessage(String path, int port) {
		StringBuilder message = new StringBuilder(this.method).append(' ').append(path).append(" HTTP/1.1\r\n");
		if (!this.headers.containsKey("Host")) {
			message.append("Host: localhost:").append(port).append("\r\n");
		}
		this.headers.forEach((name,
				lines) -> lines.forEach((line) -> message.append(name)
					.append(": ")
					.append(line.replace("{port}", String.format(Locale.ROOT, "%d", port)))
					.append("\r\n")));
		return message.append("Content-Length: 0\r\n\r\n").toString();
	}

}
