package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.validation.ProblemCollector.ListEntry;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code paths}, within one policy and between policies.
 */
final class PathValidator {

	private final ManagementPatterns management;

	private final ReachabilityCheck reachability;

	PathValidator(DeploymentContext context) {
		this.management = new ManagementPatterns(context.paths());
		this.reachability = new ReachabilityCheck(context.paths());
	}

	/** Return the paths of the management endpoints, which broader patterns stop at. */
	List<PathPattern> managementPatterns() {
		return this.management.patterns();
	}

	/** Checks the paths of one policy by themselves, and returns those that are any. */
	List<DeclaredPath> check(ProblemCollector collector) {
		List<String> paths = collector.policy().paths();
		if (paths.isEmpty()) {
			collector.add(ProblemCode.NO_PATHS, "paths", null, "The policy covers no path.",
					PolicyEdit.set("paths", "/api/**").asExample());
		}
		List<DeclaredPath> declared = new ArrayList<>();
		for (ListEntry entry : ListEntry.of("paths", paths)) {
			if (!collector.isEmpty(entry)) {
				check(collector, entry, declared);
			}
		}
		return declared;
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

	private void check(ProblemCollector collector, ListEntry entry, List<DeclaredPath> declared) {
		List<String> list = list(entry.value());
		if (!list.isEmpty()) {
			collector.add(ProblemCode.MALFORMED_PATH, entry, "One entry holds one path; this one holds a list.",
					entry.replacedBy(list));
			return;
		}
		try {
			PathPattern pattern = PathPattern.parse(entry.value());
			declared.add(new DeclaredPath(entry, pattern, this.management.isNamedBy(pattern)));
			this.reachability.check(collector, entry, pattern);
			this.management.check(collector, entry, pattern);
		}
		catch (MalformedPathException ex) {
			collector.addCorrected(ProblemCode.MALFORMED_PATH, entry, String.valueOf(ex.getMessage()), ex.suggestion());
		}
	}

	/** Begins a comparison of the paths of policies with each other. */
	Comparison comparison() {
		return new Comparison(this.management);
	}

	/**
	 * A path pattern of a policy.
	 *
	 * @param entry where the policy says so
	 * @param pattern the pattern
	 * @param management whether it names management endpoints
	 */
	record DeclaredPath(ListEntry entry, PathPattern pattern, boolean management) {

	}

	/** Compares the paths of policies with each other. */
	static final class Comparison {

		private final ManagementPatterns management;

		private final List<DeclaredPath> paths = new ArrayList<>();

		/** By path, who hears what is wrong with it. */
		private final List<ProblemCollector> collectors = new ArrayList<>();

		private Comparison(ManagementPatterns management) {
			this.management = management;
		}

		void add(ProblemCollector collector, List<DeclaredPath> paths) {
			for (DeclaredPath path : paths) {
				this.paths.add(path);
				this.collectors.add(collector);
			}
		}

		/** One path alone meets no other. */
		void checkAmbiguity() {
			if (this.paths.size() > 1) {
				PathAssignments claims = new PathAssignments(this.management::meetOutside);
				// Of patterns that name management endpoints; the others stop short of
				// them.
				PathAssignments managementClaims = new PathAssignments((one, other) -> true);
				for (int i = 0; i < this.paths.size(); i++) {
					DeclaredPath path = this.paths.get(i);
					(path.management() ? managementClaims : claims).add(this.collectors.get(i), path.entry(),
							path.pattern());
				}
				claims.check();
				managementClaims.check();
			}
		}

	}

}
