package io.crossgate.cors.spring.test;

import org.springframework.http.HttpHeaders;

import io.crossgate.cors.browser.Browser;

/**
 * Copies a response for the browser.
 */
final class ResponseHeaders {

	private ResponseHeaders() {
	}

	static Browser.Response copy(int status, HttpHeaders headers) {
		Browser.Response[] response = { Browser.Response.of(status) };
		headers.forEach((name, values) -> values.forEach((value) -> response[0] = response[0].header(name, value)));
		return response[0];
	}

}
