package io.crossgate.cors.browser.protocol;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * The page whose script sends a request.
 *
 * @param origin the serialised origin; {@code null} in letters if it is opaque
 * @param url a URL of that origin, or {@code null} if it is opaque
 */
public record Page(String origin, @Nullable WebUrl url) {

	/**
	 * Return the page at an origin or URL.
	 * @param location a serialised origin, a URL, or {@code null} in letters
	 * @return the page
	 * @throws IllegalArgumentException if this is none of them
	 */
	public static Page at(String location) {
		if (location.equals("null")) {
			return new Page("null", null);
		}
		WebUrl url = WebUrl.parse(location);
		if (url != null && url.scheme().equals("blob")) {
			WebUrl creator = WebUrl.parse(url.path());
			// What a script has made has the origin of its page.
			url = (creator != null && creator.isHttp()) ? creator : url;
		}
		if (url == null) {
			throw new IllegalArgumentException("Neither an origin nor \"null\": \"" + location + "\"");
		}
		return new Page(url.origin(), url.origin().equals("null") ? null : url);
	}

	/**
	 * Return whether a URL has the origin of the page. An opaque origin is not even the
	 * same as itself here, because both serialise to {@code null}.
	 * @param other a URL
	 * @return whether it is same origin
	 */
	public boolean isOriginOf(WebUrl other) {
		return this.url != null && this.origin.equals(other.origin());
	}

	/**
	 * Return whether the page is served by https.
	 * @return whether plain http is mixed content for it
	 */
	public boolean isSecure() {
		return this.url != null && this.url.scheme().equals("https");
	}

	/**
	 * Return whether the page is a secure context.
	 * @return whether its origin is potentially trustworthy
	 */
	public boolean isSecureContext() {
		return this.url != null && SameSite.isPotentiallyTrustworthy(this.url);
	}

	/**
	 * Parse a URL relative to the page.
	 * @param reference a URL, absolute or relative
	 * @return the URL
	 * @throws IllegalArgumentException if it is none
	 */
	public WebUrl resolve(String reference) {
		WebUrl resolved = (this.url != null) ? this.url.resolve(reference) : WebUrl.parse(reference);
		if (resolved == null) {
			throw new IllegalArgumentException("Not a URL for a page at " + this.origin + ": \"" + reference + "\"");
		}
		return resolved;
	}

}
