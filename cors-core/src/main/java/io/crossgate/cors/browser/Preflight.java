package io.crossgate.cors.browser;

import java.util.List;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.CorsCheck;
import io.crossgate.cors.browser.protocol.MaxAge;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.protocol.OutgoingRequest;
import io.crossgate.cors.browser.protocol.TokenList;
import io.crossgate.cors.browser.protocol.UrlList;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.RequestHeaders;

/**
 * The CORS-preflight fetch, unless the cache covers the request.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch-0">Fetch,
 * CORS-preflight fetch</a>
 */
final class Preflight {

	private final FetchContext context;

	private final UrlList chain;

	private final String origin;

	private final boolean credentials;

	private final EngineProfile profile;

	Preflight(FetchContext context, UrlList chain) {
		this.context = context;
		this.chain = chain;
		this.profile = context.profile();
		this.origin = this.profile.has(Quirk.PREFLIGHT_KEEPS_ORIGIN) ? context.page().origin() : chain.requestOrigin();
		this.credentials = context.call().includesCredentials();
	}

	void pass(OutgoingRequest request, List<String> unsafeNames, List<String> causes) throws NetworkErrorException {
		Transcript transcript = this.context.transcript();
		transcript.preflightNeeded(causes);
		if (this.context.cache().covers(this.origin, this.chain.current(), this.credentials, request, unsafeNames)) {
			transcript.step("The preflight cache covers it.");
			return;
		}
		Browser.Response response = this.context.send(ask(request, unsafeNames));
		CorsCheck.preflight(response.headers(), this.origin, this.credentials);
		if (!response.isOk()) {
			throw new NetworkErrorException(FetchFailure.PREFLIGHT_STATUS);
		}
		List<String> methods = methods(response, request);
		List<String> names = names(response, request, unsafeNames);
		long seconds = MaxAge.seconds(response.headers(), this.profile);
		this.context.cache().store(this.origin, this.chain.current(), this.credentials, methods, names, seconds);
		transcript.step("The server allows it; the browser caches that for " + seconds + " seconds.");
	}

	void removeFromCache() {
		if (!this.profile.has(Quirk.KEEPS_CACHE_AFTER_FAILURE)) {
			this.context.cache().clear(this.origin, this.chain.current());
		}
	}

	private Browser.Request ask(OutgoingRequest request, List<String> unsafeNames) {
		HeaderList headers = HeaderList.none().with("Accept", "*/*").with(HeaderNames.REQUEST_METHOD, request.method());
		if (!unsafeNames.isEmpty()) {
			headers = headers.with(HeaderNames.REQUEST_HEADERS, String.join(",", unsafeNames));
		}
		headers = this.context.withFetchMetadata(headers.with(HeaderNames.ORIGIN, this.origin), this.chain);
		return new Browser.Request(Browser.Request.Kind.PREFLIGHT, "OPTIONS", this.chain.current().toString(), headers,
				false);
	}

	private List<String> methods(Browser.Response response, OutgoingRequest request) throws NetworkErrorException {
		TokenList list = TokenList.of(response.headers(), HeaderNames.ALLOW_METHODS);
		if (list.invalid() != null) {
			throw new NetworkErrorException(FetchFailure.PREFLIGHT_ACAM_INVALID);
		}
		// Checked before the method, because the standard parses both lists first.
		if (TokenList.of(response.headers(), HeaderNames.ALLOW_HEADERS).invalid() != null) {
			throw new NetworkErrorException(FetchFailure.PREFLIGHT_ACAH_INVALID);
		}
		if (request.forced() && !response.headers().contains(HeaderNames.ALLOW_METHODS)) {
			return List.of(request.method());
		}
		if (!list.contains(request.method()) && !Methods.isSafelisted(request.method())
				&& !(list.contains("*") && !this.credentials)) {
			throw new NetworkErrorException(FetchFailure.PREFLIGHT_METHOD_NOT_ALLOWED);
		}
		return list.tokens();
	}

	private List<String> names(Browser.Response response, OutgoingRequest request, List<String> unsafeNames)
			throws NetworkErrorException {
		TokenList list = TokenList.of(response.headers(), HeaderNames.ALLOW_HEADERS);
		boolean strict = !this.profile.has(Quirk.WILDCARD_COVERS_AUTHORIZATION);
		for (HeaderList.Line line : request.headers().lines()) {
			if (strict && RequestHeaders.isNonWildcardName(line.name())
					&& !list.containsIgnoringCase("authorization")) {
				throw new NetworkErrorException(FetchFailure.PREFLIGHT_AUTHORIZATION_NOT_LISTED);
			}
		}
		for (String name : unsafeNames) {
			if (!list.containsIgnoringCase(name) && !(list.contains("*") && !this.credentials)) {
				throw new NetworkErrorException(FetchFailure.PREFLIGHT_HEADER_NOT_ALLOWED, name);
			}
		}
		return list.tokens();
	}

}
