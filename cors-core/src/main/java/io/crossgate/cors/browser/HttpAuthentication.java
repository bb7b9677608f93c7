package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.UrlList;
import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.Tokens;

/**
 * HTTP authentication with the user name and password of the URL, which only
 * {@code XMLHttpRequest} can have. They are sent after a challenge only. A prompt for the
 * user is not simulated.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch,
 * HTTP-network-or-cache fetch, the status 401</a>
 */
final class HttpAuthentication {

	private static final String AUTHORIZATION = "Authorization";

	private HttpAuthentication() {
	}

	/** The request to send once more, or {@code null} if the response stays. */
	static Browser.@Nullable Request answer(Browser.Request request, Browser.Response response, UrlList chain,
			boolean permitted) {
		if (!permitted || response.status() != 401 || !chain.first().includesCredentials()
				|| !chain.current().includesCredentials() || request.headers().contains(AUTHORIZATION)
				|| !asksForBasic(response.headers())) {
			return null;
		}
		return new Browser.Request(request.kind(), request.method(), request.url(),
				request.headers().with(AUTHORIZATION, chain.current().userInfo().basic()),
				request.credentialsIncluded());
	}

	private static boolean asksForBasic(HeaderList headers) {
		for (String challenge : headers.values("WWW-Authenticate")) {
			String value = HeaderValues.strip(challenge);
			int end = value.indexOf(' ');
			if (Tokens.toAsciiLowerCase((end < 0) ? value : value.substring(0, end)).equals("basic")) {
				return true;
			}
		}
		return false;
	}

}
