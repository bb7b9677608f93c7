package io.crossgate.cors.spring.caches;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 */
enum Site {

	APP("https://app.example.com"), PARTNER("https://partner.example.org"), STRANGER("https://evil.example"),

	/** No page of another site: a tool, or a page of the application's own. */
	NONE(null);

	private final @Nullable String origin;

	Site(@Nullable String origin) {
		this.origin = origin;
	}

	@Nullable String origin() {
		return this.origin;
	}

	/** The value that lets a page of this site read an answer. */
	@Nullable String allowOrigin(Page.Policy policy) {
		if (policy == Page.Policy.PUBLIC) {
			return "*";
		}
		return (this == APP || this == PARTNER) ? this.origin : null;
	}

	boolean isRefused(Page.Policy policy) {
		return this == STRANGER && policy == Page.Policy.LISTED;
	}

}
