package io.crossgate.cors.browser;

/**
 * What {@code open()}, {@code setRequestHeader()} and {@code send()} of
 * {@code XMLHttpRequest} make of a call.
 *
 * @see <a href="https://xhr.spec.whatwg.org/#request">XMLHttpRequest, request</a>
 */
final class XhrConstruction {

	private static final String CONTENT_TYPE = "Content-Type";

	private XhrConstruction() {
	}

	static OutgoingRequest send(FetchCall call, Profile profile) throws NetworkErrorException {
		if (call.mode() != RequestMode.CORS || call.redirect() != RedirectMode.FOLLOW
				|| call.credentials() == Credentials.OMIT) {
			throw new IllegalArgumentException(
					"XMLHttpRequest has mode cors, follows redirects and can't omit" + " credentials; this call wants "
							+ call.mode() + ", " + call.redirect() + ", " + call.credentials());
		}
		String method = ApiLayer.method(call.method());
		HeaderLines headers = headers(call, profile);
		FetchBody body = (method.equals("GET") || method.equals("HEAD")) ? FetchBody.none() : body(call.body());
		boolean listener = call.api() == Api.XHR_WITH_UPLOAD_LISTENER
				&& (body.isPresent() || !profile.has(Quirk.UPLOAD_LISTENER_NEEDS_BODY));
		return new OutgoingRequest(method, withContentType(headers, body, profile), body, listener);
	}

	private static HeaderLines headers(FetchCall call, Profile profile) throws NetworkErrorException {
		HeaderLines headers = HeaderLines.none();
		for (HeaderLines.Line line : call.headers().lines()) {
			String value = ApiLayer.normalise(line);
			if (!ApiLayer.isForbidden(line.name(), value, profile)) {
				headers = headers.combined(line.name(), value);
			}
		}
		return headers;
	}

	// XMLHttpRequest knows no streams: it takes one for an object to write out as text.
	private static FetchBody body(FetchBody body) {
		return body.isStream() ? FetchBody.text() : body;
	}

	private static HeaderLines withContentType(HeaderLines headers, FetchBody body, Profile profile) {
		String declared = headers.get(CONTENT_TYPE);
		if (declared == null) {
			return body.contentType().isEmpty() ? headers : headers.with(CONTENT_TYPE, body.contentType());
		}
		boolean text = body.isText() || (body.isUrlEncoded() && profile.has(Quirk.URL_ENCODED_IS_TEXT));
		return text ? headers.replaced(CONTENT_TYPE, TextCharset.utf8(declared, profile)) : headers;
	}

}
