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

	private final Profile profile;

	private final boolean noCors;

	private ApiLayer(FetchCall call, Profile profile) {
		this.call = call;
		this.profile = profile;
		this.noCors = call.mode() == RequestMode.NO_CORS;
	}

	static OutgoingRequest accept(FetchCall call, WebUrl url, Profile profile) throws NetworkErrorException {
		return (call.api() == Api.FETCH) ? new ApiLayer(call, profile).accept(url)
				: XhrConstruction.send(call, profile);
	}

	private OutgoingRequest accept(WebUrl url) throws NetworkErrorException {
		if (this.call.userInfo().isPresent()) {
			throw new IllegalArgumentException("fetch() takes no user name and no password");
		}
		refuseIf(url.includesCredentials(), FetchFailure.API_URL_CREDENTIALS);
		String method = method(this.call.method());
		refuseIf(this.noCors && !Methods.isSafelisted(method), FetchFailure.API_NO_CORS_METHOD);
		HeaderLines headers = HeaderLines.none();
		for (HeaderLines.Line line : (this.call.headersObject() ? headersObject() : this.call.headers()).lines()) {
			headers = append(headers, line.name(), normalise(line));
		}
		FetchBody body = body();
		OutgoingRequest request = new OutgoingRequest(method, withContentType(headers, body), body, body.isStream());
		refuseIf(body.isPresent() && request.isReadingMethod(), FetchFailure.API_BODY_ON_GET);
		refuseIf(this.noCors && body.isStream(), FetchFailure.API_NO_CORS_STREAM);
		return request;
	}

	static String method(String method) throws NetworkErrorException {
		refuseIf(!Tokens.isToken(method), FetchFailure.API_INVALID_METHOD);
		refuseIf(Methods.isForbidden(method), FetchFailure.API_FORBIDDEN_METHOD);
		return Methods.normalise(method);
	}

	/** The value of a header that can be sent, whether or not the page may set it. */
	static String normalise(HeaderLines.Line line) throws NetworkErrorException {
		String value = HeaderValues.strip(line.value());
		refuseIf(!Tokens.isToken(line.name()) || !HeaderValues.isSendable(value), FetchFailure.API_INVALID_HEADER);
		return value;
	}

	static boolean isForbidden(String name, String value, Profile profile) {
		return RequestHeaders.isForbidden(name, value)
				|| (profile.has(Quirk.USER_AGENT_IS_FORBIDDEN) && Tokens.toAsciiLowerCase(name).equals("user-agent"));
	}

	// A Headers object that is not yet part of a request takes forbidden headers as well.
	private HeaderLines headersObject() throws NetworkErrorException {
		HeaderLines headers = HeaderLines.none();
		for (HeaderLines.Line line : this.call.headers().lines()) {
			headers = headers.with(line.name(), normalise(line));
		}
		return headers.sortedAndCombined();
	}

	private FetchBody body() throws NetworkErrorException {
		FetchBody body = this.call.body();
		if (!body.isStream()) {
			return body;
		}
		refuseIf(this.profile.has(Quirk.NO_STREAMS), FetchFailure.API_STREAM_UNSUPPORTED);
		return this.profile.has(Quirk.STREAM_BECOMES_TEXT) ? FetchBody.text() : body;
	}

	private HeaderLines append(HeaderLines headers, String name, String value) {
		if (isForbidden(name, value, this.profile) || (this.noCors && !isNoCorsSafe(headers, name, value))) {
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

	private HeaderLines withContentType(HeaderLines headers, FetchBody body) {
		if (body.contentType().isEmpty() || headers.contains("Content-Type")) {
			return headers;
		}
		return append(headers, "Content-Type", body.contentType());
	}

	static void refuseIf(boolean condition, FetchFailure failure) throws NetworkErrorException {
		if (condition) {
			throw new NetworkErrorException(failure);
		}
	}

}
