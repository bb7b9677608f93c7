package io.crossgate.cors.browser.protocol;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * The URL list of a request, one URL per redirect, and what it means for the
 * {@code Origin} and {@code Sec-Fetch-Site} that a server receives.
 */
public final class UrlList {

	private final Page page;

	private final List<WebUrl> urls = new ArrayList<>();

	/**
	 * Start a list.
	 * @param page the page that sends the request
	 * @param first the URL it calls
	 */
	public UrlList(Page page, WebUrl first) {
		this.page = page;
		this.urls.add(first);
	}

	/**
	 * Return the current URL.
	 * @return the last of the list
	 */
	public WebUrl current() {
		return this.urls.get(this.urls.size() - 1);
	}

	/**
	 * Return the URL the page called.
	 * @return the first of the list
	 */
	public WebUrl first() {
		return this.urls.get(0);
	}

	/**
	 * Return the redirect count.
	 * @return the number of redirects so far
	 */
	public int redirects() {
		return this.urls.size() - 1;
	}

	/**
	 * Append the URL of a redirect.
	 * @param url the URL
	 */
	public void redirect(WebUrl url) {
		this.urls.add(url);
	}

	/**
	 * Return the serialised origin of the request. It is {@code null} once another origin
	 * than the page's has redirected to yet another origin, even to the page's own: the
	 * request is then that server's rather than the page's.
	 * @return the value of {@code Origin}
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-tainted-origin">Fetch,
	 * redirect-taint</a>
	 */
	public String requestOrigin() {
		for (int i = 1; i < this.urls.size(); i++) {
			String last = this.urls.get(i - 1).origin();
			if (!this.urls.get(i).origin().equals(last) && !this.page.origin().equals(last)) {
				return "null";
			}
		}
		return this.page.origin();
	}

	/**
	 * Return the relation of the page to the URL of the list that is least related to it.
	 * @return the value of {@code Sec-Fetch-Site}
	 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch
	 * Metadata, Sec-Fetch-Site</a>
	 */
	public String site() {
		String site = "same-origin";
		for (WebUrl url : this.urls) {
			if (this.page.url() == null || !SameSite.isSame(this.page.url(), url)) {
				return "cross-site";
			}
			if (!this.page.isOriginOf(url)) {
				site = "same-site";
			}
		}
		return site;
	}

}
