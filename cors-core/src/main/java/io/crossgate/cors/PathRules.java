package io.crossgate.cors;

import java.util.List;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code paths}, within one policy and between policies.
 */
final class PathRules {

	private final ManagementPatterns management;

	private final Reachability reachability;

	/** Of patterns that stop short of the management endpoints. */
	private final PathClaims claims;

	/** Of patterns that name them. */
	private final PathClaims managementClaims = new PathClaims((one, other) -> true);

	PathRules(Circumstances circumstances) {
		this.management = new ManagementPatterns(circumstances.paths());
		this.reachability = new Reachability(circumstances.paths());
		this.claims = new PathClaims(this.management::meetOutside);
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
			boolean named = this.management.isNamedBy(pattern);
			(named ? this.managementClaims : this.claims).add(found, entry, pattern);
			this.reachability.check(found, entry, pattern);
			this.management.check(found, entry, pattern);
		}
		catch (MalformedPathException ex) {
			found.add(ProblemCode.MALFORMED_PATH, entry, String.valueOf(ex.getMessage()), ex.suggestion());
		}
	}

	void checkAmbiguity() {
		this.claims.check();
		this.managementClaims.check();
	}

}
