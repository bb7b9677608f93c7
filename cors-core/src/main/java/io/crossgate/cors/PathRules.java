package io.crossgate.cors;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code paths}, within one policy and between policies.
 */
final class PathRules {

	private final @Nullable PathPattern management;

	private final PathClaims claims = new PathClaims();

	PathRules(Circumstances circumstances) {
		this.management = management(circumstances);
	}

	/** The pattern of the management endpoints, which broader patterns do not reach. */
	static @Nullable PathPattern management(Circumstances circumstances) {
		String path = circumstances.managementPath();
		return (path == null || path.isEmpty() || path.equals("/")) ? null
				: PathPattern.parse(path + (path.endsWith("/") ? "**" : "/**"));
	}

	void check(Findings found) {
		List<String> paths = found.policy().paths();
		if (paths.isEmpty()) {
			found.add(ProblemCode.NO_PATHS, "paths", null, "The policy covers no path.", "paths: /api/**");
		}
		for (Findings.Entry entry : Findings.Entry.of("paths", paths)) {
			if (!found.isEmpty(entry)) {
				check(found, entry);
			}
		}
	}

	private void check(Findings found, Findings.Entry entry) {
		try {
			PathPattern pattern = PathPattern.parse(entry.value());
			this.claims.add(found, entry, pattern);
			if (this.management != null && pattern.startsWith(this.management)) {
				found.add(ProblemCode.MANAGEMENT_PATH, entry,
						"The policy opens management endpoints to pages of other origins.", null);
			}
		}
		catch (MalformedPathException ex) {
			found.add(ProblemCode.MALFORMED_PATH, entry, String.valueOf(ex.getMessage()), ex.suggestion());
		}
	}

	void checkAmbiguity() {
		this.claims.check();
	}

}
