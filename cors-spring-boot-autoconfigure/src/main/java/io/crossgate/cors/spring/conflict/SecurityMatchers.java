package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;

/**
 * Reads for which paths a chain of Spring Security is asked, by reflection.
 */
final class SecurityMatchers {

	/** Fields in which matchers of both stacks keep other matchers. */
	private static final List<String> PARTS = List.of("requestMatchers", "matchers");

	private SecurityMatchers() {
	}

	/** Return content for the paths of some chains only. */
	static Content limit(Content content, List<Object> chains) {
		List<String> patterns = new ArrayList<>();
		for (Object chain : chains) {
			Object matcher = field(chain, "requestMatcher");
			matcher = (matcher != null) ? matcher : field(chain, "matcher");
			int before = patterns.size();
			if (matcher == null || !read(matcher, patterns)) {
				List<String> unread = new ArrayList<>(content.unread());
				unread.add("It stands in a chain for some requests only, and which those are can't be read: " + matcher
						+ ".");
				return new Content(List.of(), unread);
			}
			if (patterns.size() == before) {
				return content;
			}
		}
		return content.within(patterns);
	}

	/** Return whether the matcher is one of paths alone. */
	private static boolean read(Object matcher, List<String> patterns) {
		String type = matcher.getClass().getName();
		if (type.contains("AnyRequestMatcher") || type.contains("ServerWebExchangeMatchers")) {
			return true;
		}
		for (String part : PARTS) {
			if (field(matcher, part) instanceof Collection<?> parts && type.contains(".Or")) {
				return parts.stream().allMatch((each) -> each != null && read(each, patterns));
			}
		}
		Object pattern = field(matcher, "pattern");
		Object method = field(matcher, "method");
		boolean everyMethod = method == null || method.getClass().getName().contains("Any");
		if (pattern == null || !everyMethod) {
			return false;
		}
		patterns.add(pattern.toString());
		return true;
	}

	private static @Nullable Object field(Object object, String name) {
		DirectFieldAccessor fields = new DirectFieldAccessor(object);
		return fields.isReadableProperty(name) ? fields.getPropertyValue(name) : null;
	}

}
