package io.crossgate.cors.path;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.HashSlots;

/**
 * Finds what a path selects: the most specific pattern wins, whatever the order. A tree
 * over segments in which what {@code *} leads to has been copied behind every literal
 * beside it, so that each segment of a path is one step and there is no way back. The
 * cost depends on the path's segments, not on the number of patterns.
 *
 * @param <T> the type of what is selected
 * @since 0.1.0
 */
public final class PathTree<T> {

	private final Node<T> root;

	private PathTree(Node<T> root) {
		this.root = root;
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
		T found = node.multiSegment;
		int length = path.length();
		int from = 1;
		while (from <= length && length > 1) {
			if (node.isLeaf()) {
				return found;
			}
			int hash = 0;
			int to = from;
			while (to < length && path.charAt(to) != '/') {
				hash = 31 * hash + path.charAt(to++);
			}
			Node<T> next = node.child(path, from, to, hash);
			if (next == null) {
				return found;
			}
			node = next;
			if (node.multiSegment != null || node.excluded) {
				found = node.multiSegment;
			}
			from = to + 1;
		}
		return (node.exact != null) ? node.exact : found;
	}

	/**
	 * A node while the tree grows.
	 *
	 * @param <T> the type of what is selected
	 */
	public static final class Builder<T> {

		private final Map<String, Builder<T>> children = new LinkedHashMap<>();

		private @Nullable T exact;

		private @Nullable T multiSegment;

		private boolean excluded;

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
		 * Builds the tree. The builder can't be used again.
		 * @return the tree
		 */
		public PathTree<T> build() {
			copyWildcards();
			return new PathTree<>(new Node<>(this));
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

		private void copyWildcards() {
			Builder<T> wildcard = this.children.get(PathPattern.ANY);
			if (wildcard != null) {
				for (Builder<T> child : this.children.values()) {
					child.merge(wildcard);
				}
			}
			// Only now: what is copied must be what was declared.
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

	/**
	 * A node of the finished tree.
	 *
	 * @param <T> the type of what is selected
	 */
	private static final class Node<T> {

		private final @Nullable T exact;

		private final @Nullable T multiSegment;

		/** Whether broader patterns end here. */
		private final boolean excluded;

		private final @Nullable Node<T> wildcard;

		private final @Nullable String[] segments;

		private final Node<T>[] children;

		@SuppressWarnings({ "rawtypes", "unchecked" })
		Node(Builder<T> builder) {
			this.exact = builder.exact;
			this.multiSegment = builder.multiSegment;
			this.excluded = builder.excluded;
			Builder<T> any = builder.children.remove(PathPattern.ANY);
			this.wildcard = (any != null) ? new Node<>(any) : null;
			int size = builder.children.isEmpty() ? 0 : Integer.highestOneBit(builder.children.size()) * 4;
			this.segments = new String[size];
			this.children = new Node[size];
			for (Map.Entry<String, Builder<T>> child : builder.children.entrySet()) {
				int slot = HashSlots.first(child.getKey().hashCode(), size);
				while (this.segments[slot] != null) {
					slot = (slot + 1) & (size - 1);
				}
				this.segments[slot] = child.getKey();
				this.children[slot] = new Node<>(child.getValue());
			}
		}

		boolean isLeaf() {
			return this.segments.length == 0 && this.wildcard == null;
		}

		@Nullable Node<T> child(String path, int from, int to, int hash) {
			if (this.segments.length > 0) {
				int mask = this.segments.length - 1;
				for (int slot = HashSlots.first(hash, this.segments.length);; slot = (slot + 1) & mask) {
					String segment = this.segments[slot];
					if (segment == null) {
						break;
					}
					if (segment.length() == to - from && path.startsWith(segment, from)) {
						return this.children[slot];
					}
				}
			}
			return (to > from) ? this.wildcard : null;
		}

	}

}
