package io.crossgate.cors.policy.validation;

import java.util.List;
import java.util.Set;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code allowed-headers} and {@code exposed-headers}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#terminology-headers">Fetch, headers</a>
 */
final class HeaderValidator {

	private static final Set<String> PREFLIGHT_ONLY = Set.of("access-control-allow-headers",
			"access-control-allow-methods", "access-control-allow-private-network", "access-control-max-age");

	private HeaderValidator() {
	}

	static void check(ProblemCollector collector) {
		for (ProblemCollector.ListEntry entry : ProblemCollector.ListEntry.of("allowed-headers",
				collector.policy().allowedHeaders())) {
			if (!collector.isEmpty(entry) && !isPrefix(collector, entry) && isName(collector, entry)) {
				checkAllowed(collector, entry);
			}
		}
		for (ProblemCollector.ListEntry entry : ProblemCollector.ListEntry.of("exposed-headers",
				collector.policy().exposedHeaders())) {
			if (!collector.isEmpty(entry) && isName(collector, entry)) {
				checkExposed(collector, entry);
			}
		}
	}

	/** Return whether an entry is meant for a family of names, and check it if it is. */
	private static boolean isPrefix(ProblemCollector collector, ProblemCollector.ListEntry entry) {
		String lower = Tokens.toAsciiLowerCase(entry.value());
		if (lower.length() < 2 || lower.indexOf('*') != lower.length() - 1 || !Tokens.isToken(lower)) {
			return false;
		}
		if (!AllowedHeaders.isPrefix(lower)) {
			collector.add(ProblemCode.MALFORMED_HEADER_PREFIX, entry,
					"A family of headers is at least two characters, a dash and a star, such as x-foo-*.",
					entry.replacedBy((lower.length() > 2 && lower.charAt(lower.length() - 2) != '-')
							? List.of(entry.value().substring(0, lower.length() - 1) + "-*") : List.of()));
		}
		else if (HeaderNames.isRouting(lower)) {
			collector.add(ProblemCode.MALFORMED_HEADER_PREFIX, entry,
					"Headers that proxies and frameworks take for facts about the connection are allowed by name only.");
		}
		else if (HeaderNames.isForbiddenRequestHeader(lower) || lower.startsWith("access-control-")) {
			collector.add(ProblemCode.FORBIDDEN_REQUEST_HEADER, entry, "Pages can't set headers of this family.",
					entry.deleted());
		}
		return true;
	}

	private static boolean isName(ProblemCollector collector, ProblemCollector.ListEntry entry) {
		String lower = Tokens.toAsciiLowerCase(entry.value().strip());
		if (lower.equals("any") || lower.equals("all")) {
			collector.add(ProblemCode.MALFORMED_HEADER_NAME, entry, "No header has this name; every header is '*'.",
					entry.replacedBy("*"));
			return false;
		}
		if (!Tokens.isToken(entry.value())) {
			collector.add(ProblemCode.MALFORMED_HEADER_NAME, entry,
					"A header name is one word of letters, digits and dashes, such as X-Request-Id.",
					entry.replacedBy(ProblemCollector.words(entry.value(), Tokens::isToken)));
			return false;
		}
		if (lower.length() > 1 && lower.indexOf('*') >= 0) {
			collector.add(ProblemCode.MALFORMED_HEADER_NAME, entry,
					"A star stands alone, for every header; allowed-headers take a family such as x-foo-*, too.");
			return false;
		}
		return true;
	}

	private static void checkAllowed(ProblemCollector collector, ProblemCollector.ListEntry entry) {
		String name = Tokens.toAsciiLowerCase(entry.value());
		if (HeaderNames.isForbiddenRequestHeader(name)) {
			collector.add(ProblemCode.FORBIDDEN_REQUEST_HEADER, entry,
					"Pages can't set this header, so browsers never ask for it"
							+ (name.equals("cookie") ? "; cookies are a matter of allow-credentials." : "."),
					entry.deleted());
		}
		else if (name.startsWith("access-control-")) {
			collector.add(ProblemCode.FORBIDDEN_REQUEST_HEADER, entry,
					"This is a header of the server's answer; a page that sends it is mistaken.", entry.deleted());
		}
		else if (HeaderNames.isMethodOverride(name)) {
			collector.add(ProblemCode.METHOD_OVERRIDE_HEADER, entry,
					"With this header a page can make one method look like another, past allowed-methods.");
		}
		else if (HeaderNames.isRouting(name)) {
			collector.add(ProblemCode.ROUTING_HEADER, entry,
					"Proxies and frameworks take this header for a fact about the connection; a page that may set it "
							+ "can pose as another client or reach another route.");
		}
		else if (!isUsual(name)) {
			collector.add(ProblemCode.UNUSUAL_HEADER_NAME, entry,
					"Some proxies drop request headers whose names have other characters than letters, digits and "
							+ "dashes; nginx does, unless underscores_in_headers or ignore_invalid_headers is set.");
		}
	}

	/** Return whether proxies pass a name on whatever their settings. */
	private static boolean isUsual(String name) {
		return name.equals("*") || name.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '-');
	}

	private static void checkExposed(ProblemCollector collector, ProblemCollector.ListEntry entry) {
		String name = Tokens.toAsciiLowerCase(entry.value());
		if (HeaderNames.FORBIDDEN_RESPONSE.contains(name)) {
			collector.add(ProblemCode.FORBIDDEN_EXPOSED_HEADER, entry, "No page can ever read this header.",
					entry.deleted());
		}
		else if (name.equals("*") && collector.policy().allowCredentials()) {
			collector.add(ProblemCode.EXPOSED_WILDCARD_WITH_CREDENTIALS, entry,
					"With credentials browsers take * for the name of one header; list the names.");
		}
		else if (name.equals("origin") || name.startsWith("access-control-request-")) {
			collector.add(ProblemCode.MEANINGLESS_EXPOSED_HEADER, entry,
					"Browsers send this header with requests; no response has it for a page to read.", entry.deleted());
		}
		else if (PREFLIGHT_ONLY.contains(name)) {
			collector.add(ProblemCode.MEANINGLESS_EXPOSED_HEADER, entry,
					"Only the answer to a preflight has this header, and no page ever sees that answer.",
					entry.deleted());
		}
		else if (HeaderNames.SAFELISTED_RESPONSE.contains(name)) {
			collector.add(ProblemCode.SAFELISTED_EXPOSED_HEADER, entry, "Pages can read this header anyway.",
					entry.deleted());
		}
	}

}
