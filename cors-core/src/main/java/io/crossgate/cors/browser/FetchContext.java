package io.crossgate.cors.browser;

import java.util.Objects;
import java.util.function.Function;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.protocol.HeaderList;
import io.crossgate.cors.browser.protocol.Page;
import io.crossgate.cors.browser.protocol.PreflightCache;
import io.crossgate.cors.browser.protocol.UrlList;
import io.crossgate.cors.browser.url.SameSite;

/**
 * What stays the same during one fetch.
 *
 * @param call what the page asks for
 * @param page the page
 * @param profile the engine
 * @param http2 whether connections speak HTTP/2
 * @param cache the preflight cache
 * @param server answers each request
 * @param transcript what has happened so far
 */
record FetchContext(FetchCall call, Page page, EngineProfile profile, boolean http2, PreflightCache cache,
		Function<? super BrowserRequest, BrowserResponse> server, Transcript transcript) {

	BrowserResponse send(BrowserRequest request) {
		BrowserResponse response = Objects.requireNonNull(this.server.apply(request),
				"The server must answer every request");
		this.transcript.exchange(request, response);
		return response;
	}

	/** Add {@code Sec-Fetch-*}, which only potentially trustworthy URLs are sent. */
	HeaderList withFetchMetadata(HeaderList headers, UrlList chain) {
		if (!SameSite.isPotentiallyTrustworthy(chain.current())) {
			return headers;
		}
		return headers.with("Sec-Fetch-Site", chain.site())
			.with("Sec-Fetch-Mode", this.call.mode().value())
			.with("Sec-Fetch-Dest", "empty");
	}

}
