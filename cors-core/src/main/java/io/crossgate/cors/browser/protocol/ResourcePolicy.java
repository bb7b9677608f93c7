package io.crossgate.cors.browser.protocol;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * The cross-origin resource policy check, which applies only to responses that CORS does
 * not protect.
 *
 * @see <a href=
 * "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header">Fetch,
 * Cross-Origin-Resource-Policy</a>
 */
public final class ResourcePolicy {

	private ResourcePolicy() {
	}

	/**
	 * Return whether the policy of a response blocks it.
	 * @param headers the headers of the response
	 * @param url the URL of the response
	 * @param page the page that requested it
	 * @return whether the page gets a network error
	 */
	public static boolean blocks(HeaderList headers, WebUrl url, Page page) {
		String policy = headers.get("Cross-Origin-Resource-Policy");
		if ("same-origin".equals(policy)) {
			return !page.isOriginOf(url);
		}
		return "same-site".equals(policy) && !isSameSite(url, page.url());
	}

	private static boolean isSameSite(WebUrl url, @Nullable WebUrl page) {
		return page != null && SameSite.isSchemelesslySame(page, url)
				&& (page.scheme().equals("https") || !url.scheme().equals("https"));
	}

}
