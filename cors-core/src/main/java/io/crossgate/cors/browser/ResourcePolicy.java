package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a response may be used unread. Has no say where CORS has.
 *
 * @see <a href=
 * "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header">Fetch,
 * Cross-Origin-Resource-Policy</a>
 */
final class ResourcePolicy {

	private ResourcePolicy() {
	}

	static boolean blocks(HeaderLines headers, WebUrl url, Page page) {
		String policy = headers.get("Cross-Origin-Resource-Policy");
		if ("same-origin".equals(policy)) {
			return !page.isOriginOf(url);
		}
		return "same-site".equals(policy) && !isSameSite(url, page.url());
	}

	private static boolean isSameSite(WebUrl url, @Nullable WebUrl page) {
		return page != null && Sites.isSchemelesslySame(page, url)
				&& (page.scheme().equals("https") || !url.scheme().equals("https"));
	}

}
