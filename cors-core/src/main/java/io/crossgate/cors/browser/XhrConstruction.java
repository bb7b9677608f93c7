package io.crossgate.cors.browser;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RedirectMode;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.protocol.OutgoingRequest;
import io.crossgate.cors.browser.protocol.TextCharset;

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

	static OutgoingRequest send(FetchCall call, EngineProfile profile) throws NetworkErrorException {
		if (call.mode() != RequestMode.CORS || call.redirect() != RedirectMode.FOLLOW
				|| call.credentials() == Credentials.OMIT || call.targetAddressSpace() != null) {
			throw new IllegalArgumentException(
					"XMLHttpRequest has mode cors, follows redirects, can't omit credentials and has no target address space, not "
							+ call.mode() + ", " + call.redirect() + ", " + call.credentials());
		}
		String method = RequestConstruction.method(call.method());
		HeaderList headers = headers(call, profile);
		FetchBody body = (method.equals("GET") || method.equals("HEAD")) ? FetchBody.none() : body(call.body());
		boolean listener = call.api() == RequestApi.XHR_WITH_UPLOAD_LISTENER
				&& (body.isPresent() || !profile.has(Quirk.UPLOAD_LISTENER_NEEDS_BODY));
		return new OutgoingRequest(method, withContentType(headers, body, profile), body, listener);
	}

	private static HeaderList headers(FetchCall call, EngineProfile profile) throws NetworkErrorException {
		HeaderList headers = HeaderList.none();
		for (HeaderList.Line line : call.headers().lines()) {
			String value = RequestConstruction.normalise(line);
			if (!RequestConstruction.isForbidden(line.name(), value, profile)) {
				headers = headers.combined(line.name(), value);
			}
		}
		return headers;
	}

	// The API has no streams: it converts one to a string, as it does any object.
	private static FetchBody body(FetchBody body) {
		return body.isStream() ? FetchBody.text() : body;
	}

	private static HeaderList withContentType(HeaderList headers, FetchBody body, EngineProfile profile) {
		String declared = headers.get(CONTENT_TYPE);
		if (declared == null) {
			return body.contentType().isEmpty() ? headers : headers.with(CONTENT_TYPE, body.contentType());
		}
		boolean text = body.isText() || (body.isUrlEncoded() && profile.has(Quirk.URL_ENCODED_IS_TEXT));
		return text ? headers.replaced(CONTENT_TYPE, TextCharset.utf8(declared, profile)) : headers;
	}

}
