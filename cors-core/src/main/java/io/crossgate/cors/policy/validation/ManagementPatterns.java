package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The management endpoints among the paths: a pattern reaches them only if it names them,
 * and where they can't be told from the application's own paths no policy may be used.
 */
final class ManagementPatterns {

	private static final String FIX = " Give the endpoints paths of their own, such as with "
			+ "management.endpoints.web.base-path: /actuator.";

	private static final PathPattern EVERYTHING = PathPattern.parse("/**");

	private final List<PathPattern> patterns = new ArrayList<>();

	private final List<PathPattern> handlers = new ArrayList<>();

	/** Those that begin with no word of their own, or have variables in them. */
	private final List<PathPattern> indistinct = new ArrayList<>();

	ManagementPatterns(ApplicationPaths paths) {
		for (String path : paths.managementPaths()) {
			PathPattern pattern = parsed(path);
			if (pattern == null || pattern.segments().isEmpty() || pattern.segments().contains(PathPattern.ANY)) {
				this.indistinct.add((pattern != null) ? pattern : EVERYTHING);
			}
			else {
				this.patterns.add(pattern);
			}
		}
		for (String path : paths.handlerPaths()) {
			PathPattern handler = parsed(path);
			if (handler != null && isNamedBy(handler)) {
				this.handlers.add(handler);
			}
		}
	}

	/** Return the patterns that broader ones stop short of. */
	List<PathPattern> patterns() {
		return this.patterns;
	}

	/** Return whether all paths of a pattern are management's. */
	boolean isNamedBy(PathPattern pattern) {
		for (PathPattern management : this.patterns) {
			PathPattern both = pattern.intersection(management);
			if (both != null && both.canonical().equals(pattern.canonical())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether two patterns that cross do so outside of management. Builds nothing,
	 * because of thousands of generated patterns every two may cross.
	 */
	boolean meetOutside(PathPattern one, PathPattern other) {
		// By index, because an iterator for every two patterns adds up.
		for (int pattern = 0; pattern < this.patterns.size(); pattern++) {
			List<String> segments = this.patterns.get(pattern).segments();
			int i = 0;
			while (i < segments.size()
					&& (segments.get(i).equals(segment(one, i)) || segments.get(i).equals(segment(other, i)))) {
				i++;
			}
			if (i == segments.size()) {
				return false;
			}
		}
		return true;
	}

	private static String segment(PathPattern pattern, int index) {
		return (index < pattern.segments().size()) ? pattern.segments().get(index) : PathPattern.ANY;
	}

	void check(ProblemCollector collector, ProblemCollector.ListEntry entry, PathPattern pattern) {
		PathPattern endpoint = meeting(this.indistinct, pattern);
		PathPattern handler = meeting(this.handlers, pattern);
		if (endpoint != null) {
			collector.add(ProblemCode.INDISTINCT_MANAGEMENT_PATHS, entry, "A management endpoint is mapped to "
					+ endpoint.text() + ", where paths of the application's own are, too." + FIX);
		}
		else if (isNamedBy(pattern)) {
			collector.add(ProblemCode.MANAGEMENT_PATH, entry,
					"The policy opens management endpoints to pages of other origins.");
		}
		else if (handler != null) {
			collector.add(ProblemCode.INDISTINCT_MANAGEMENT_PATHS, entry, "The application's own " + handler.text()
					+ " stands among the paths of a management endpoint, which no policy opens by the way." + FIX);
		}
	}

	private static @Nullable PathPattern meeting(List<PathPattern> patterns, PathPattern other) {
		for (PathPattern pattern : patterns) {
			if (pattern.intersection(other) != null) {
				return pattern;
			}
		}
		return null;
	}

	private static @Nullable PathPattern parsed(String path) {
		try {
			return PathPattern.parse(path);
		}
		catch (MalformedPathException ex) {
			return null;
		}
	}

}
