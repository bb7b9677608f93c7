package io.crossgate.cors.origin.pattern;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

	/** The position of an entry that is not there. */
	public static final int NONE = -1;

	/**
	 * Up to here comparing is cheaper than hashing a new string.
	 */
	private static final int LINEAR_SEARCH_LIMIT = 8;

	private final String[] entries;

	private final OriginTable exact;

	/** The exact origins, if they are many. */
	private final @Nullable OriginTable many;

	/** The exact origins, if they are few. */
	private final String[] few;

	private final int[] fewPositions;

	private final HostPatternTable patterns;

	private final int anyOrigin;

	private final int nullOrigin;

	private final OriginUses uses;

	/**
	 * Built for the first question about what is near, and dropped for lack of memory.
	 */
	private volatile @Nullable SoftReference<OriginIndex> index;

	private OriginSet(String[] entries, OriginTable exact, Map<OriginPattern, Integer> others) {
		this.entries = entries;
		this.exact = exact;
		this.many = (exact.size() > LINEAR_SEARCH_LIMIT) ? exact : null;
		this.fewPositions = (this.many == null) ? exact.positions() : new int[0];
		this.few = new String[this.fewPositions.length];
		for (int i = 0; i < this.few.length; i++) {
			this.few[i] = entries[this.fewPositions[i]];
		}
		this.patterns = new HostPatternTable(others);
		this.uses = new OriginUses(entries, exact, others.values());
		int anyOrigin = NONE;
		int nullOrigin = NONE;
		for (Map.Entry<OriginPattern, Integer> other : others.entrySet()) {
			Kind kind = other.getKey().kind();
			anyOrigin = (kind == Kind.ANY && anyOrigin == NONE) ? other.getValue() : anyOrigin;
			nullOrigin = (kind == Kind.NULL) ? other.getValue() : nullOrigin;
		}
		this.anyOrigin = anyOrigin;
		this.nullOrigin = nullOrigin;
	}

	/**
	 * Compiles entries; their order and number of mentions do not matter.
	 * @param entries the entries
	 * @return the set
	 */
	public static OriginSet compile(Collection<OriginPattern> entries) {
		List<String> texts = new ArrayList<>(entries.size());
		for (OriginPattern entry : entries) {
			texts.add(entry.text());
		}
		Builder builder = new Builder(texts, List.of(), null);
		int position = 0;
		for (OriginPattern entry : entries) {
			builder.add(position++, entry);
		}
		return builder.build();
	}

	/**
	 * Return whether every origin is allowed, so that answers need not depend on it.
	 * @return whether one of the entries is {@code *}
	 */
	public boolean isAny() {
		return this.anyOrigin != NONE;
	}

	/**
	 * Return whether the value of an {@code Origin} header is allowed.
	 * @param origin the value of the only header line; untrusted
	 * @return whether an entry matches it
	 */
	public boolean contains(String origin) {
		return find(origin) != NONE;
	}

	/**
	 * Return which entry allows the value of an {@code Origin} header: {@code *} before
	 * any other, an exact origin before a pattern, and of several patterns a widest one.
	 * @param origin the value of the only header line; untrusted
	 * @return the position of the entry, or {@link #NONE}
	 */
	public int find(String origin) {
		if (this.anyOrigin != NONE) {
			return this.anyOrigin;
		}
		if (origin.length() > OriginSyntax.MAX_LENGTH) {
			return NONE;
		}
		int exact = findExact(origin);
		if (exact != NONE) {
			return exact;
		}
		int pattern = this.patterns.find(origin);
		return (pattern == NONE && this.nullOrigin != NONE && origin.equals("null")) ? this.nullOrigin : pattern;
	}

	private int findExact(String origin) {
		if (this.many != null) {
			return this.many.find(origin);
		}
		String[] few = this.few;
		for (int i = 0; i < few.length; i++) {
			if (few[i].equals(origin)) {
				return this.fewPositions[i];
			}
		}
		return NONE;
	}

	/**
	 * Return where an exact origin is listed.
	 * @param text the origin
	 * @return the position of its first mention, or {@link #NONE}
	 */
	public int exact(String text) {
		return this.exact.find(text);
	}

	/**
	 * Return how many entries there are.
	 * @return the number of positions, repeated and malformed entries included
	 */
	public int size() {
		return this.entries.length;
	}

	/**
	 * Return an entry.
	 * @param position its position
	 * @return the entry as written
	 */
	public String text(int position) {
		return this.entries[position];
	}

	/**
	 * Return the notes of when the entries were used.
	 * @return the notes, by position
	 */
	public OriginUses uses() {
		return this.uses;
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
			index = new OriginIndex(this.entries);
			this.index = new SoftReference<>(index);
		}
		return NearOrigins.of(index, origin);
	}

	/**
	 * Takes entries one by one, and knows those it has. What another set knows already
	 * need not be parsed again.
	 */
	public static final class Builder {

		private final String[] entries;

		private final @Nullable OriginSet known;

		/** By position in the known set: the new one plus 1, or 0. */
		private final int[] numbers;

		private final OriginTable added;

		private final Map<OriginPattern, Integer> others = new LinkedHashMap<>();

		private int kept;

		/**
		 * Creates a builder.
		 * @param first the entries as written, which are still to be added
		 * @param second entries that follow them
		 * @param known a set of which many of the entries come, or {@code null}
		 */
		public Builder(List<String> first, List<String> second, @Nullable OriginSet known) {
			this.entries = first.toArray(new String[first.size() + second.size()]);
			System.arraycopy(second.toArray(), 0, this.entries, first.size(), second.size());
			this.known = known;
			this.numbers = new int[(known != null) ? known.size() : 0];
			// Growing while it is filled would cost a large set most of its time.
			this.added = new OriginTable(this.entries, (known != null) ? 0 : this.entries.length);
		}

		/**
		 * Adds an entry.
		 * @param position its position
		 * @param entry the entry
		 * @return whether it is a new one
		 */
		public boolean add(int position, OriginPattern entry) {
			if (entry.kind() != Kind.EXACT) {
				return this.others.putIfAbsent(entry, position) == null;
			}
			int before = (this.known != null) ? this.known.exact(entry.text()) : NONE;
			return (before != NONE) ? keep(position, before) : this.added.add(position);
		}

		/**
		 * Adds an exact origin that the known set has.
		 * @param position its position
		 * @param before where it is in the known set
		 * @return whether it is a new one
		 */
		public boolean keep(int position, int before) {
			if (this.numbers[before] != 0) {
				return false;
			}
			this.numbers[before] = position + 1;
			this.kept++;
			return true;
		}

		/**
		 * Compiles the entries, which ends the use of this builder.
		 * @return the set
		 */
		public OriginSet build() {
			OriginTable exact = (this.known != null) ? this.known.exact.moved(this.numbers, this.kept, this.added)
					: this.added.trimmed();
			OriginSet set = new OriginSet(this.entries, exact, this.others);
			if (this.known != null) {
				set.uses.takeOver(this.known.uses, this.numbers);
			}
			return set;
		}

	}

}
