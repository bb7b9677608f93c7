package io.crossgate.cors.spring.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The response of an error dispatch in a container that drops {@code Vary} whenever an
 * error is sent (Jetty). If security turns away the error page, too, no filter is called
 * again before the container answers; so the status is set and the headers stay.
 */
final class SendErrorAsStatusResponseWrapper extends HttpServletResponseWrapper {

	SendErrorAsStatusResponseWrapper(HttpServletResponse response) {
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
