package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request of a page.
 *
 * @param preflight whether it is the preflight for the method
 * @param method the method of the page's request
 * @param path the path
 * @param origin the page's origin, or {@code null} for a request without one
 * @param headers the names a preflight asks for
 */
record Probe(boolean preflight, String method, String path, @Nullable String origin, List<String> headers) {

	/** No page of the corpus comes from the server itself. */
	static final String SERVER = "server.example";

	/** The method that is sent. */
	String sent() {
		return this.preflight ? "OPTIONS" : this.method;
	}

	String headerLine() {
		return String.join(",", this.headers);
	}

}
