package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.util.SafeText;

/**
 * Finds the pattern that a path which no policy covers goes beyond.
 */
final class PathMismatchFinder {

	private static final String ALL_BELOW = "/**";

	private PathMismatchFinder() {
	}

	static ClosestMatch of(CorsRequest request, CorsPolicies policies) {
		if (RequestPath.isCanonical(request.path()) && Diagnosis.closed(policies).find(request.path()).isEmpty()) {
			return ClosestMatch.because(MismatchKind.PATH_NOT_COVERED,
					"Patterns that do not name the management endpoints stop short of them.");
		}
		Narrow narrow = narrow(request, policies).orElse(null);
		if (narrow != null) {
			return new ClosestMatch(MismatchKind.PATH_NOT_COVERED, narrow.pattern().text(), narrow.sentence());
		}
		CorsPolicy beyond = request.contextPath().isEmpty() ? null : policies.find(request.fullPath()).orElse(null);
		if (beyond != null) {
			return ClosestMatch.because(MismatchKind.PATH_NOT_COVERED,
					"Paths of policies are within the application: write those of policy '" + SafeText.of(beyond.name())
							+ "' without the context path " + SafeText.of(request.contextPath()) + ".");
		}
		return ClosestMatch.because(MismatchKind.PATH_NOT_COVERED, "");
	}

	/** Return the longest pattern that covers a path above this one. */
	static Optional<Narrow> narrow(CorsRequest request, CorsPolicies policies) {
		CorsPolicy policy = RequestPath.parents(request.path())
			.stream()
			.flatMap((path) -> policies.find(path).stream())
			.findFirst()
			.orElse(null);
		if (policy == null) {
			return Optional.empty();
		}
		List<String> segments = segments(RequestPath.decode(request.path()));
		@Nullable PathPattern longest = null;
		for (String text : policy.paths()) {
			PathPattern pattern = PathPattern.parse(text);
			boolean longer = longest == null || pattern.segments().size() > longest.segments().size();
			if (longer && isAbove(pattern, segments)) {
				longest = pattern;
			}
		}
		return (longest != null) ? Optional.of(new Narrow(policy, longest)) : Optional.empty();
	}

	private static boolean isAbove(PathPattern pattern, List<String> path) {
		List<String> segments = pattern.segments();
		if (pattern.multiSegment() || segments.isEmpty() || segments.size() >= path.size()) {
			return false;
		}
		for (int i = 0; i < segments.size(); i++) {
			boolean any = segments.get(i).equals(PathPattern.ANY) && !path.get(i).isEmpty();
			if (!any && !segments.get(i).equals(path.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static List<String> segments(String path) {
		List<String> segments = new ArrayList<>();
		for (int from = 1; from <= path.length();) {
			int slash = path.indexOf('/', from);
			int to = (slash < 0) ? path.length() : slash;
			segments.add(path.substring(from, to));
			from = to + 1;
		}
		return segments;
	}

	/**
	 * A pattern that ends too early.
	 *
	 * @param policy the policy that has it
	 * @param pattern the pattern
	 */
	record Narrow(CorsPolicy policy, PathPattern pattern) {

		/** Return where it stands in the list of the policy's paths. */
		int entry() {
			return this.policy.paths().indexOf(this.pattern.text());
		}

		/** Return the pattern for everything below, too. */
		String widened() {
			String text = this.pattern.text();
			int last = text.lastIndexOf('/');
			return endsInOneSegment() ? text.substring(0, last) + ALL_BELOW : text + ALL_BELOW;
		}

		private boolean endsInOneSegment() {
			List<String> segments = this.pattern.segments();
			return segments.get(segments.size() - 1).equals(PathPattern.ANY);
		}

		String sentence() {
			String last = this.pattern.text().substring(this.pattern.text().lastIndexOf('/') + 1);
			String meaning = endsInOneSegment() ? "ends before it: " + SafeText.of(last) + " is exactly one segment"
					: "is that path alone";
			return "The pattern " + SafeText.of(this.pattern.text()) + " of policy '" + SafeText.of(this.policy.name())
					+ "' " + meaning + "; " + SafeText.of(widened()) + " covers what is below it, too.";
		}

	}

}
