package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;

/**
 * Reads for which requests a chain of Spring Security is asked, by reflection.
 *
 * @param patterns patterns of the paths; none if only management endpoints have them,
 * which policies leave alone
 * @param conditional whether it is asked for some requests of these paths only
 * @param text the matcher, as it describes itself
 */
record SecurityMatchers(List<String> patterns, boolean conditional, String text) {

	private static final String EVERY_PATH = "/**";

	/** Fields in which matchers of both stacks keep other matchers. */
	private static final List<String> PARTS = List.of("requestMatchers", "matchers");

	private static final List<String> METHODS = List.of("method", "httpMethod");

	/** Matchers of Boot that look at the paths of management endpoints alone. */
	private static final List<String> MANAGEMENT = List.of("EndpointRequest$EndpointRequestMatcher",
			"EndpointRequest$LinksRequestMatcher", "EndpointRequest$EndpointServerWebExchangeMatcher",
			"EndpointRequest$LinksServerWebExchangeMatcher");

	static SecurityMatchers of(Object chain) {
		Object matcher = field(chain, "requestMatcher");
		matcher = (matcher != null) ? matcher : field(chain, "matcher");
		List<String> patterns = new ArrayList<>();
		boolean whole = read(matcher, patterns);
		return new SecurityMatchers(patterns.contains(EVERY_PATH) ? List.of(EVERY_PATH) : List.copyOf(patterns), !whole,
				String.valueOf(matcher));
	}

	/**
	 * Return whether the matcher is one of the paths of the patterns and of nothing else.
	 */
	private static boolean read(@Nullable Object matcher, List<String> patterns) {
		String type = (matcher != null) ? matcher.getClass().getName() : "";
		if (MANAGEMENT.stream().anyMatch(type::endsWith)) {
			return true;
		}
		for (String part : PARTS) {
			if (type.contains(".Or") && field(matcher, part) instanceof Collection<?> parts) {
				boolean whole = true;
				for (Object each : parts) {
					whole &= read(each, patterns);
				}
				return whole;
			}
		}
		Object pattern = field(matcher, "pattern");
		patterns.add((pattern != null) ? pattern.toString() : EVERY_PATH);
		return (pattern != null) ? isForEveryMethod(matcher)
				: type.contains("AnyRequestMatcher") || type.contains("ServerWebExchangeMatchers");
	}

	private static boolean isForEveryMethod(@Nullable Object matcher) {
		return METHODS.stream()
			.map((name) -> field(matcher, name))
			.allMatch((method) -> method == null || method.getClass().getName().contains("Any"));
	}

	private static @Nullable Object field(@Nullable Object object, String name) {
		if (object == null) {
			return null;
		}
		DirectFieldAccessor fields = new DirectFieldAccessor(object);
		return fields.isReadableProperty(name) ? fields.getPropertyValue(name) : null;
	}

	/** Return content for the requests of the chain only. */
	Content limit(Content content) {
		List<String> within = this.patterns.contains(EVERY_PATH) ? List.of() : this.patterns;
		boolean silent = content.rules().isEmpty() && content.unread().isEmpty();
		if (!this.conditional || silent) {
			return content.within(within, this.conditional);
		}
		List<String> unread = new ArrayList<>(content.unread());
		unread
			.add("It stands in a chain for some requests only, and which those are can't be read: " + this.text + ".");
		return new Content(List.of(), unread).within(within, true);
	}

}
