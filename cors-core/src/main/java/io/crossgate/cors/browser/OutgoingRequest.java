package io.crossgate.cors.browser;

import java.util.Set;

/**
 * What the page wants to send, after the browser has accepted it.
 *
 * @param method the method, normalised
 * @param headers the headers the page may set
 * @param body the body
 * @param forced whether there is a preflight whatever method and headers are
 */
record OutgoingRequest(String method, HeaderLines headers, FetchBody body, boolean forced) {

	static final Set<String> BODY_HEADERS = Set.of("content-encoding", "content-language", "content-location",
			"content-type");

	static final Set<String> AUTHORIZATION = Set.of("authorization");

	OutgoingRequest forcingPreflight() {
		return new OutgoingRequest(this.method, this.headers, this.body, true);
	}

	boolean isReadingMethod() {
		return this.method.equals("GET") || this.method.equals("HEAD");
	}

	/**
	 * What is sent on after a redirect.
	 * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch,
	 * HTTP-redirect fetch, steps 12 and 13</a>
	 */
	OutgoingRequest redirected(int status, boolean toOtherOrigin) {
		boolean becomesGet = becomesGet(status);
		HeaderLines kept = becomesGet ? this.headers.without(BODY_HEADERS) : this.headers;
		return new OutgoingRequest(becomesGet ? "GET" : this.method, toOtherOrigin ? kept.without(AUTHORIZATION) : kept,
				becomesGet ? FetchBody.none() : this.body, this.forced);
	}

	boolean becomesGet(int status) {
		return ((status == 301 || status == 302) && this.method.equals("POST"))
				|| (status == 303 && !isReadingMethod());
	}

	OutgoingRequest withHeaders(HeaderLines value) {
		return new OutgoingRequest(this.method, value, this.body, this.forced);
	}

}
