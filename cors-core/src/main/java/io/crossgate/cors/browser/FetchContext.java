package io.crossgate.cors.browser;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.model.LocalNetwork;
import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;
import io.crossgate.cors.browser.network.LocalNetworkAccess;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.protocol.Page;
import io.crossgate.cors.browser.protocol.PreflightCache;
import io.crossgate.cors.browser.protocol.UrlList;
import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;
import io.crossgate.cors.fetch.BadPorts;
import io.crossgate.cors.util.EnumNames;

/**
 * What stays the same during one fetch.
 *
 * @param call what the page asks for
 * @param page the page
 * @param profile the engine
 * @param http2 whether connections speak HTTP/2
 * @param network where page and servers are, or {@code null} if that is not checked
 * @param cache the preflight cache
 * @param server answers each request
 * @param transcript what has happened so far
 */
record FetchContext(FetchCall call, Page page, EngineProfile profile, boolean http2, @Nullable LocalNetwork network,
		PreflightCache cache, Function<? super Browser.Request, Browser.Response> server, Transcript transcript) {

	Browser.Response send(Browser.Request request) {
		Browser.Response response = Objects.requireNonNull(this.server.apply(request),
				"The server must answer every request");
		this.transcript.exchange(request, response);
		return response;
	}

	/** Fail if nothing can be sent to a URL. */
	void failIfUnreachable(WebUrl url) throws NetworkErrorException {
		if (BadPorts.contains(url.port())) {
			throw new NetworkErrorException(FetchFailure.BAD_PORT);
		}
		LocalNetwork checked = this.profile.has(Quirk.NO_LOCAL_NETWORK_ACCESS) ? null : this.network;
		AddressSpace target = this.profile.has(Quirk.NO_TARGET_ADDRESS_SPACE) ? null : this.call.targetAddressSpace();
		boolean loopback = SameSite.isLoopback(url) && !this.profile.has(Quirk.LOOPBACK_IS_MIXED_CONTENT);
		if (this.page.isSecure() && url.scheme().equals("http") && !loopback
				&& !(checked != null && LocalNetworkAccess.allowsMixedContent(url, target))) {
			throw new NetworkErrorException(FetchFailure.MIXED_CONTENT);
		}
		if (checked != null && !(this.page.isSecureContext() && this.page.isOriginOf(url))) {
			LocalNetworkAccess.check(checked, this.page.isSecureContext(), url, target);
		}
	}

	/** Add {@code Sec-Fetch-*}, which only potentially trustworthy URLs are sent. */
	HeaderList withFetchMetadata(HeaderList headers, UrlList chain) {
		if (!SameSite.isPotentiallyTrustworthy(chain.current())) {
			return headers;
		}
		return headers.with("Sec-Fetch-Site", chain.site())
			.with("Sec-Fetch-Mode", EnumNames.kebabCase(this.call.mode()))
			.with("Sec-Fetch-Dest", "empty");
	}

}
