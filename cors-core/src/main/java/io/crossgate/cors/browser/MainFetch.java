package io.crossgate.cors.browser;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RedirectMode;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult.ResponseType;
import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.CorsCheck;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.protocol.OutgoingRequest;
import io.crossgate.cors.browser.protocol.Page;
import io.crossgate.cors.browser.protocol.RedirectedHeaders;
import io.crossgate.cors.browser.protocol.ResourcePolicy;
import io.crossgate.cors.browser.protocol.UrlList;
import io.crossgate.cors.browser.url.WebUrl;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Methods;

/**
 * The main fetch: from the call of a page to its result, in the order of the standard,
 * one iteration per redirect.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#main-fetch">Fetch, main fetch</a>
 */
final class MainFetch {

	private static final int MOST_REDIRECTS = 20;

	private final FetchContext context;

	private final FetchCall call;

	private final Page page;

	private final UrlList chain;

	private ResponseType tainting = ResponseType.BASIC;

	private @Nullable Preflight preflight;

	private boolean originSent;

	MainFetch(FetchContext context) {
		this.context = context;
		this.call = context.call();
		this.page = context.page();
		WebUrl url = this.page.resolve(this.call.url());
		this.chain = new UrlList(this.page,
				this.call.userInfo().isPresent() ? url.withUserInfo(this.call.userInfo()) : url);
	}

	FetchResult run() {
		Transcript transcript = this.context.transcript();
		try {
			OutgoingRequest request = RequestConstruction.accept(this.call, this.chain.current(),
					this.context.profile());
			FetchResult result = result(fetch(request));
			transcript.step(result.isReadable() ? "The page can read the response."
					: "The page gets a response it can't read.");
			return result;
		}
		catch (NetworkErrorException ex) {
			if (this.preflight != null) {
				this.preflight.removeFromCache();
			}
			return FetchResult.failed(this.context, this.chain, ex);
		}
	}

	private Browser.Response fetch(OutgoingRequest first) throws NetworkErrorException {
		OutgoingRequest request = first;
		RedirectedHeaders headers = new RedirectedHeaders(first, this.context.profile());
		while (true) {
			WebUrl url = this.chain.current();
			this.context.failIfUnreachable(url);
			taint(url);
			if (this.tainting == ResponseType.CORS) {
				preflightIfNeeded(request, headers);
			}
			Browser.Response response = send(request, url);
			check(response, url);
			if (!response.isRedirect()) {
				return response;
			}
			if (this.call.redirect() == RedirectMode.ERROR) {
				throw new NetworkErrorException(FetchFailure.REDIRECT_MODE_ERROR);
			}
			if (this.call.redirect() == RedirectMode.MANUAL) {
				this.tainting = ResponseType.OPAQUE_REDIRECT;
				return response;
			}
			List<String> locations = response.headers().values("Location");
			if (locations.isEmpty()) {
				return response;
			}
			// Two of them, even equal ones, are no URL.
			if (locations.size() > 1) {
				throw new NetworkErrorException(FetchFailure.REDIRECT_NON_HTTP);
			}
			request = redirect(request, headers, response, locations.get(0));
		}
	}

	private void taint(WebUrl url) throws NetworkErrorException {
		if (this.page.isOriginOf(url) && this.tainting == ResponseType.BASIC) {
			this.context.transcript().step(this.page.origin() + " is the page's own origin.");
			return;
		}
		this.context.transcript().step(url.origin() + " is not the page's origin " + this.page.origin() + ".");
		if (this.call.mode() == RequestMode.SAME_ORIGIN) {
			throw new NetworkErrorException(FetchFailure.SAME_ORIGIN_MODE);
		}
		if (this.call.mode() == RequestMode.NO_CORS) {
			if (this.call.redirect() != RedirectMode.FOLLOW) {
				throw new NetworkErrorException(FetchFailure.NO_CORS_REDIRECT_MODE);
			}
		}
		if (!url.isHttp()) {
			throw new NetworkErrorException(FetchFailure.NON_HTTP_SCHEME);
		}
		this.tainting = (this.call.mode() == RequestMode.NO_CORS) ? ResponseType.OPAQUE : ResponseType.CORS;
	}

