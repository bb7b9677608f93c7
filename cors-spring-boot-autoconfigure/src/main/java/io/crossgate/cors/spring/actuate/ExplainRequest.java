package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.util.StringUtils;

import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.path.RequestPath;

/**
 * A request to be explained.
 *
 * @param origin the origin of the page
 * @param contextPath the path the application is deployed below
 * @param path the path it calls, within the application
 * @param within whether the path was given without the context path
 * @param method the method
 * @param headers the names of the headers it sets
 * @param credentials whether it sends cookies along
 * @param handshake whether it opens a WebSocket
 */
record ExplainRequest(String origin, String contextPath, String path, boolean within, String method,
		List<String> headers, boolean credentials, boolean handshake) {

	/** A reserved name (RFC 2606), so that no page is of the same origin by chance. */
	static final String SERVER = "https://this-server.invalid";

	private static final int LONGEST = 4096;

	/**
	 * Reads a question. The path is the one that the browser has; without the context
	 * path, which no such call would reach the application by, it is taken as one within
	 * the application.
	 */
	static ExplainRequest of(@Nullable String origin, String contextPath, @Nullable String path,
			@Nullable String method, @Nullable String headers, boolean credentials, boolean handshake) {
		if (origin == null || path == null || !path.startsWith("/")) {
			throw invalid("explain needs an origin, such as https://app.example.com, and a path, such as /api/todos");
		}
		int length = origin.length() + path.length() + ((method != null) ? method.length() : 0)
				+ ((headers != null) ? headers.length() : 0);
		if (length > LONGEST) {
			throw invalid("the question is longer than " + LONGEST + " characters");
		}
		String prefix = RequestPath.prefix(path.substring(0, pathLength(path)), contextPath);
		boolean within = prefix.isEmpty() && !contextPath.isEmpty();
		return new ExplainRequest(origin, within ? contextPath : prefix, path.substring(prefix.length()), within,
				(method != null) ? method : "GET",
				StringUtils.commaDelimitedListToSet(headers).stream().map(String::strip).toList(), credentials,
				handshake);
	}

	private static int pathLength(String target) {
		int query = target.indexOf('?');
		return (query < 0) ? target.length() : query;
	}

	/** What stands in the request line. */
	String target() {
		return this.contextPath + this.path;
	}

	Browser browser() {
		try {
			return Browser.at(this.origin);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("no page has this origin");
		}
	}

	FetchCall call() {
		try {
			FetchCall call = FetchCall.of(this.method, SERVER + target());
			for (String header : this.headers) {
				call = call.header(header, header.equalsIgnoreCase("content-type") ? "application/json" : "x");
			}
			return call.credentials(this.credentials ? Credentials.INCLUDE : Credentials.SAME_ORIGIN);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("no page can make this call");
		}
	}

	private static InvalidEndpointRequestException invalid(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

}
