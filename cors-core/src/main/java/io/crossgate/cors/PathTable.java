package io.crossgate.cors;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Slots;

/**
 * Finds the policy of a path: the most specific pattern wins, whatever the order. A tree
 * over segments in which what {@code *} leads to has been copied behind every literal
 * beside it, so that each segment of a path is one step and there is no way back. The
 * cost depends on the path's segments, not on the number of policies.
 */
final class PathTable {

	private final Node root;

	PathTable(Collection<Entry> entries) {
		Draft draft = new Draft();
		for (Entry entry : entries) {
			draft.add(entry.pattern(), entry.policy());
		}
		draft.copyWildcards();
		this.root = new Node(draft);
	}

	@Nullable CompiledPolicy find(String path) {
		Node node = this.root;
		CompiledPolicy found = node.deep;
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
			Node next = node.child(path, from, to, hash);
			if (next == null) {
				return found;
			}
			node = next;
			if (node.deep != null || node.closed) {
				found = node.deep;
			}
			from = to + 1;
		}
		return (node.exact != null) ? node.exact : found;
	}

	/**
	 * A pattern and what it selects.
	 *
	 * @param pattern the pattern
	 * @param policy the policy, or {@code null} to keep every broader pattern out
	 */
	record Entry(PathPattern pattern, @Nullable CompiledPolicy policy) {

	}

	/** A node while the tree grows. */
	private static final class Draft {

		private final Map<String, Draft> children = new LinkedHashMap<>();

		private @Nullable CompiledPolicy exact;

		private @Nullable CompiledPolicy deep;

		private boolean closed;

		void add(PathPattern pattern, @Nullable CompiledPolicy policy) {
			Draft draft = this;
			for (String segment : pattern.segments()) {
				draft = draft.child(segment);
			}
			if (policy == null) {
				draft.closed = true;
			}
			else if (pattern.deep()) {
				draft.deep = policy;
			}
			else {
				draft.exact = policy;
			}
		}

		private Draft child(String segment) {
			Draft child = this.children.get(segment);
			if (child == null) {
				child = new Draft();
				this.children.put(segment, child);
			}
			return child;
		}

		void copyWildcards() {
			Draft wildcard = this.children.get(PathPattern.ANY);
			if (wildcard != null) {
				for (Draft child : this.children.values()) {
					child.merge(wildcard);
				}
			}
			// Only now: what is copied must be what was declared.
			for (Draft child : this.children.values()) {
				child.copyWildcards();
			}
		}

		/** What is here already came through a literal, so it is more specific. */
		private void merge(Draft wildcard) {
			if (this.closed) {
				return;
			}
			this.exact = (this.exact != null) ? this.exact : wildcard.exact;
			this.deep = (this.deep != null) ? this.deep : wildcard.deep;
			for (Map.Entry<String, Draft> child : wildcard.children.entrySet()) {
				child(child.getKey()).merge(child.getValue());
			}
		}

	}

	/** A node of the finished tree. */
	private static final class Node {

		private final @Nullable CompiledPolicy exact;

		private final @Nullable CompiledPolicy deep;

		/** Whether broader patterns end here. */
		private final boolean closed;

		private final @Nullable Node wildcard;

		private final @Nullable String[] segments;

		private final Node[] children;

		Node(Draft draft) {
			this.exact = draft.exact;
			this.deep = draft.deep;
			this.closed = draft.closed;
			Draft any = draft.children.remove(PathPattern.ANY);
			this.wildcard = (any != null) ? new Node(any) : null;
			int size = draft.children.isEmpty() ? 0 : Integer.highestOneBit(draft.children.size()) * 4;
			this.segments = new String[size];
			this.children = new Node[size];
			for (Map.Entry<String, Draft> child : draft.children.entrySet()) {
				int slot = Slots.first(child.getKey().hashCode(), size);
				while (this.segments[slot] != null) {
					slot = (slot + 1) & (size - 1);
				}
				this.segments[slot] = child.getKey();
				this.children[slot] = new Node(child.getValue());
			}
		}

		boolean isLeaf() {
			return this.segments.length == 0 && this.wildcard == null;
		}

		@Nullable Node child(String path, int from, int to, int hash) {
			if (this.segments.length > 0) {
				int mask = this.segments.length - 1;
				for (int slot = Slots.first(hash, this.segments.length);; slot = (slot + 1) & mask) {
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
