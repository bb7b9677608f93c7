package io.crossgate.cors.origin.pattern;

import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginPattern.Kind;

/**
 * The origins a policy allows, compiled: the cost of a question depends on the length of
 * the origin asked for, not on the number of entries. Nothing is allocated and no
 * character has a meaning beyond the grammar of {@link OriginPattern}.
 *
 * @since 0.1.0
 */
public final class OriginSet {

	/**
	 * Up to here comparing is cheaper than hashing a new string.
	 */
	private static final int LINEAR_SEARCH_LIMIT = 4;

	private final boolean any;

	private final boolean nullOrigin;

	private final String[] few;

	private final Set<String> exact;

	private final HostPatternTable patterns;

	private final List<String> entries;

	private final List<String> more;

	/**
	 * Built for the first question about what is near, and dropped for lack of memory.
	 */
	private volatile @Nullable SoftReference<OriginIndex> index;

	private OriginSet(Set<String> exact, Set<OriginPattern> others, List<String> entries, List<String> more) {
		this.entries = entries;
		this.more = more;
		boolean any = false;
		boolean nullOrigin = false;
		for (OriginPattern entry : others) {
			any = any || entry.kind() == Kind.ANY;
			nullOrigin = nullOrigin || entry.kind() == Kind.NULL;
		}
		this.any = any;
		this.nullOrigin = nullOrigin;
		this.few = (exact.size() <= LINEAR_SEARCH_LIMIT) ? exact.toArray(new String[0]) : new String[0];
		this.exact = (exact.size() <= LINEAR_SEARCH_LIMIT) ? Set.of() : exact;
		this.patterns = new HostPatternTable(others);
	}

	/**
	 * Compiles entries; their order and number of mentions do not matter.
	 * @param entries the entries
	 * @return the set
	 */
	public static OriginSet compile(Collection<OriginPattern> entries) {
		Builder builder = new Builder(entries.stream().map(OriginPattern::text).toList(), List.of());
		for (OriginPattern entry : entries) {
			builder.add(entry);
		}
		return builder.build();
	}

	/**
	 * Return whether every origin is allowed, so that answers need not depend on it.
	 * @return whether one of the entries is {@code *}
	 */
	public boolean isAny() {
		return this.any;
	}

	/**
	 * Return whether the value of an {@code Origin} header is allowed.
	 * @param origin the value of the only header line; untrusted
	 * @return whether an entry matches it
	 */
	public boolean contains(String origin) {
		if (this.any) {
			return true;
		}
		if (origin.length() > OriginSyntax.MAX_LENGTH) {
			return false;
		}
		for (String candidate : this.few) {
			if (candidate.equals(origin)) {
				return true;
			}
		}
		if (!this.exact.isEmpty() && this.exact.contains(origin)) {
			return true;
		}
		return this.patterns.matches(origin) || (this.nullOrigin && origin.equals("null"));
	}

	/**
	 * Return the entries that an origin may have been meant for: all that match it, and
	 * of those that nearly do at least the first of each nearest kind. The cost depends
	 * on the length of the origin, but for the first call, which reads all entries.
	 * <ul>
	 * <li>the same host with another scheme or port, a dot at its end, or {@code www};
	 * another name of the user's own machine</li>
	 * <li>a host or pattern above or below it</li>
	 * <li>only if there is none of them: an entry whose host is part of the origin's</li>
	 * <li>only if there is none either: an entry that differs in the first label</li>
	 * </ul>
	 * @param origin the value of an {@code Origin} header; untrusted
	 * @return a few of the entries as written, in their order, those without a host among
	 * them; no others for what is no origin
	 */
	public List<String> near(String origin) {
		SoftReference<OriginIndex> reference = this.index;
		OriginIndex index = (reference != null) ? reference.get() : null;
		if (index == null) {
			// Built twice at worst.
			index = new OriginIndex(this.entries, this.more);
			this.index = new SoftReference<>(index);
		}
		return NearOrigins.of(index, origin);
	}

	/**
	 * Takes entries one by one, and knows those it has.
	 */
	public static final class Builder {

		private final Set<String> exact;

		private final Set<OriginPattern> others = new LinkedHashSet<>();

		private final List<String> entries;

		private final List<String> more;

		/**
		 * Creates a builder.
		 * @param entries the entries as written, which are still to be added
		 * @param more entries that follow them
		 */
		public Builder(List<String> entries, List<String> more) {
			this.entries = entries;
			this.more = more;
			// Growing while it is filled would cost a large set most of its time.
			this.exact = new HashSet<>((entries.size() + more.size()) * 4 / 3 + 1);
		}

		/**
		 * Adds an entry.
		 * @param entry the entry
		 * @return whether it is a new one
		 */
		public boolean add(OriginPattern entry) {
			return (entry.kind() == Kind.EXACT) ? this.exact.add(entry.text()) : this.others.add(entry);
		}

		/**
		 * Compiles the entries, which ends the use of this builder.
		 * @return the set
		 */
		public OriginSet build() {
			return new OriginSet(this.exact, this.others, this.entries, this.more);
		}

	}

}
