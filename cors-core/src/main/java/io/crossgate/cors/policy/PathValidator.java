package io.crossgate.cors.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code paths}, within one policy and between policies.
 */
final class PathValidator {

	private final ManagementPatterns management;

	private final ReachabilityCheck reachability;

	/** Of patterns that stop short of the management endpoints. */
	private final PathAssignments claims;

	/** Of patterns that name them. */
	private final PathAssignments managementClaims = new PathAssignments((one, other) -> true);

	PathValidator(DeploymentContext context) {
		this.management = new ManagementPatterns(context.paths());
		this.reachability = new ReachabilityCheck(context.paths());
		this.claims = new PathAssignments(this.management::meetOutside);
	}

	void check(ProblemCollector collector) {
		List<String> paths = collector.policy().paths();
		if (paths.isEmpty()) {
			collector.add(ProblemCode.NO_PATHS, "paths", null, "The policy covers no path.",
					PolicyEdit.set("paths", "/api/**").asExample());
		}
		for (ProblemCollector.ListEntry entry : ProblemCollector.ListEntry.of("paths", paths)) {
			if (!collector.isEmpty(entry)) {
				check(collector, entry);
			}
		}
	}

	/** Return the paths of an entry that holds a list; none if it is none. */
	private static List<String> list(String text) {
		List<String> paths = new ArrayList<>();
		StringTokenizer tokens = new StringTokenizer(text, ",;|\"'\u201c\u201d\u2018\u2019 \t\n");
		while (tokens.hasMoreTokens()) {
			paths.add(tokens.nextToken());
		}
		boolean list = paths.size() > 1 && paths.stream().allMatch(PathValidator::isPath);
		return list ? paths : List.of();
	}

	private static boolean isPath(String text) {
		try {
			PathPattern.parse(text);
			return true;
		}
		catch (MalformedPathException ex) {
			return false;
		}
	}

	private void check(ProblemCollector collector, ProblemCollector.ListEntry entry) {
		List<String> list = list(entry.value());
		if (!list.isEmpty()) {
			collector.add(ProblemCode.MALFORMED_PATH, entry, "One entry holds one path; this one holds a list.",
					entry.replacedBy(list));
			return;
		}
		try {
			PathPattern pattern = PathPattern.parse(entry.value());
			boolean named = this.management.isNamedBy(pattern);
			(named ? this.managementClaims : this.claims).add(collector, entry, pattern);
			this.reachability.check(collector, entry, pattern);
			this.management.check(collector, entry, pattern);
		}
		catch (MalformedPathException ex) {
			collector.addCorrected(ProblemCode.MALFORMED_PATH, entry, String.valueOf(ex.getMessage()), ex.suggestion());
		}
	}

	void checkAmbiguity() {
		this.claims.check();
		this.managementClaims.check();
	}

}
