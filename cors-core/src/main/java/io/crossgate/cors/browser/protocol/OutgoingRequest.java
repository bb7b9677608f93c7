package io.crossgate.cors.browser.protocol;

import java.util.Set;

import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.HeaderList;

/**
 * The request of a page as it stands: what the API made of the call, or a redirect of the
 * request before.
 *
 * @param method the method, normalised
 * @param headers the headers the page may set
 * @param body the body
 * @param forced whether there is a preflight whatever method and headers are
 */
public record OutgoingRequest(String method, HeaderList headers, FetchBody body, boolean forced) {

	static final Set<String> BODY_HEADERS = Set.of("content-encoding", "content-language", "content-location",
			"content-type");

	static final Set<String> AUTHORIZATION = Set.of("authorization");

	/**
	 * Return this request with a preflight whatever its method and headers are.
	 * @return the changed request
	 */
	public OutgoingRequest forcingPreflight() {
		return new OutgoingRequest(this.method, this.headers, this.body, true);
	}

	/**
	 * Return whether the method is {@code GET} or {@code HEAD}, which have no body.
	 * @return whether it is
	 */
	public boolean isReadingMethod() {
		return this.method.equals("GET") || this.method.equals("HEAD");
	}

	/**
	 * Return the request after a redirect.
	 * @param status the status of the redirect
	 * @param toOtherOrigin whether it leads to another origin than the current one
	 * @return the next request
	 * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch,
	 * HTTP-redirect fetch, steps 12 and 13</a>
	 */
	public OutgoingRequest redirected(int status, boolean toOtherOrigin) {
		boolean becomesGet = becomesGet(status);
		HeaderList kept = becomesGet ? this.headers.without(BODY_HEADERS) : this.headers;
		return new OutgoingRequest(becomesGet ? "GET" : this.method, toOtherOrigin ? kept.without(AUTHORIZATION) : kept,
				becomesGet ? FetchBody.none() : this.body, this.forced);
	}

	boolean becomesGet(int status) {
		return ((status == 301 || status == 302) && this.method.equals("POST"))
				|| (status == 303 && !isReadingMethod());
	}

	OutgoingRequest withHeaders(HeaderList value) {
		return new OutgoingRequest(this.method, value, this.body, this.forced);
	}

}
