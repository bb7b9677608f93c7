package io.crossgate.cors.browser.cookie;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.cookie.CookieAttributes.SameSiteFlag;
import io.crossgate.cors.browser.cookie.CookieVerdict.Storage;
import io.crossgate.cors.browser.engine.BrowserEngine;
import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * Whether a cookie is sent with a credentialed call to another origin. No CORS header has
 * a part in this: a server may allow credentials, and none arrive. <pre class="code">
 * CookieVerdict verdict = CookieRules.of(BrowserEngine.CHROMIUM)
 *     .verdict("https://app.example.com", "https://api.example.net",
 *         CookieAttributes.of("sid=1; Secure"), CookieSource.VISIT);
 * </pre>
 * <p>
 * The host of the cookie is that of the server. Sites are compared as in
 * {@link SameSite}.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model">Cookies,
 * storage model</a>
 */
public final class CookieRules {

	private final boolean chromium;

	private final boolean blocksThirdParty;

	private CookieRules(boolean chromium, boolean blocksThirdParty) {
		this.chromium = chromium;
		this.blocksThirdParty = blocksThirdParty;
	}

	/**
	 * Return the rules of an engine with its default settings.
	 * @param engine an engine; Firefox gives every top-level site its own jar for the
	 * cookies of other sites
	 * @return its rules
	 * @throws IllegalArgumentException for WebKit, of which nothing was observed
	 */
	public static CookieRules of(BrowserEngine engine) {
		if (engine == BrowserEngine.WEBKIT) {
			throw new IllegalArgumentException("No rules are known of " + engine);
		}
		return new CookieRules(engine == BrowserEngine.CHROMIUM, false);
	}

	/**
	 * Block third-party cookies, as users and distributions of Chromium may choose.
	 * @return the changed rules
	 */
	public CookieRules blockingThirdPartyCookies() {
		return new CookieRules(this.chromium, true);
	}

	/**
	 * Decide about a cookie.
	 * @param page the URL of the page
	 * @param server the URL of the server that sets the cookie and is called
	 * @param cookie its attributes
	 * @param source by which response it is set
	 * @return where it is stored, and whether it is sent
	 * @throws IllegalArgumentException if one of the URLs is none
	 */
	public CookieVerdict verdict(String page, String server, CookieAttributes cookie, CookieSource source) {
		return verdict(parse(page), parse(server), cookie, source == CookieSource.CALL);
	}

	private CookieVerdict verdict(WebUrl page, WebUrl server, CookieAttributes cookie, boolean byCall) {
		// Partitions know schemes in every engine, SameSite only in Chromium.
		boolean samePartition = SameSite.isSame(page, server);
		boolean sameSite = this.chromium ? samePartition : SameSite.isSchemelesslySame(page, server);
		CookieExclusion rejected = rejected(server, cookie);
		if (rejected == null && byCall && !sameSite) {
			rejected = crossSite(cookie);
		}
		if (rejected != null) {
			return new CookieVerdict(Storage.NONE, rejected, false);
		}
		boolean partitioned = cookie.partitioned() || (!this.chromium && !sameSite && byCall);
		CookieExclusion exclusion = (!sameSite && !byCall) ? crossSite(cookie) : null;
		boolean otherJar = cookie.partitioned() ? !samePartition : !this.chromium && !sameSite;
		if (exclusion == null && !byCall && otherJar) {
			exclusion = CookieExclusion.OTHER_PARTITION;
		}
		return new CookieVerdict(partitioned ? Storage.PARTITIONED : Storage.UNPARTITIONED, exclusion,
				!(partitioned && byCall && !samePartition));
	}

	/** Why the server can't set such a cookie at all. */
	private static @Nullable CookieExclusion rejected(WebUrl server, CookieAttributes cookie) {
		if (cookie.sameSite() == SameSiteFlag.NONE && !cookie.secure()) {
			return CookieExclusion.SAME_SITE_NONE_WITHOUT_SECURE;
		}
		return (cookie.secure() && !SameSite.isPotentiallyTrustworthy(server)) ? CookieExclusion.SECURE_OVER_HTTP
				: null;
	}

	/** Why the cookie does not cross sites. */
	private @Nullable CookieExclusion crossSite(CookieAttributes cookie) {
		boolean none = cookie.sameSite() == SameSiteFlag.NONE
				|| (cookie.sameSite() == SameSiteFlag.DEFAULT && !this.chromium);
		if (!none) {
			return CookieExclusion.SAME_SITE;
		}
		return (this.blocksThirdParty && !cookie.partitioned()) ? CookieExclusion.THIRD_PARTY : null;
	}

	private static WebUrl parse(String url) {
		WebUrl parsed = WebUrl.parse(url);
		if (parsed == null) {
			throw new IllegalArgumentException("Not a URL: \"" + url + "\"");
		}
		return parsed;
	}

}
