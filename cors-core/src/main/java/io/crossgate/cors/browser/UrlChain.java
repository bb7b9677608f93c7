package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.List;

/**
 * The URLs of a request, one per redirect, and what the whole chain means for the origin
 * and the site the server is told.
 */
final class UrlChain {

	private final Page page;

	private final List<WebUrl> urls = new ArrayList<>();

	UrlChain(Page page, WebUrl first) {
		this.page = page;
		this.urls.add(first);
	}

	WebUrl current() {
		return this.urls.get(this.urls.size() - 1);
	}

	WebUrl first() {
		return this.urls.get(0);
	}

	int redirects() {
		return this.urls.size() - 1;
	}

	void redirect(WebUrl url) {
		this.urls.add(url);
	}

	/**
	 * Serialises the origin of the request. It is {@code null} once a foreign origin has
	 * sent the browser on to another origin, even back home: the last server has not been
	 * asked by the page but by the one before.
	 * @return the value of {@code Origin}
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-tainted-origin">Fetch,
	 * redirect-taint</a>
	 */
	String requestOrigin() {
		for (int i = 1; i < this.urls.size(); i++) {
			String last = this.urls.get(i - 1).origin();
			if (!this.urls.get(i).origin().equals(last) && !this.page.origin().equals(last)) {
				return "null";
			}
		}
		return this.page.origin();
	}

	/**
	 * Tells how far away the farthest URL of the chain is.
	 * @return the value of {@code Sec-Fetch-Site}
	 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch
	 * Metadata, Sec-Fetch-Site</a>
	 */
	String site() {
		String site = "same-origin";
		for (WebUrl url : this.urls) {
			if (this.page.url() == null || !Sites.isSame(this.page.url(), url)) {
				return "cross-site";
			}
			if (!this.page.isOriginOf(url)) {
				site = "same-site";
			}
		}
		return site;
	}

}
