package io.crossgate.cors.spring.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The response of an error dispatch in a container that drops {@code Vary} whenever an
 * error is sent (Jetty). If security turns away the error page, too, nobody is asked
 * again before the container answers; so the status is set and the headers stay.
 */
final class ErrorDispatchResponse extends HttpServletResponseWrapper {

	ErrorDispatchResponse(HttpServletResponse response) {
		super(response);
	}

	@Override
	public void sendError(int status) {
		setStatus(status);
	}

	@Override
	public void sendError(int status, String message) {
		setStatus(status);
	}

}
