package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.RequestHeaders;
import io.crossgate.cors.fetch.Tokens;

/**
 * What happens before anything is sent: the browser refuses what no page may ask for, and
 * drops the headers no page may set.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#dom-request">Fetch, new Request</a>
 */
final class ApiLayer {

	private final FetchCall call;

	private final boolean noCors;

	private ApiLayer(FetchCall call) {
		this.call = call;
		this.noCors = call.mode() == RequestMode.NO_CORS;
	}

	static OutgoingRequest accept(FetchCall call, WebUrl url, Profile profile) throws NetworkErrorException {
		return new ApiLayer(call).accept(url, profile);
	}

	private OutgoingRequest accept(WebUrl url, Profile profile) throws NetworkErrorException {
		refuseIf(url.credentials(), FetchFailure.API_URL_CREDENTIALS);
		refuseIf(!Tokens.isToken(this.call.method()), FetchFailure.API_INVALID_METHOD);
		refuseIf(Methods.isForbidden(this.call.method()), FetchFailure.API_FORBIDDEN_METHOD);
		String method = Methods.normalise(this.call.method());
		refuseIf(this.noCors && !Methods.isSafelisted(method), FetchFailure.API_NO_CORS_METHOD);
		HeaderLines headers = HeaderLines.none();
		for (HeaderLines.Line line : this.call.headers().lines()) {
			headers = append(headers, line.name(), HeaderValues.strip(line.value()));
		}
		FetchBody body = body(profile);
		OutgoingRequest request = new OutgoingRequest(method, withContentType(headers, body), body,
				body.isStream() || this.call.api() == Api.XHR_WITH_UPLOAD_LISTENER);
		refuseIf(body.isPresent() && request.isReadingMethod(), FetchFailure.API_BODY_ON_GET);
		refuseIf(this.noCors && body.isStream(), FetchFailure.API_NO_CORS_STREAM);
		return request;
	}

	private FetchBody body(Profile profile) throws NetworkErrorException {
		FetchBody body = this.call.body();
		if (!body.isStream()) {
			return body;
		}
		refuseIf(profile.has(Quirk.NO_STREAMS), FetchFailure.API_STREAM_UNSUPPORTED);
		return profile.has(Quirk.STREAM_BECOMES_TEXT) ? FetchBody.text() : body;
	}

	private HeaderLines append(HeaderLines headers, String name, String value) throws NetworkErrorException {
		refuseIf(!Tokens.isToken(name) || !HeaderValues.isSendable(value), FetchFailure.API_INVALID_HEADER);
		if (RequestHeaders.isForbidden(name, value) || (this.noCors && !isNoCorsSafe(headers, name, value))) {
			return headers;
		}
		return headers.with(name, value);
	}

	// A value is judged together with those before it, as the server will see it.
	private static boolean isNoCorsSafe(HeaderLines headers, String name, String value) {
		@Nullable String present = headers.get(name);
		return RequestHeaders.isNoCorsName(name)
				&& RequestHeaders.isSafelisted(name, (present != null) ? present + ", " + value : value);
	}

	private HeaderLines withContentType(HeaderLines headers, FetchBody body) throws NetworkErrorException {
		if (body.contentType().isEmpty() || headers.contains("Content-Type")) {
			return headers;
		}
		return append(headers, "Content-Type", body.contentType());
	}

	private static void refuseIf(boolean condition, FetchFailure failure) throws NetworkErrorException {
		if (condition) {
			throw new NetworkErrorException(failure);
		}
	}

}
