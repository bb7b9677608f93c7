package io.crossgate.cors.spring;

import java.util.List;

/**
 * One request and the answer to it, as one line of a table.
 *
 * @param name what it is about, in prose
 * @param method the method
 * @param path the path as sent
 * @param status the status of the answer
 * @param request the header lines of the request
 * @param response the {@code Access-Control-*} and {@code Vary} lines of the answer
 */
record Exchange(String name, String method, String path, int status, List<String> request, List<String> response) {

	/** Starts a row. The line is a method and a path. */
	static Exchange of(String name, String line, int status) {
		int space = line.indexOf(' ');
		return new Exchange(name, line.substring(0, space), line.substring(space + 1), status, List.of(), List.of());
	}

	Exchange from(String... headers) {
		return new Exchange(this.name, this.method, this.path, this.status, List.of(headers), this.response);
	}

	Exchange answered(String... headers) {
		return new Exchange(this.name, this.method, this.path, this.status, this.request, List.of(headers));
	}

	Http.Response send(int port) {
		return Http.send(port, this.method, this.path, this.request.toArray(String[]::new));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
