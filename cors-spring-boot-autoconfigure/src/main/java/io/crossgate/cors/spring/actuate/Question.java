package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.util.StringUtils;

import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.Credentials;
import io.crossgate.cors.browser.FetchCall;

/**
 * What somebody wants explained.
 *
 * @param origin the origin of the page
 * @param path the path it calls
 * @param method the method
 * @param headers the names of the headers it sets
 * @param credentials whether it sends cookies along
 * @param handshake whether it opens a WebSocket
 */
record Question(String origin, String path, String method, List<String> headers, boolean credentials,
		boolean handshake) {

	/** A name nobody has (RFC 2606), so that no page is of the same origin by chance. */
	static final String SERVER = "https://this-server.invalid";

	private static final int LONGEST = 4096;

	static Question of(@Nullable String origin, @Nullable String path, @Nullable String method,
			@Nullable String headers, boolean credentials, boolean handshake) {
		if (origin == null || path == null || !path.startsWith("/")) {
			throw invalid("explain needs an origin, such as https://app.example.com, and a path, such as /api/todos");
		}
		int length = origin.length() + path.length() + ((method != null) ? method.length() : 0)
				+ ((headers != null) ? headers.length() : 0);
		if (length > LONGEST) {
			throw invalid("the question is longer than " + LONGEST + " characters");
		}
		return new Question(origin, path, (method != null) ? method : "GET",
				StringUtils.commaDelimitedListToSet(headers).stream().map(String::strip).toList(), credentials,
				handshake);
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
			FetchCall call = FetchCall.of(this.method, SERVER + this.path);
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
