package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.protocol.OutgoingRequest;
import io.crossgate.cors.browser.url.WebUrl;
import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.RequestHeaders;
import io.crossgate.cors.fetch.Tokens;

/**
 * Construction of a request from a call: the API fails for what no page may send, and
 * drops headers that no page may set.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#dom-request">Fetch, new Request</a>
 */
final class RequestConstruction {

	private final FetchCall call;

	private final EngineProfile profile;

	private final boolean noCors;

	private RequestConstruction(FetchCall call, EngineProfile profile) {
		this.call = call;
		this.profile = profile;
		this.noCors = call.mode() == RequestMode.NO_CORS;
	}

	static OutgoingRequest accept(FetchCall call, WebUrl url, EngineProfile profile) throws NetworkErrorException {
		return (call.api() == RequestApi.FETCH) ? new RequestConstruction(call, profile).accept(url)
				: XhrConstruction.send(call, profile);
	}

	private OutgoingRequest accept(WebUrl url) throws NetworkErrorException {
		if (this.call.userInfo().isPresent()) {
			throw new IllegalArgumentException("fetch() takes no user name and no password");
		}
		failIf(url.includesCredentials(), FetchFailure.API_URL_CREDENTIALS);
		String method = method(this.call.method());
		failIf(this.noCors && !Methods.isSafelisted(method), FetchFailure.API_NO_CORS_METHOD);
		HeaderList headers = HeaderList.none();
		for (HeaderList.Line line : (this.call.headersObject() ? headersObject() : this.call.headers()).lines()) {
			headers = append(headers, line.name(), normalise(line));
		}
		FetchBody body = body();
		OutgoingRequest request = new OutgoingRequest(method, withContentType(headers, body), body, body.isStream());
		failIf(body.isPresent() && request.isReadingMethod(), FetchFailure.API_BODY_ON_GET);
		failIf(this.noCors && body.isStream(), FetchFailure.API_NO_CORS_STREAM);
		return request;
	}

	static String method(String method) throws NetworkErrorException {
		failIf(!Tokens.isToken(method), FetchFailure.API_INVALID_METHOD);
		failIf(Methods.isForbidden(method), FetchFailure.API_FORBIDDEN_METHOD);
		return Methods.normalise(method);
	}

	/** The value of a header that can be sent, whether or not the page may set it. */
	static String normalise(HeaderList.Line line) throws NetworkErrorException {
		String value = HeaderValues.strip(line.value());
		failIf(!Tokens.isToken(line.name()) || !HeaderValues.isSendable(value), FetchFailure.API_INVALID_HEADER);
		return value;
	}

	static boolean isForbidden(String name, String value, EngineProfile profile) {
		return RequestHeaders.isForbidden(name, value)
				|| (profile.has(Quirk.USER_AGENT_IS_FORBIDDEN) && Tokens.toAsciiLowerCase(name).equals("user-agent"));
	}

	// The guard of such an object is "none", so it takes forbidden headers as well.
	private HeaderList headersObject() throws NetworkErrorException {
		HeaderList headers = HeaderList.none();
		for (HeaderList.Line line : this.call.headers().lines()) {
			headers = headers.with(line.name(), normalise(line));
		}
		return headers.sortedAndCombined();
	}

	private FetchBody body() throws NetworkErrorException {
		FetchBody body = this.call.body();
		if (!body.isStream()) {
			return body;
		}
		failIf(this.profile.has(Quirk.NO_STREAMS), FetchFailure.API_STREAM_UNSUPPORTED);
		return this.profile.has(Quirk.STREAM_BECOMES_TEXT) ? FetchBody.text() : body;
	}

	private HeaderList append(HeaderList headers, String name, String value) {
		if (isForbidden(name, value, this.profile) || (this.noCors && !isNoCorsSafe(headers, name, value))) {
			return headers;
		}
		return headers.with(name, value);
	}

	// A value is checked together with those before it, as the server will receive it.
	private static boolean isNoCorsSafe(HeaderList headers, String name, String value) {
		@Nullable String present = headers.get(name);
		return RequestHeaders.isNoCorsName(name)
				&& RequestHeaders.isSafelisted(name, (present != null) ? present + ", " + value : value);
	}

	private HeaderList withContentType(HeaderList headers, FetchBody body) {
		if (body.contentType().isEmpty() || headers.contains("Content-Type")) {
			return headers;
		}
		return append(headers, "Content-Type", body.contentType());
	}

	static void failIf(boolean condition, FetchFailure failure) throws NetworkErrorException {
		if (condition) {
			throw new NetworkErrorException(failure);
		}
	}

}
