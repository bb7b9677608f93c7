package io.crossgate.cors.spring.paths;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.paths.DeployedPaths.NarrowPath;

/**
 * Paths of policies that end above handlers which no policy covers: {@code /orders} where
 * {@code /orders/{id}} is mapped, {@code /api/*} where {@code /api/a/b} is. The log names
 * them with the pattern that covers both.
 */
final class NarrowPaths {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private static final int MOST_LINES = 20;

	private NarrowPaths() {
	}

	/** Return whether a policy has a path that could end above others. */
	static boolean areIn(CorsPolicies policies) {
		for (CorsPolicy policy : policies.policies()) {
			if (policy.mode() != CorsPolicy.Mode.OFF) {
				for (String path : policy.paths()) {
					if (isNarrow(PathPattern.parse(path))) {
						return true;
					}
				}
			}
		}
		return false;
	}

	static void report(CorsPolicies policies, List<String> handlers) {
		find(policies, handlers).stream()
			.limit(MOST_LINES)
			.forEach((path) -> logger
				.warn("CORS [narrow-path] policy '%s', paths: %s".formatted(path.policy(), path.sentence())));
	}

	static List<NarrowPath> find(CorsPolicies policies, List<String> handlers) {
		List<PathPattern> uncovered = uncovered(policies, handlers);
		List<NarrowPath> found = new ArrayList<>();
		for (CorsPolicy policy : policies.policies()) {
			for (int i = 0; i < policy.paths().size(); i++) {
				PathPattern pattern = PathPattern.parse(policy.paths().get(i));
				PathPattern below = (policy.mode() != CorsPolicy.Mode.OFF && isNarrow(pattern))
						? uncovered.stream().filter((handler) -> isBelow(handler, pattern)).findFirst().orElse(null)
						: null;
				if (below != null) {
					found.add(new NarrowPath(policy.name(), i, sentence(pattern, below), wider(pattern)));
				}
			}
		}
		return found;
	}

	private static boolean isNarrow(PathPattern pattern) {
		return !pattern.multiSegment() && !pattern.segments().isEmpty();
	}

	private static List<PathPattern> uncovered(CorsPolicies policies, List<String> handlers) {
		List<PathPattern> uncovered = new ArrayList<>();
		for (String handler : handlers) {
			try {
				PathPattern pattern = PathPattern.parse(handler);
				if (policies.find(pattern.example()).isEmpty()) {
					uncovered.add(pattern);
				}
			}
			catch (MalformedPathException ex) {
				// What no policy can name is not advised.
			}
		}
		return uncovered;
	}

	private static boolean isBelow(PathPattern handler, PathPattern pattern) {
		int size = pattern.segments().size();
		if (handler.segments().size() <= size) {
			return false;
		}
		List<String> above = handler.segments().subList(0, size);
		return new PathPattern("", above, false).intersection(pattern) != null;
	}

	private static String sentence(PathPattern pattern, PathPattern below) {
		return "%s %s; the application maps %s, which no policy covers. To cover it, too, write %s in its place."
			.formatted(pattern.text(),
					endsInSegment(pattern) ? "ends in exactly one segment" : "is that path alone, and nothing below it",
					below.text(), wider(pattern));
	}

	private static String wider(PathPattern pattern) {
		String path = pattern.text();
		return (endsInSegment(pattern) ? path.substring(0, path.lastIndexOf('/')) : path) + "/**";
	}

	private static boolean endsInSegment(PathPattern pattern) {
		return pattern.segments().get(pattern.segments().size() - 1).equals(PathPattern.ANY);
	}

}
