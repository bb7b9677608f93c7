package io.crossgate.cors.browser;

import java.util.Objects;
import java.util.function.Function;

/**
 * What stays the same during one fetch.
 *
 * @param call what the page wants
 * @param page where the page is
 * @param profile how the browser behaves
 * @param http2 whether connections speak HTTP/2
 * @param cache what the browser remembers
 * @param server who answers
 * @param transcript what happened so far
 */
record FetchContext(FetchCall call, Page page, Profile profile, boolean http2, PreflightCache cache,
		Function<? super BrowserRequest, BrowserResponse> server, Transcript transcript) {

	BrowserResponse send(BrowserRequest request) {
		BrowserResponse response = Objects.requireNonNull(this.server.apply(request),
				"The server must answer every request");
		this.transcript.exchange(request, response);
		return response;
	}

	/** Adds what the browser says about itself where it trusts the way there. */
	HeaderLines withFetchMetadata(HeaderLines headers, UrlChain chain) {
		if (!Sites.isPotentiallyTrustworthy(chain.current())) {
			return headers;
		}
		return headers.with("Sec-Fetch-Site", chain.site())
			.with("Sec-Fetch-Mode", this.call.mode().word())
			.with("Sec-Fetch-Dest", "empty");
	}

}
