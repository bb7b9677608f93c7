package io.crossgate.cors.browser.cookie;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;
import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.util.EnumNames;

/**
 * Whether a cookie is sent with a credentialed call to another origin. No CORS header has
 * a part in this: a server may allow credentials, and none arrive. <pre class="code">
 * Verdict verdict = CookieRules.of(BrowserEngine.CHROMIUM)
 *     .verdict("https://app.example.com", "https://api.example.net",
 *         Attributes.of("sid=1; Secure"), Source.VISIT);
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
	public Verdict verdict(String page, String server, Attributes cookie, Source source) {
		return verdict(parse(page), parse(server), cookie, source == Source.CALL);
	}

	private Verdict verdict(WebUrl page, WebUrl server, Attributes cookie, boolean byCall) {
		// Partitions know schemes in every engine, SameSite only in Chromium.
		boolean samePartition = SameSite.isSame(page, server);
		boolean sameSite = this.chromium ? samePartition : SameSite.isSchemelesslySame(page, server);
		Exclusion rejected = rejected(server, cookie);
		if (rejected == null && byCall && !sameSite) {
			rejected = crossSite(cookie);
		}
		if (rejected != null) {
			return new Verdict(Verdict.Storage.NONE, rejected, false);
		}
		boolean partitioned = cookie.partitioned() || (!this.chromium && !sameSite && byCall);
		Exclusion exclusion = (!sameSite && !byCall) ? crossSite(cookie) : null;
		boolean otherJar = cookie.partitioned() ? !samePartition : !this.chromium && !sameSite;
		if (exclusion == null && !byCall && otherJar) {
			exclusion = Exclusion.OTHER_PARTITION;
		}
		return new Verdict(partitioned ? Verdict.Storage.PARTITIONED : Verdict.Storage.UNPARTITIONED, exclusion,
				!(partitioned && byCall && !samePartition));
	}

	/** Why the server can't set such a cookie at all. */
	private static @Nullable Exclusion rejected(WebUrl server, Attributes cookie) {
		if (cookie.sameSite() == Attributes.SameSiteFlag.NONE && !cookie.secure()) {
			return Exclusion.SAME_SITE_NONE_WITHOUT_SECURE;
		}
		return (cookie.secure() && !SameSite.isPotentiallyTrustworthy(server)) ? Exclusion.SECURE_OVER_HTTP : null;
	}

	/** Why the cookie does not cross sites. */
	private @Nullable Exclusion crossSite(Attributes cookie) {
		boolean none = cookie.sameSite() == Attributes.SameSiteFlag.NONE
				|| (cookie.sameSite() == Attributes.SameSiteFlag.DEFAULT && !this.chromium);
		if (!none) {
			return Exclusion.SAME_SITE;
		}
		return (this.blocksThirdParty && !cookie.partitioned()) ? Exclusion.THIRD_PARTY : null;
	}

	private static WebUrl parse(String url) {
		WebUrl parsed = WebUrl.parse(url);
		if (parsed == null) {
			throw new IllegalArgumentException("Not a URL: \"" + url + "\"");
		}
		return parsed;
	}

	/**
	 * The attributes of a cookie that decide whether it crosses sites.
	 *
	 * @param sameSite the same-site-flag
	 * @param secure whether it is for secure servers only
	 * @param partitioned whether each top-level site has its own
	 * @see <a href=
	 * "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-set-cookie-header-field-2">Cookies,
	 * Set-Cookie</a>
	 */
	public record Attributes(SameSiteFlag sameSite, boolean secure, boolean partitioned) {

		/**
		 * Parse the attributes of a cookie.
		 * <ul>
		 * <li>{@code sid=1; SameSite=None; Secure; Partitioned}</li>
		 * <li>{@code sid=1}: the browser decides about {@code SameSite}</li>
		 * </ul>
		 * @param setCookie a value of {@code Set-Cookie}
		 * @return its attributes; of several of one name the last counts
		 */
		public static Attributes of(String setCookie) {
			SameSiteFlag sameSite = SameSiteFlag.DEFAULT;
			boolean secure = false;
			boolean partitioned = false;
			for (int start = setCookie.indexOf(';'); start >= 0; start = setCookie.indexOf(';', start + 1)) {
				int next = setCookie.indexOf(';', start + 1);
				String attribute = setCookie.substring(start + 1, (next < 0) ? setCookie.length() : next);
				int equals = attribute.indexOf('=');
				String name = lowerCase((equals < 0) ? attribute : attribute.substring(0, equals));
				if (name.equals("samesite")) {
					sameSite = SameSiteFlag.of(lowerCase(attribute.substring(equals + 1)));
				}
				secure |= name.equals("secure");
				partitioned |= name.equals("partitioned");
			}
			return new Attributes(sameSite, secure, partitioned);
		}

		private static String lowerCase(String value) {
			return Tokens.toAsciiLowerCase(HeaderValues.strip(value));
		}

		/**
		 * The same-site-flag of a cookie.
		 */
		public enum SameSiteFlag {

			/** Sent from other sites as well. */
			NONE,

			/** Sent from other sites on navigations only. */
			LAX,

			/** Not sent from other sites. */
			STRICT,

			/** Not set, or to something unknown. */
			DEFAULT;

			static SameSiteFlag of(String lowerCaseValue) {
				return switch (lowerCaseValue) {
					case "none" -> NONE;
					case "lax" -> LAX;
					case "strict" -> STRICT;
					default -> DEFAULT;
				};
			}

		}

	}

	/**
	 * By which response a cookie is set.
	 */
	public enum Source {

		/** By a response to a credentialed call of the page. */
		CALL,

		/** By a visit to the server before, as at a login page. */
		VISIT

	}

	/**
	 * What a browser does with a cookie.
	 *
	 * @param storage where it is stored
	 * @param exclusion why it is not sent with a credentialed call of the page, or
	 * {@code null} if it is
	 * @param sentOnVisit whether it is sent when the user visits the server
	 */
	public record Verdict(Storage storage, @Nullable Exclusion exclusion, boolean sentOnVisit) {

		/**
		 * Return whether the cookie is sent with a credentialed call of the page. It is
		 * never sent with a preflight.
		 * @return whether it is
		 */
		public boolean isSent() {
			return this.exclusion == null;
		}

		/**
		 * Where a browser stores a cookie.
		 */
		public enum Storage {

			/** Nowhere: it is rejected. */
			NONE,

			/** In a jar for all pages. */
			UNPARTITIONED,

			/** In a jar of the top-level site. */
			PARTITIONED

		}

	}

	/**
	 * Why a call of a page has no cookie, although its credentials are {@code include}
	 * and CORS allows them.
	 */
	public enum Exclusion {

		/** The cookie is rejected: {@code SameSite=None} requires {@code Secure}. */
		SAME_SITE_NONE_WITHOUT_SECURE("SameSite=None requires Secure"),

		/** The cookie is rejected: the server that sets it is not secure. */
		SECURE_OVER_HTTP("a Secure cookie can't be set over http"),

		/** The cookie is for calls from its own site. */
		SAME_SITE("the page is on another site, and SameSite is not None"),

		/** The browser blocks third-party cookies, and this one is not partitioned. */
		THIRD_PARTY("the browser blocks third-party cookies that are not Partitioned"),

		/** The cookie is in the partition of another top-level site. */
		OTHER_PARTITION("the cookie is in the partition of the site that was visited when it was set");

		private final String sentence;

		Exclusion(String sentence) {
			this.sentence = sentence;
		}

		/**
		 * Return the reason as text, for instance {@code same-site}.
		 * @return the stable text
		 */
		public String value() {
			return EnumNames.kebabCase(this);
		}

		/**
		 * Return the reason, as part of a sentence.
		 * @return a short explanation
		 */
		public String sentence() {
			return this.sentence;
		}

	}

}
