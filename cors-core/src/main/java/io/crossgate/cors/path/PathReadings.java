package io.crossgate.cors.path;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Everything a path selects that can be read in more than one way. The tree is walked by
 * all readings at once: an empty segment may stand or be dropped, a dot segment may
 * stand, be dropped or be resolved, each for itself, and readings that meet go on as one.
 * Their number grows with the depth of the path, not with the number of combinations. Two
 * dots are dropped at the root of a server, which is anywhere in the path to a gateway
 * that strips what stands before.
 *
 * @param <T> the type of what is selected
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4">RFC 3986, section
 * 5.2.4</a>
 */
final class PathReadings<T> {

	/** A path takes no more steps than this, whatever it is made of. */
	private static final int MAX_STEPS = 1024;

	private final Node<T> root;

	/** Dots can lead so far above the application. */
	private final int above;

	private final Set<T> selected = new LinkedHashSet<>();

	private boolean elsewhere;

	private int steps;

	private PathReadings(Node<T> root, int above) {
		this.root = root;
		this.above = above;
	}

	/**
	 * Return what the readings of a path select, or {@code null} if there are too many.
	 */
	static <T> @Nullable Selection<T> select(Node<T> root, String contextPath, String path) {
		if (contextPath.length() + path.length() > RequestPath.MAX_LENGTH) {
			return null;
		}
		Set<List<String>> contexts = Spellings.of(contextPath, RequestPath.MAX_SEGMENTS);
		Set<List<String>> spellings = Spellings.of(path, RequestPath.MAX_SEGMENTS);
		int above = contextPath.isEmpty() ? 0 : contexts.stream().mapToInt(List::size).max().orElse(0);
		PathReadings<T> readings = new PathReadings<>(root, above);
		Set<State<T>> start = readings.start(contextPath, contexts);
		for (List<String> spelling : spellings) {
			readings.walk(spelling, start);
		}
		boolean complete = !contexts.isEmpty() && !spellings.isEmpty() && readings.steps <= MAX_STEPS;
		return complete ? new Selection<>(readings.selected, readings.elsewhere) : null;
	}

	/**
	 * An oddly spelt context path is no prefix to some, who take it, or the end of it,
	 * for a part of the path within the application.
	 */
	private Set<State<T>> start(String contextPath, Set<List<String>> contexts) {
		State<T> root = new State<>(this.root, 0);
		Set<State<T>> start = new LinkedHashSet<>(Set.of(root));
		if (RequestPath.isCanonical(contextPath)) {
			return start;
		}
		for (List<String> context : contexts) {
			Set<State<T>> states = new LinkedHashSet<>();
			for (String segment : context) {
				states.add(root);
				states = step(states, segment);
			}
			start.addAll(states);
		}
		return start;
	}

	private void walk(List<String> segments, Set<State<T>> start) {
		Set<State<T>> states = start;
		int last = segments.size() - 1;
		for (int i = 0; i < last; i++) {
			states = step(states, segments.get(i));
		}
		for (State<T> state : end(states, segments.get(last))) {
			T found = state.found();
			if (found != null) {
				this.selected.add(found);
			}
			else {
				this.elsewhere = true;
			}
		}
	}

	/** One slash at the end is no empty segment. */
	private Set<State<T>> end(Set<State<T>> states, String segment) {
		String stripped = withoutBlanks(segment);
		Set<State<T>> end = new LinkedHashSet<>();
		if (stripped.isEmpty()) {
			end.addAll(slash(states));
			if (!segment.isEmpty()) {
				end.addAll(states);
				states.forEach((state) -> end.add(state.down(segment)));
			}
			return end;
		}
		end.addAll(step(states, segment));
		if (isDots(stripped)) {
			end.addAll(slash(end));
		}
		return end;
	}

	private Set<State<T>> step(Set<State<T>> states, String segment) {
		Set<State<T>> next = new LinkedHashSet<>();
		for (State<T> state : states) {
			if (++this.steps > MAX_STEPS) {
				return new LinkedHashSet<>();
			}
			next.add(state.down(segment));
			if (segment.isEmpty() || isDots(segment)) {
				next.add(state);
			}
			if (segment.equals("..")) {
				next.add(state.up());
				// Above the application is another one, or nothing at all.
				if (state.isRoot() && this.above > 0) {
					next.add(new State<>(this.root, -1));
				}
				else if (state.below() < 0 && state.below() > -this.above) {
					next.add(new State<>(this.root, state.below() - 1));
				}
			}
		}
		String stripped = withoutBlanks(segment);
		if (stripped.length() < segment.length()) {
			next.addAll(step(states, stripped));
		}
		return next;
	}

	/** Spring's handlers of static resources skip blanks where a path begins. */
	private static String withoutBlanks(String segment) {
		int from = 0;
		while (from < segment.length() && (segment.charAt(from) <= ' ' || segment.charAt(from) == 0x7F)) {
			from++;
		}
		return segment.substring(from);
	}

	private Set<State<T>> slash(Set<State<T>> states) {
		Set<State<T>> next = new LinkedHashSet<>();
		for (State<T> state : states) {
			next.add(state.isRoot() ? state : state.down(""));
		}
		return next;
	}

	private static boolean isDots(String segment) {
		return segment.equals(".") || segment.equals("..");
	}

	/**
	 * Where a reading is.
	 *
	 * @param <T> the type of what is selected
	 * @param node the last node on the way
	 * @param below how many segments below it, or, below zero, how many segments above
	 * the root
	 */
	private record State<T>(Node<T> node, int below) {

		boolean isRoot() {
			return this.below == 0 && this.node.parent() == null;
		}

		State<T> down(String segment) {
			Node<T> child = (this.below == 0) ? this.node.child(segment) : null;
			return (child != null) ? new State<>(child, 0) : new State<>(this.node, this.below + 1);
		}

		State<T> up() {
			if (this.below > 0) {
				return new State<>(this.node, this.below - 1);
			}
			// Above the application the node is the root.
			Node<T> parent = this.node.parent();
			return (parent != null) ? new State<>(parent, 0) : this;
		}

		@Nullable T found() {
			return (this.below < 0) ? null : this.node.found(this.below == 0);
		}

	}

}
