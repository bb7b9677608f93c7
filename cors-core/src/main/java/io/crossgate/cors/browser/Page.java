package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

/**
 * Where the script runs.
 *
 * @param origin the serialised origin; {@code null} in letters if it is opaque
 * @param url a URL of that origin, or {@code null} if it is opaque
 */
record Page(String origin, @Nullable WebUrl url) {

	static Page at(String location) {
		if (location.equals("null")) {
			return new Page("null", null);
		}
		WebUrl url = WebUrl.parse(location);
		if (url == null) {
			throw new IllegalArgumentException("Neither an origin nor \"null\": \"" + location + "\"");
		}
		return new Page(url.origin(), url.origin().equals("null") ? null : url);
	}

	/** Opaque origins are never the same, not even if both are {@code null}. */
	boolean isOriginOf(WebUrl other) {
		return this.url != null && this.origin.equals(other.origin());
	}

	boolean isSecure() {
		return this.url != null && this.url.scheme().equals("https");
	}

	WebUrl resolve(String reference) {
		WebUrl resolved = (this.url != null) ? this.url.resolve(reference) : WebUrl.parse(reference);
		if (resolved == null) {
			throw new IllegalArgumentException("Not a URL for a page at " + this.origin + ": \"" + reference + "\"");
		}
		return resolved;
	}

}
