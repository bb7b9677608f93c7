package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.util.StringUtils;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;

/**
 * Path patterns of Spring as patterns of policies.
 */
final class SpringPaths {

	private SpringPaths() {
	}

	/**
	 * Return the pattern that matches the same paths.
	 * @param written the pattern as Spring reads it
	 * @return the pattern, or empty if there is none
	 */
	static Optional<PathPattern> exact(String written) {
		String path = rooted(written);
		int rest = path.lastIndexOf("/{*");
		boolean captured = rest >= 0 && path.indexOf('}', rest) == path.length() - 1;
		return parse(captured ? path.substring(0, rest) + "/**" : path);
	}

	/**
	 * Return the pattern of a handler, in which a variable that is limited by an
	 * expression stands for a segment.
	 */
	static Optional<PathPattern> ofHandler(String written) {
		List<String> segments = new ArrayList<>();
		for (String segment : rooted(written).split("/", -1)) {
			boolean limited = segment.startsWith("{") && segment.endsWith("}") && segment.indexOf(':') > 0;
			segments.add(limited ? "*" : segment);
		}
		return exact(String.join("/", segments));
	}

	/** Return a pattern that matches at least the same paths. */
	static PathPattern atLeast(String written) {
		StringBuilder path = new StringBuilder();
		for (String segment : StringUtils.tokenizeToStringArray(rooted(written), "/")) {
			if (segment.equals("**") || segment.startsWith("{*")) {
				return PathPattern.parse(path.append("/**").toString());
			}
			path.append('/').append(parse("/" + segment).isPresent() ? segment : "*");
		}
		return parse(path.isEmpty() ? "/" : path.toString()).orElseGet(() -> PathPattern.parse("/**"));
	}

	/** Return whether it says more about a segment than patterns of policies can. */
	static boolean isLimited(String written) {
		return exact(written).isEmpty();
	}

	private static String rooted(String written) {
		return written.startsWith("/") ? written : "/" + written;
	}

	private static Optional<PathPattern> parse(String path) {
		try {
			return Optional.of(PathPattern.parse(path));
		}
		catch (MalformedPathException ex) {
			return Optional.empty();
		}
	}

	/** Return whether one pattern matches whatever another matches. */
	static boolean contains(PathPattern wide, PathPattern narrow) {
		PathPattern common = wide.intersection(narrow);
		return common != null && common.canonical().equals(narrow.canonical());
	}

}
