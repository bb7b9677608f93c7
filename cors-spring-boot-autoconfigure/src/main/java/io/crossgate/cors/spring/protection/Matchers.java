package io.crossgate.cors.spring.protection;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads path patterns off the request matchers of Spring Security's filters. Each of
 * these classes has been renamed or has changed within the lines of Spring Boot that are
 * supported, so that only what they have in common is read.
 */
final class Matchers {

	/** What a filter asks whether a request is its own. */
	private static final List<String> HOLDERS = List.of("requiresAuthenticationRequestMatcher",
			"requiresAuthenticationMatcher", "logoutRequestMatcher", "logoutResponseMatcher", "authenticationConverter",
			"requestMatcher", "exchangeMatcher");

	private static final int DEEPEST = 4;

	private Matchers() {
	}

	/** Return the patterns of a filter; none if it can't be told. */
	static List<String> patterns(Object filter) {
		List<String> patterns = new ArrayList<>();
		addHeld(filter, patterns, 0);
		return patterns.stream().distinct().toList();
	}

	private static void addHeld(Object holder, List<String> patterns, int depth) {
		for (String field : HOLDERS) {
			Object matcher = Reflected.field(holder, field);
			if (matcher != null && depth < DEEPEST) {
				add(matcher, patterns, depth + 1);
			}
		}
	}

	private static void add(Object matcher, List<String> patterns, int depth) {
		String pattern = pattern(matcher);
		if (pattern != null) {
			patterns.add(pattern);
			return;
		}
		List<Object> several = new ArrayList<>(Reflected.collection(Reflected.field(matcher, "requestMatchers")));
		several.addAll(Reflected.collection(Reflected.field(matcher, "matchers")));
		if (several.isEmpty()) {
			addHeld(matcher, patterns, depth);
		}
		else if (depth < DEEPEST) {
			several.forEach((one) -> add(one, patterns, depth + 1));
		}
	}

	/** A parsed pattern is written as it was, an older one is text. */
	private static @Nullable String pattern(Object matcher) {
		Object pattern = Reflected.field(matcher, "pattern");
		if (pattern == null) {
			return null;
		}
		Object text = (pattern instanceof String) ? pattern : Reflected.call(pattern, "getPatternString");
		return (text instanceof String written && written.startsWith("/")) ? written : null;
	}

}
