package io.crossgate.cors.path;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.HashSlots;

/**
 * A node of a finished {@link PathTree}.
 *
 * @param <T> the type of what is selected
 */
final class Node<T> {

	private final @Nullable Node<T> parent;

	private final @Nullable T exact;

	/** What is selected below, where no node is. */
	private final @Nullable T below;

	private final @Nullable Node<T> wildcard;

	private final @Nullable String[] segments;

	private final Node<T>[] children;

	@SuppressWarnings({ "rawtypes", "unchecked" })
	Node(PathTree.Builder<T> builder, @Nullable Node<T> parent) {
		this.parent = parent;
		boolean inherits = builder.multiSegment == null && !builder.excluded;
		this.below = (inherits && parent != null) ? parent.below : builder.multiSegment;
		this.exact = (builder.exact != null) ? builder.exact : this.below;
		Map<String, PathTree.Builder<T>> children = builder.children;
		PathTree.Builder<T> any = children.remove(PathPattern.ANY);
		this.wildcard = (any != null) ? new Node<>(any, this) : null;
		int size = children.isEmpty() ? 0 : Integer.highestOneBit(children.size()) * 4;
		this.segments = new String[size];
		this.children = new Node[size];
		for (Map.Entry<String, PathTree.Builder<T>> child : children.entrySet()) {
			int slot = HashSlots.first(child.getKey().hashCode(), size);
			while (this.segments[slot] != null) {
				slot = (slot + 1) & (size - 1);
			}
			this.segments[slot] = child.getKey();
			this.children[slot] = new Node<>(child.getValue(), this);
		}
	}

	/** Return the node one segment up, or {@code null} at the root. */
	@Nullable Node<T> parent() {
		return this.parent;
	}

	/** Return what a path selects that ends here, or below where no node is. */
	@Nullable T found(boolean here) {
		return here ? this.exact : this.below;
	}

	boolean isLeaf() {
		return this.segments.length == 0 && this.wildcard == null;
	}

	/** Return whether every path from here on selects the same. */
	boolean isUniform() {
		return isLeaf() && Objects.equals(this.exact, this.below);
	}

	@Nullable Node<T> child(String segment) {
		return child(segment, 0, segment.length(), segment.hashCode());
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
