package io.crossgate.cors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code paths}, within one policy and between policies.
 */
final class PathRules {

	private final @Nullable PathPattern management;

	private final List<Claim> claims = new ArrayList<>();

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
			this.claims.add(new Claim(found, entry, pattern));
			if (this.management != null && pattern.startsWith(this.management)) {
				found.add(ProblemCode.MANAGEMENT_PATH, entry,
						"The policy opens management endpoints to pages of other origins.", null);
			}
		}
		catch (MalformedPathException ex) {
			found.add(ProblemCode.MALFORMED_PATH, entry, String.valueOf(ex.getMessage()), ex.suggestion());
		}
	}

	/**
	 * Two patterns without wildcard segments can't overlap unless one is more specific,
	 * so only patterns with one are compared with all others.
	 */
	void checkAmbiguity() {
		Set<String> claimed = new HashSet<>();
		for (Claim claim : this.claims) {
			claimed.add(claim.paths);
		}
		for (int i = 0; i < this.claims.size(); i++) {
			Claim claim = this.claims.get(i);
			for (int j = 0; j < i; j++) {
				Claim earlier = this.claims.get(j);
				if (claim.found != earlier.found
						&& (claim.wildcard || earlier.wildcard || claim.paths.equals(earlier.paths))) {
					claim.compare(earlier, claimed);
				}
			}
		}
	}

	/**
	 * What one policy wants.
	 *
	 * @param found collects what is wrong with the policy
	 * @param entry where it says so
	 * @param pattern the paths it wants
	 * @param paths the one spelling of all patterns that match these paths
	 * @param wildcard whether one of the segments can be any
	 */
	private record Claim(Findings found, Findings.Entry entry, PathPattern pattern, String paths, boolean wildcard) {

		Claim(Findings found, Findings.Entry entry, PathPattern pattern) {
			this(found, entry, pattern, pattern.canonical(), pattern.segments().contains(PathPattern.ANY));
		}

		void compare(Claim earlier, Set<String> claimed) {
			String other = earlier.found.policy().name();
			if (this.paths.equals(earlier.paths)) {
				this.found.add(ProblemCode.AMBIGUOUS_PATHS, this.entry,
						"Policy '" + other + "' claims the same paths, such as " + this.pattern.example() + ".", null);
				return;
			}
			PathPattern both = this.pattern.intersection(earlier.pattern);
			// If one covers the other, what both match is the other, which is claimed.
			if (both != null && !claimed.contains(both.canonical())) {
				this.found.add(ProblemCode.AMBIGUOUS_PATHS, this.entry,
						"Policy '" + other + "' claims " + earlier.pattern.text() + "; both match " + both.example()
								+ ", and neither is more specific. Add " + both.canonical()
								+ " to the paths of the one that decides there.",
						null);
			}
		}

	}

}
