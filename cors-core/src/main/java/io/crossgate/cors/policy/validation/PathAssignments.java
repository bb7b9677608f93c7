package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.util.SafeText;

/**
 * The path patterns of all policies, and those of different policies between which only
 * chance would decide. They are kept in a tree over their segments, so that a pattern
 * meets the patterns it has a path in common with, and not all others.
 */
final class PathAssignments {

	/** Counting more would make the work grow with the square of the policies. */
	private static final int MOST_PARTNERS = 1000;

	private final Node all = new Node();

	private final List<Claim> claims = new ArrayList<>();

	private final IdentityHashMap<ProblemCollector, Integer> policies = new IdentityHashMap<>();

	private final BiPredicate<PathPattern, PathPattern> meeting;

	/**
	 * Begins without any.
	 * @param meeting whether it matters that two patterns match the same paths
	 */
	PathAssignments(BiPredicate<PathPattern, PathPattern> meeting) {
		this.meeting = meeting;
	}

	/** Adds a pattern of a policy. */
	void add(ProblemCollector collector, ProblemCollector.ListEntry entry, PathPattern pattern) {
		int policy = this.policies.computeIfAbsent(collector, (key) -> this.policies.size());
		Claim claim = new Claim(policy, collector, entry, pattern);
		this.claims.add(claim);
		this.all.add(claim);
	}

	/**
	 * Reports each policy that crosses earlier ones once, with their number: of thousands
	 * of generated policies every two may cross.
	 */
	void check() {
		// The first policy has none before it, so 0 says that none has met a policy.
		int[] metBy = new int[this.policies.size()];
		@Nullable Crossing[] crossings = new Crossing[this.policies.size()];
		Node earlier = new Node();
		for (Claim claim : this.claims) {
			crossings[claim.policy] = cross(claim, earlier, 0, metBy, crossings[claim.policy]);
			earlier.add(claim);
		}
		for (Crossing crossing : crossings) {
			if (crossing != null) {
				crossing.claim.found.add(ProblemCode.AMBIGUOUS_PATHS, crossing.claim.entry, crossing.message());
			}
		}
	}

	/**
	 * Goes down wherever a segment of the pattern and one of the tree have a path in
	 * common.
	 */
	private @Nullable Crossing cross(Claim claim, Node node, int depth, int[] metBy, @Nullable Crossing known) {
		Crossing crossing = cross(claim, node.claims, depth, metBy, known);
		PathPattern pattern = claim.pattern;
		int length = pattern.segments().size();
		String segment = (depth < length) ? pattern.segments().get(depth) : PathPattern.ANY;
		if (!segment.equals(PathPattern.ANY)) {
			Node same = node.children.get(segment);
			crossing = (same != null) ? cross(claim, same, depth + 1, metBy, crossing) : crossing;
			Node any = node.children.get(PathPattern.ANY);
			return (any != null) ? cross(claim, any, depth + 1, metBy, crossing) : crossing;
		}
		if (!node.children.isEmpty() && (depth < length || pattern.multiSegment())) {
			for (Node child : node.children.values()) {
				if (crossing != null && crossing.partners > MOST_PARTNERS) {
					break;
				}
				crossing = cross(claim, child, depth + 1, metBy, crossing);
			}
		}
		return crossing;
	}

	private @Nullable Crossing cross(Claim claim, List<Claim> others, int depth, int[] metBy,
			@Nullable Crossing known) {
		Crossing crossing = known;
		boolean whole = depth >= claim.pattern.segments().size();
		// By index, because an iterator for every two patterns adds up.
		for (int i = 0; i < others.size(); i++) {
			Claim other = others.get(i);
			if (crossing != null && crossing.partners > MOST_PARTNERS) {
				break;
			}
			if (other.policy != claim.policy && metBy[other.policy] != claim.policy
					&& (whole || other.pattern.multiSegment())
					&& (other.isEqual(claim) || !isDecided(claim.pattern, other.pattern))
					&& this.meeting.test(claim.pattern, other.pattern)) {
				metBy[other.policy] = claim.policy;
				crossing = (crossing != null) ? crossing : new Crossing(claim, other);
				crossing.partners++;
			}
		}
		return crossing;
	}

	/**
	 * Return whether a pattern decides where both match: one of the two, if it covers no
	 * more than that, or a third.
	 */
	private boolean isDecided(PathPattern one, PathPattern two) {
		boolean ordered = one.segments().size() >= two.segments().size();
		PathPattern longer = ordered ? one : two;
		PathPattern shorter = ordered ? two : one;
		Node node = this.all;
		for (int i = 0; i < longer.segments().size(); i++) {
			String segment = longer.segments().get(i);
			if (segment.equals(PathPattern.ANY) && i < shorter.segments().size()) {
				segment = shorter.segments().get(i);
			}
			node = node.children.get(segment);
			if (node == null) {
				return false;
			}
		}
		boolean multiSegment = longer.multiSegment() && shorter.multiSegment();
		return multiSegment ? node.multiSegment : node.exact;
	}

	/** The patterns that end behind the same segments. */
	private static final class Node {

		private final Map<String, Node> children = new LinkedHashMap<>();

		private final List<Claim> claims = new ArrayList<>();

		private boolean multiSegment;

		private boolean exact;

		void add(Claim claim) {
			Node node = this;
			for (String segment : claim.pattern.segments()) {
				node = node.children.computeIfAbsent(segment, (key) -> new Node());
			}
			node.claims.add(claim);
			node.multiSegment |= claim.pattern.multiSegment();
			node.exact |= !claim.pattern.multiSegment();
		}

	}

	/**
	 * What one policy wants.
	 *
	 * @param policy which policy it is
	 * @param found collects what is wrong with the policy
	 * @param entry where it says so
	 * @param pattern the paths it wants
	 */
	private record Claim(int policy, ProblemCollector found, ProblemCollector.ListEntry entry, PathPattern pattern) {

		/** Lists compare with an iterator, which adds up as well. */
		boolean isEqual(Claim other) {
			List<String> segments = this.pattern.segments();
			List<String> others = other.pattern.segments();
			boolean equal = this.pattern.multiSegment() == other.pattern.multiSegment()
					&& segments.size() == others.size();
			for (int i = 0; equal && i < segments.size(); i++) {
				equal = segments.get(i).equals(others.get(i));
			}
			return equal;
		}

	}

	/** The first claim of a policy that crosses one of an earlier policy. */
	private static final class Crossing {

		private final Claim claim;

		private final Claim other;

		private int partners;

		Crossing(Claim claim, Claim other) {
			this.claim = claim;
			this.other = other;
		}

		String message() {
			String more = switch (this.partners) {
				case 1 -> "";
				case 2 -> " It meets 1 more policy in this way.";
				default -> " It meets " + ((this.partners > MOST_PARTNERS) ? "at least " : "") + (this.partners - 1)
						+ " more policies in this way.";
			};
			return meeting() + more;
		}

		private String meeting() {
			String name = SafeText.of(this.other.found.policy().name());
			PathPattern both = this.claim.pattern.intersection(this.other.pattern);
			if (both == null || this.claim.isEqual(this.other)) {
				return "Policy '" + name + "' claims the same paths, such as "
						+ SafeText.of(this.claim.pattern.example())
						+ ". One path has one policy, for all origins: put the origins of both into one policy, or "
						+ "give the ones that need other rules a path of their own.";
			}
			return "Policy '" + name + "' claims " + SafeText.of(this.other.pattern.text()) + "; both match "
					+ SafeText.of(both.example()) + ", and neither is more specific. Add "
					+ SafeText.of(both.canonical()) + " to the paths of the one that decides there.";
		}

	}

}
