package io.crossgate.cors.spring.test;

import java.net.URI;

import io.crossgate.cors.browser.Browser;

/**
 * Where a request goes that a test client sends.
 */
final class RequestUrl {

	private RequestUrl() {
	}

	/** The client's own base URL, if it has one, says where the server is. */
	static URI on(URI base, Browser.Request request) {
		URI url = URI.create(request.url());
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		return base.resolve(url.getRawPath() + query);
	}

}
