package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.util.SafeText;

/**
 * A request to be explained.
 *
 * @param origin the origin of the page
 * @param server the server it calls
 * @param contextPath the path the application is deployed below
 * @param path the path it calls, within the application
 * @param within whether the path was given without the context path
 * @param method the method
 * @param headers the names of the headers it sets
 * @param credentials whether it sends cookies along
 * @param handshake whether it opens a WebSocket
 */
record ExplainRequest(String origin, CalledServer server, String contextPath, String path, boolean within,
		String method, List<String> headers, boolean credentials, boolean handshake) {

	private static final int LONGEST = 4096;

	private static final String HTTPS = "https";

	/**
	 * Reads a question. The path is the one that the browser has; without the context
	 * path, which no such call would reach the application by, it is taken as one within
	 * the application.
	 * @throws InvalidParameterException if no page can make this call
	 */
	static ExplainRequest of(Parameters asked, String contextPath, CalledServer server) {
		asked.checkLength();
		String origin = asked.checkedOrigin();
		String path = asked.checkedPath();
		String prefix = RequestPath.prefix(path.substring(0, pathLength(path)), contextPath);
		boolean within = prefix.isEmpty() && !contextPath.isEmpty();
		ExplainRequest request = new ExplainRequest(origin, server, within ? contextPath : prefix,
				path.substring(prefix.length()), within, StringUtils.hasText(asked.method) ? asked.method : "GET",
				StringUtils.commaDelimitedListToSet(asked.headers)
					.stream()
					.map(String::strip)
					.filter(StringUtils::hasText)
					.toList(),
				Parameters.flag("credentials", asked.credentials), Parameters.flag("handshake", asked.handshake));
		request.call();
		if (request.handshake) {
			request.checkHandshake();
		}
		return request;
	}

	private void checkHandshake() {
		if (!this.method.equals("GET")) {
			throw new InvalidParameterException("method", "The handshake of a WebSocket is a GET.");
		}
		if (!this.headers.isEmpty()) {
			throw new InvalidParameterException("headers", "No page can set a header of a handshake.");
		}
	}

	private static int pathLength(String target) {
		int query = target.indexOf('?');
		return (query < 0) ? target.length() : query;
	}

	Browser browser() {
		return Browser.at(this.origin);
	}

	/**
	 * Return the call as the page makes it. One from a page on https to plain http would
	 * not be sent at all, so a server that was called so is taken for one behind a proxy
	 * that ends TLS.
	 */
	FetchCall call() {
		FetchCall call;
		try {
			call = FetchCall.of(this.method, url());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidParameterException("method", "No page can make this call: " + ex.getMessage());
		}
		for (String header : this.headers) {
			try {
				call = call.header(header, header.equalsIgnoreCase("content-type") ? "application/json" : "x");
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidParameterException("headers", "No page can set this header: " + ex.getMessage());
			}
		}
		return call.credentials(this.credentials ? Credentials.INCLUDE : Credentials.SAME_ORIGIN);
	}

	/** Return what the page calls, as it has to be written there. */
	String url() {
		String server = isBehindTls() ? request().to(HTTPS, this.server.host(), -1).server() : request().server();
		return server + target();
	}

	private boolean isBehindTls() {
		return this.server.scheme().equals("http") && this.origin.startsWith(HTTPS + "://")
				&& !Origin.isLoopback(this.server.host());
	}

	/** Return the request as the server receives it, without headers. */
	CorsRequest request() {
		return request(this.method, target());
	}

	/** Return another request to the same server. */
	CorsRequest request(String method, String url) {
		int authority = url.indexOf("://");
		String target = (authority < 0) ? url : url.substring(url.indexOf('/', authority + 3));
		String path = target.substring(0, pathLength(target));
		String prefix = RequestPath.prefix(path, this.contextPath);
		return new CorsRequest(method, path.substring(prefix.length())).below(prefix)
			.to(this.server.scheme(), this.server.host(), this.server.port());
	}

	/** Return what is to be said of how the question was read, or {@code null}. */
	@Nullable String note() {
		StringBuilder note = new StringBuilder();
		if (this.within) {
			note.append("The path has been taken as one within the application: a browser calls ")
				.append(request().fullPath())
				.append('.');
		}
		if (isBehindTls() && !this.handshake) {
			note.append(note.isEmpty() ? "" : " ")
				.append("No page on https can call ")
				.append(request().server())
				.append(": explained as if a proxy in front of it spoke https.");
		}
		return note.isEmpty() ? null : note.toString();
	}

	private String target() {
		return this.contextPath + this.path;
	}

	/**
	 * The parameters of a question as they were given.
	 *
	 * @param origin the origin of the page
	 * @param path the path
	 * @param method the method
	 * @param headers the names of headers, separated by commas
	 * @param credentials {@code true} or {@code false}
	 * @param handshake {@code true} or {@code false}
	 */
	record Parameters(@Nullable String origin, @Nullable String path, @Nullable String method, @Nullable String headers,
			@Nullable String credentials, @Nullable String handshake) {

		private void checkLength() {
			int length = 0;
			for (String value : new @Nullable String[] { this.origin, this.path, this.method, this.headers }) {
				length += (value != null) ? value.length() : 0;
			}
			if (length > LONGEST) {
				throw new InvalidParameterException(null, "The question is longer than " + LONGEST + " characters.");
			}
		}

		private String checkedOrigin() {
			if (!StringUtils.hasText(this.origin)) {
				throw new InvalidParameterException("origin",
						"It is missing: the origin of the page, such as https://app.example.com.");
			}
			try {
				Browser.at(this.origin);
				return this.origin;
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidParameterException("origin", "No page has this origin. " + correction(this.origin));
			}
		}

		private static String correction(String origin) {
			try {
				return Origin.of(origin).toString();
			}
			catch (MalformedOriginException ex) {
				return ex.getMessage() + (ex.corrections().isEmpty() ? ""
						: " Did you mean " + String.join(", ", ex.corrections()) + "?");
			}
		}

		private String checkedPath() {
			if (!StringUtils.hasText(this.path)) {
				throw new InvalidParameterException("path",
						"It is missing: the path that the page calls, such as /api/todos.");
			}
			if (!this.path.startsWith("/")) {
				throw new InvalidParameterException("path", "A path starts with a slash, such as /api/todos.");
			}
			return this.path;
		}

		private static boolean flag(String name, @Nullable String value) {
			if (value == null || value.equals("false")) {
				return false;
			}
			if (!value.isEmpty() && !value.equals("true")) {
				throw new InvalidParameterException(name, "It is true or false.");
			}
			return true;
		}

	}

	/** Thrown if a parameter makes no question. */
	static final class InvalidParameterException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final @Nullable String parameter;

		private InvalidParameterException(@Nullable String parameter, String message) {
			super(SafeText.of(message, 512), null, false, false);
			this.parameter = parameter;
		}

		@Nullable String parameter() {
			return this.parameter;
		}

	}

}
