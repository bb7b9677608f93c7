package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.path.PathPattern;

/**
 * Decisions of which the first one counts, as decisions of which the most specific does.
 * A decision that never came to its turn is left out; where an earlier one and a later
 * one cross, the earlier gets the pattern of the crossing as its own.
 */
final class Ordering {

	private static final int MAX_PATTERNS = 5000;

	private final List<Decision> decisions = new ArrayList<>();

	private final List<Decision> dead = new ArrayList<>();

	Ordering(List<Decision> inOrder) {
		inOrder.forEach(this::add);
	}

	private void add(Decision decision) {
		if (this.decisions.stream().anyMatch((earlier) -> SpringPaths.contains(earlier.path(), decision.path()))) {
			this.dead.add(decision);
			return;
		}
		this.decisions.add(decision);
		// Whatever is added stands where the earlier of the two stood.
		for (int i = 0; i < this.decisions.size() - 1 && this.decisions.size() < MAX_PATTERNS; i++) {
			Decision earlier = this.decisions.get(i);
			PathPattern crossing = earlier.path().intersection(decision.path());
			if (crossing != null && !isDecided(crossing, i) && !SpringPaths.contains(decision.path(), earlier.path())) {
				this.decisions.add(i, earlier.at(crossing));
				i++;
			}
		}
	}

	/** Return whether what is asked before decides about all of the pattern. */
	private boolean isDecided(PathPattern pattern, int before) {
		return this.decisions.subList(0, before)
			.stream()
			.anyMatch((decision) -> SpringPaths.contains(decision.path(), pattern));
	}

	/** Return the decisions; no order of them matters. */
	List<Decision> decisions() {
		return List.copyOf(this.decisions);
	}

	/** Return whether what a decision says is asked for other paths. */
	@SuppressWarnings("ReferenceEquality")
	boolean isAsked(Decision decision) {
		return this.decisions.stream()
			.anyMatch((other) -> other.configuration() == decision.configuration()
					&& SpringPaths.contains(decision.path(), other.path()));
	}

	/** Return those that are never asked. */
	List<Decision> dead() {
		return List.copyOf(this.dead);
	}

}
