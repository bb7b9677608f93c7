package io.crossgate.cors.spring.paths;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import org.springframework.util.StringUtils;

/**
 * Patterns that handlers of the application are mapped to, in the grammar of policies,
 * which is simpler than that of handlers: where the one can't say what the other says, it
 * says more.
 */
final class HandlerPaths {

	private final TreeSet<String> paths = new TreeSet<>();

	private final List<String> servlets;

	private final String contextPath;

	/**
	 * Begins without any.
	 * @param servlets the paths of the servlets that ask handler mappings
	 * @param contextPath the path the application is deployed below
	 */
	HandlerPaths(List<String> servlets, String contextPath) {
		this.servlets = servlets;
		this.contextPath = contextPath;
	}

	void add(Collection<String> patterns) {
		for (String servlet : this.servlets) {
			for (String pattern : patterns) {
				this.paths.add(servlet + simplified(pattern));
			}
		}
	}

	/**
	 * Router functions tell their paths only in words. Those are read only for whether
	 * something is mapped below a path that is the context path's namesake.
	 */
	void addRouterFunction(Object function) {
		if (!this.contextPath.isEmpty() && mentions(String.valueOf(function), this.contextPath)) {
			this.paths.add(this.contextPath + "/**");
		}
	}

	/** Return whether one of the words of a text begins with the segments of a path. */
	private static boolean mentions(String text, String path) {
		for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
			int end = at + path.length();
			boolean begins = at == 0 || " (!".indexOf(text.charAt(at - 1)) >= 0;
			if (begins && (end == text.length() || "/ )".indexOf(text.charAt(end)) >= 0)) {
				return true;
			}
		}
		return false;
	}

	/** Boot's own mappings are the management endpoints'. */
	static boolean isApplications(Object mapping) {
		return !mapping.getClass().getName().startsWith("org.springframework.boot.");
	}

	List<String> paths() {
		return List.copyOf(this.paths);
	}

	/** Return the narrowest pattern of a policy that matches all a handler's does. */
	static String simplified(String pattern) {
		StringBuilder path = new StringBuilder();
		for (String segment : StringUtils.tokenizeToStringArray(pattern, "/")) {
			if (segment.equals("**") || segment.startsWith("{*")) {
				return path.append("/**").toString();
			}
			path.append('/').append(isLiteral(segment) ? segment : "*");
		}
		return path.isEmpty() ? "/" : path.toString();
	}

	private static boolean isLiteral(String segment) {
		return segment.indexOf('*') < 0 && segment.indexOf('?') < 0 && segment.indexOf('{') < 0;
	}

}
