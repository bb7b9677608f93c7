package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.cookie.CookieRules;
import io.crossgate.cors.browser.cookie.CookieRules.Attributes;
import io.crossgate.cors.browser.cookie.CookieRules.Exclusion;
import io.crossgate.cors.browser.cookie.CookieRules.Source;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.spring.check.Finding.Severity;

/**
 * Whether the session's cookie reaches the server with calls that a policy allows to have
 * credentials. That is decided by the sites of page and server and the attributes of the
 * cookie, and by nothing that a policy says. Without {@code cors.same-origins} the site
 * of the server is not known; of two origins on different sites, one is on another than
 * the server's.
 */
final class SessionCookieCheck implements Check {

	private static final CookieRules CHROMIUM = CookieRules.of(BrowserEngine.CHROMIUM);

	private static final CookieRules BLOCKING = CHROMIUM.blockingThirdPartyCookies();

	@Override
	public List<Finding> check(Application application) {
		SessionCookie cookie = SessionCookie.of(application.context());
		List<Finding> findings = new ArrayList<>();
		if (cookie != null) {
			for (CorsPolicy policy : application.policies().policies()) {
				if (policy.allowCredentials() && policy.mode() != CorsPolicy.Mode.OFF) {
					finding(policy, cookie, application).ifPresent(findings::add);
				}
			}
		}
		return findings;
	}

	private static Optional<Finding> finding(CorsPolicy policy, SessionCookie cookie, Application application) {
		List<String> pages = pages(policy);
		List<String> servers = application.policies().context().sameOrigins().stream().map(Origin::toString).toList();
		for (String page : pages) {
			Excluded excluded = servers.isEmpty() ? excluded(page, pages, cookie.attributes())
					: excludedByAll(page, servers, cookie.attributes());
			if (excluded != null) {
				return Optional.of(finding(policy, page, excluded, cookie, !servers.isEmpty(), application));
			}
		}
		return Optional.empty();
	}

	private static Finding finding(CorsPolicy policy, String page, Excluded excluded, SessionCookie cookie,
			boolean siteKnown, Application application) {
		String whose = siteKnown ? "calls of " + page + ", which is on another site than " + excluded.server()
				: "all calls it may be meant for: " + page + " and " + excluded.server()
						+ " are on different sites, so one of them is on another than the server's";
		Finding finding = switch (excluded.why()) {
			case SAME_SITE_NONE_WITHOUT_SECURE,
					SECURE_OVER_HTTP ->
				Finding.of(cookie.severity(), "session-cookie-rejected", cookie.description(),
						"Browsers reject it: " + excluded.why().sentence() + ". Policy '" + policy.name()
								+ "' allows credentials, and no session comes with them.");
			case SAME_SITE -> Finding.of(cookie.severity(), "session-cookie-same-site", cookie.description(),
					"It is not sent with " + whose + ". Policy '" + policy.name()
							+ "' allows credentials there, and no session comes with them.");
			case THIRD_PARTY,
					OTHER_PARTITION ->
				Finding.of(Severity.NOTE, "session-cookie-third-party", cookie.description(),
						"Browsers that block third-party cookies do not send it with " + whose
								+ ". Partitioned, it is sent, and every site of pages has a session of its own.");
		};
		return finding.at(application.place(cookie.property(excluded.why()))).remedy(cookie.remedy(excluded.why()));
	}

	/** Sites are compared for exact origins and for what patterns match. */
	private static List<String> pages(CorsPolicy policy) {
		return Stream.concat(policy.allowedOrigins().stream(), policy.allowedOriginPatterns().stream())
			.filter((origin) -> origin.startsWith("https://"))
			.map((origin) -> origin.replace(":*", "").replace("*", "any"))
			.filter(SessionCookieCheck::isPage)
			.toList();
	}

	private static boolean isPage(String origin) {
		try {
			return !Origin.of(origin).isLoopback();
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

	private static @Nullable Excluded excludedByAll(String page, List<String> servers, Attributes cookie) {
		List<Excluded> all = servers.stream()
			.map((server) -> excluded(page, server, cookie))
			.filter(Objects::nonNull)
			.toList();
		return (all.size() == servers.size()) ? all.get(0) : null;
	}

	private static @Nullable Excluded excluded(String page, List<String> others, Attributes cookie) {
		return others.stream()
			.map((other) -> excluded(page, other, cookie))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Excluded excluded(String page, String server, Attributes cookie) {
		// A page's own call fills the partition of its site, a visit that of the server.
		Source source = cookie.partitioned() ? Source.CALL : Source.VISIT;
		Exclusion always = CHROMIUM.verdict(page, server, cookie, source).exclusion();
		Exclusion why = (always != null) ? always : BLOCKING.verdict(page, server, cookie, source).exclusion();
		return (why != null) ? new Excluded(server, why) : null;
	}

	/**
	 * Why a call has no cookie.
	 *
	 * @param server the server, or what stands for it
	 * @param why the reason
	 */
	private record Excluded(String server, Exclusion why) {

	}

}