	private void preflightIfNeeded(OutgoingRequest request, RedirectedHeaders headers) throws NetworkErrorException {
		List<String> unsafe = headers.unsafeNames(request);
		boolean again = headers.alwaysNeedPreflight()
				|| (this.preflight != null && this.context.profile().has(Quirk.PREFLIGHTS_EVERY_HOP));
		if (request.forced() || !Methods.isSafelisted(request.method()) || !unsafe.isEmpty()) {
			this.preflight = new Preflight(this.context, this.chain);
			this.preflight.pass(request, unsafe, PreflightCauses.of(request, unsafe, this.call.api()));
		}
		else if (again) {
			this.preflight = new Preflight(this.context, this.chain);
			this.preflight.pass(request.forcingPreflight(), unsafe, PreflightCauses.REDIRECT);
		}
	}

	private Browser.Response send(OutgoingRequest request, WebUrl url) throws NetworkErrorException {
		if (request.body().isStream() && !this.context.http2()) {
			throw new NetworkErrorException(FetchFailure.STREAM_NEEDS_H2);
		}
		HeaderList headers = request.headers();
		if (!headers.contains("Accept")) {
			headers = headers.with("Accept", "*/*");
		}
		if (headers.contains("Range")) {
			headers = headers.with("Accept-Encoding", "identity");
		}
		if (this.tainting == ResponseType.CORS || !request.isReadingMethod() || this.originSent) {
			headers = headers.with(HeaderNames.ORIGIN, this.chain.requestOrigin());
			this.originSent = this.context.profile().has(Quirk.ORIGIN_STAYS);
		}
		boolean credentials = this.call.includesCredentials()
				|| (this.call.credentials() == Credentials.SAME_ORIGIN && this.tainting == ResponseType.BASIC);
		Browser.Request sent = new Browser.Request(Browser.Request.Kind.ACTUAL, request.method(), url.toString(),
				this.context.withFetchMetadata(headers, this.chain), credentials);
		Browser.Response response = this.context.send(sent);
		Browser.Request again = HttpAuthentication.answer(sent, response, this.chain, this.tainting != ResponseType.CORS
				|| this.context.profile().has(Quirk.ANSWERS_CHALLENGES_CROSS_ORIGIN));
		return (again != null) ? this.context.send(again) : response;
	}

	private void check(Browser.Response response, WebUrl url) throws NetworkErrorException {
		if (this.tainting == ResponseType.CORS) {
			CorsCheck.response(response.headers(), this.chain.requestOrigin(), this.call.includesCredentials());
		}
		if (this.tainting == ResponseType.OPAQUE && ResourcePolicy.blocks(response.headers(), url, this.page)) {
			throw new NetworkErrorException(FetchFailure.CORP);
		}
	}

	private OutgoingRequest redirect(OutgoingRequest request, RedirectedHeaders headers, Browser.Response response,
			String location) throws NetworkErrorException {
		WebUrl target = this.chain.current().resolve(location);
		if (target == null || !target.isHttp()) {
			throw new NetworkErrorException(FetchFailure.REDIRECT_NON_HTTP);
		}
		if (this.chain.redirects() == MOST_REDIRECTS) {
			throw new NetworkErrorException(FetchFailure.TOO_MANY_REDIRECTS);
		}
		boolean cors = this.tainting == ResponseType.CORS
				|| (this.call.mode() == RequestMode.CORS && !this.page.isOriginOf(target));
		if (target.includesCredentials() && refusesCredentials(cors, location)) {
			throw new NetworkErrorException(FetchFailure.REDIRECT_URL_CREDENTIALS);
		}
		if (response.status() != 303 && request.body().isStream()) {
			throw new NetworkErrorException(FetchFailure.REDIRECT_STREAM_BODY);
		}
		boolean otherOrigin = !target.origin().equals(this.chain.current().origin());
		this.chain.redirect(target);
		this.context.transcript().step("The response redirects to " + target + ".");
		return headers.redirect(request, response.status(), otherOrigin, cors);
	}

	private boolean refusesCredentials(boolean cors, String location) {
		EngineProfile profile = this.context.profile();
		if (profile.has(Quirk.INHERITED_CREDENTIALS_ARE_ALLOWED) && location.indexOf('@') < 0) {
			return false;
		}
		return cors || (this.call.api() == RequestApi.FETCH && profile.has(Quirk.FETCH_REFUSES_LOCATION_CREDENTIALS));
	}

	private FetchResult result(Browser.Response response) {
		Set<String> exposed = ExposedHeaders.names(response.headers(), this.tainting, this.call.includesCredentials());
		return FetchResult.of(this.context, this.chain, this.tainting, exposed);
	}

}
