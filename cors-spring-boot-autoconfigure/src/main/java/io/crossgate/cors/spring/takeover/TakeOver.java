package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.conflict.content.OtherCors;

/**
 * Policies that take the place of the other CORS code of an application, path by path.
 * They let in the same or less, and what is different is said above each.
 *
 * <pre class="code">
 * List&lt;OtherCors&gt; others = CorsConflictDetector.read(beans, environment);
 * System.out.println(TakeOver.of(others, CorsPolicies.none()));
 * </pre>
 *
 * <ul>
 * <li>permitted: pasting what it prints, and deleting the code it names</li>
 * <li>prohibited: one without the other, because two speakers would answer</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
public final class TakeOver {

	private final List<Taken> taken;

	private final List<String> left;

	private final List<OtherCors> speakers;

	private TakeOver(List<Taken> taken, List<String> left, List<OtherCors> speakers) {
		this.taken = List.copyOf(taken);
		this.left = List.copyOf(left);
		this.speakers = List.copyOf(speakers);
	}

	/**
	 * Takes over what no policy covers.
	 * @param speakers what the other code says
	 * @param present the policies there are, and what is known of the application
	 * @return policies in its place; none if there is nothing to take over
	 */
	public static TakeOver of(List<OtherCors> speakers, CorsPolicies present) {
		DeploymentContext context = present.context();
		Decisions decisions = new Decisions(speakers);
		List<String> left = new ArrayList<>(decisions.left());
		Ordering ordering = new Ordering(uncovered(decisions.inOrder(), present));
		ordering.dead()
			.stream()
			.filter((dead) -> dead.configuration() != null && !ordering.isAsked(dead))
			.forEach((dead) -> left.add(String.join(", ", dead.authors()) + ": " + dead.path().text()
					+ " never comes to its turn; what is asked before covers it."));
		List<Taken> taken = new ArrayList<>();
		Set<String> names = new LinkedHashSet<>();
		present.policies().forEach((policy) -> names.add(CorsPolicy.uniformName(policy.name())));
		for (List<Decision> group : groups(ordering.decisions())) {
			try {
				taken.add(Taken.of(group, PolicyNames.of(group, names), context));
			}
			catch (IllegalStateException ex) {
				left.add(String.join(", ", group.get(0).authors()) + ": " + ex.getMessage());
			}
		}
		List<CorsPolicy> policies = new ArrayList<>(present.policies());
		taken.forEach((each) -> policies.add(each.policy()));
		CorsPolicies.check(policies, context)
			.stream()
			.filter(Problem::isFatal)
			.forEach((problem) -> left.add("These policies do not start as they are: " + problem));
		return new TakeOver(taken, left, speakers);
	}

	/**
	 * Where a policy decides on all paths of a pattern, there is nothing to take over.
	 */
	private static List<Decision> uncovered(List<Decision> decisions, CorsPolicies present) {
		List<PathPattern> covered = present.policies()
			.stream()
			.filter((policy) -> policy.mode() == CorsPolicy.Mode.ENFORCE)
			.flatMap((policy) -> policy.paths().stream())
			.map(PathPattern::parse)
			.toList();
		return decisions.stream()
			.filter((decision) -> covered.stream()
				.noneMatch((pattern) -> SpringPaths.contains(pattern, decision.path())))
			.toList();
	}

	/** What one policy can say belongs together, in the order of the first of it. */
	private static Collection<List<Decision>> groups(List<Decision> decisions) {
		Map<List<?>, List<Decision>> groups = new LinkedHashMap<>();
		for (Decision decision : decisions) {
			boolean alone = decision.configuration() == null && decisions.stream()
				.noneMatch(
						(other) -> other.configuration() != null && other.path().intersection(decision.path()) != null);
			if (!alone) {
				groups.computeIfAbsent(decision.policy(), (key) -> new ArrayList<>()).add(decision);
			}
		}
		return groups.values();
	}

	/**
	 * Return the policies.
	 * @return policies that start; none if there is nothing to take over
	 */
	public List<CorsPolicy> policies() {
		return this.taken.stream().map(Taken::policy).toList();
	}

	List<Taken> taken() {
		return this.taken;
	}

	/** Return what is not taken over, and why. */
	List<String> left() {
		return this.left;
	}

	List<OtherCors> speakers() {
		return this.speakers;
	}

	/**
	 * Return YAML to paste, with what is different and what to delete as comments.
	 */
	@Override
	public String toString() {
		return TakeOverText.of(this);
	}

	/**
	 * A policy in the place of other code.
	 *
	 * @param policy the policy
	 * @param notes what is different
	 * @param authors where the other code is written
	 */
	record Taken(CorsPolicy policy, List<Note> notes, List<String> authors) {

		static Taken of(List<Decision> group, String name, DeploymentContext context) {
			Set<String> authors = new LinkedHashSet<>();
			group.forEach((decision) -> authors.addAll(decision.authors()));
			List<String> paths = group.stream().map((decision) -> decision.path().text()).distinct().toList();
			CorsConfiguration configuration = group.get(0).configuration();
			if (configuration == null) {
				List<Note> notes = group.stream().flatMap((decision) -> decision.notes().stream()).distinct().toList();
				return new Taken(CorsPolicy.named(name).paths(paths).mode(CorsPolicy.Mode.OFF).build(), notes,
						List.copyOf(authors));
			}
			Translation translation = Translation.of(Objects.requireNonNull(configuration), name, paths, context);
			List<Note> notes = new ArrayList<>(translation.notes());
			notes.addAll(group.get(0).notes());
			return new Taken(translation.policy(), List.copyOf(new LinkedHashSet<>(notes)), List.copyOf(authors));
		}

	}

}
