package io.crossgate.cors.path;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Segment tree that selects the most specific pattern, whatever the order. At build time
 * the subtree below {@code *} is merged into its literal siblings, so that look-up never
 * backtracks. The cost depends on the path's segments, not on the number of patterns.
 *
 * @param <T> the type of what is selected
 * @since 0.1.0
 */
public final class PathTree<T> {

	private final Node<T> root;

	private final Selection<T> everything;

	private PathTree(Node<T> root, Set<T> all) {
		this.root = root;
		this.everything = new Selection<>(all, all.isEmpty() || !root.isUniform());
	}

	/**
	 * Begins a tree.
	 * @param <T> the type of what is selected
	 * @return a builder without patterns
	 */
	public static <T> Builder<T> builder() {
		return new Builder<>();
	}

	/**
	 * Finds what a path selects.
	 * @param path a decoded path
	 * @return what the most specific pattern selects, or {@code null} if none matches or
	 * the path is excluded
	 */
	public @Nullable T find(String path) {
		Node<T> node = this.root;
		int length = path.length();
		int from = 1;
		while (from <= length && length > 1) {
			if (node.isLeaf()) {
				return node.found(false);
			}
			int hash = 0;
			int to = from;
			while (to < length && path.charAt(to) != '/') {
				hash = 31 * hash + path.charAt(to++);
			}
			Node<T> next = node.child(path, from, to, hash);
			if (next == null) {
				return node.found(false);
			}
			node = next;
			from = to + 1;
		}
		return node.found(true);
	}

	/**
	 * Finds what a path selects that may have more than one reading, such as
	 * {@code /api;v=1/x}, {@code /api//x}, {@code /api/..%2Fx} or {@code /api/100%25}.
	 * <ul>
	 * <li>path parameters are removed, before or after decoding</li>
	 * <li>escapes are decoded once or twice; what is no escape or not UTF-8 as it stands
	 * and in the ways decoders have</li>
	 * <li>escaped slashes, and backslashes, are characters or separators</li>
	 * <li>empty segments and dot segments stand, are dropped, or are resolved</li>
	 * <li>blanks where a segment begins stand or are dropped</li>
	 * </ul>
	 * @param contextPath the part of the path as sent that leads to the application
	 * @param path the path within the application, as sent
	 * @param container the path within the application, as a container has read it
	 * @return what the readings select; everything there is, and nothing, if the path is
	 * too long or has too many readings
	 */
	public Selection<T> select(String contextPath, String path, String container) {
		T found = find(container.startsWith("/") ? container : "/" + container);
		if (RequestPath.isCanonical(contextPath) && RequestPath.isCanonical(path)) {
			return new Selection<>((found != null) ? Set.of(found) : Set.of(), found == null);
		}
		if (this.root.isUniform()) {
			return this.everything;
		}
		Selection<T> selection = PathReadings.select(this.root, contextPath, path);
		return (selection != null) ? selection.with(found) : this.everything;
	}

	/**
	 * A node while the tree grows.
	 *
	 * @param <T> the type of what is selected
	 */
	public static final class Builder<T> {

		final Map<String, Builder<T>> children = new LinkedHashMap<>();

		@Nullable T exact;

		@Nullable T multiSegment;

		boolean excluded;

		private Builder() {
		}

		/**
		 * Adds a pattern; a later one of the same paths replaces an earlier one.
		 * @param pattern the pattern
		 * @param selected what it selects
		 */
		public void add(PathPattern pattern, T selected) {
			Builder<T> node = node(pattern);
			if (pattern.multiSegment()) {
				node.multiSegment = selected;
			}
			else {
				node.exact = selected;
			}
		}

		/**
		 * Keeps every broader pattern out.
		 * @param pattern the paths that only patterns below it select
		 */
		public void exclude(PathPattern pattern) {
			node(pattern).excluded = true;
		}

		/**
		 * Adds several patterns that select the same.
		 * @param patterns the patterns
		 * @param selected what they select
		 */
		public void addAll(Iterable<PathPattern> patterns, T selected) {
			for (PathPattern pattern : patterns) {
				add(pattern, selected);
			}
		}

		/**
		 * Keeps every broader pattern out of several.
		 * @param patterns the paths that only patterns below them select
		 */
		public void excludeAll(Iterable<PathPattern> patterns) {
			for (PathPattern pattern : patterns) {
				exclude(pattern);
			}
		}

		/**
		 * Builds the tree. The builder can't be used again.
		 * @return the tree
		 */
		public PathTree<T> build() {
			Set<T> all = new LinkedHashSet<>();
			addTo(all);
			copyWildcards();
			return new PathTree<>(new Node<>(this, null), all);
		}

		private Builder<T> node(PathPattern pattern) {
			Builder<T> node = this;
			for (String segment : pattern.segments()) {
				node = node.child(segment);
			}
			return node;
		}

		private Builder<T> child(String segment) {
			Builder<T> child = this.children.get(segment);
			if (child == null) {
				child = new Builder<>();
				this.children.put(segment, child);
			}
			return child;
		}

		private void addTo(Set<T> all) {
			if (this.exact != null) {
				all.add(this.exact);
			}
			if (this.multiSegment != null) {
				all.add(this.multiSegment);
			}
			for (Builder<T> child : this.children.values()) {
				child.addTo(all);
			}
		}

		private void copyWildcards() {
			Builder<T> wildcard = this.children.get(PathPattern.ANY);
			if (wildcard != null) {
				for (Builder<T> child : this.children.values()) {
					child.merge(wildcard);
				}
			}
			// Recurse last, so that only declared entries are copied.
			for (Builder<T> child : this.children.values()) {
				child.copyWildcards();
			}
		}

		/** What is here already came through a literal, so it is more specific. */
		private void merge(Builder<T> wildcard) {
			if (this.excluded) {
				return;
			}
			this.exact = (this.exact != null) ? this.exact : wildcard.exact;
			this.multiSegment = (this.multiSegment != null) ? this.multiSegment : wildcard.multiSegment;
			for (Map.Entry<String, Builder<T>> child : wildcard.children.entrySet()) {
				child(child.getKey()).merge(child.getValue());
			}
		}

	}

}
