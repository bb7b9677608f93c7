package io.crossgate.cors.origin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.origin.OriginPattern.Kind;

/**
 * The origins a policy allows, compiled: the cost of a question depends on the length of
 * the origin asked for, not on the number of entries. Nothing is allocated and no
 * character has a meaning beyond the grammar of {@link OriginPattern}.
 *
 * @since 0.1.0
 */
public final class OriginSet {

	/**
	 * Up to here comparing is cheaper than hashing a string nobody has hashed before.
	 */
	private static final int FEW = 4;

	private final boolean any;

	private final boolean nullOrigin;

	private final String[] few;

	private final Set<String> exact;

	private final HostPatterns patterns;

	private OriginSet(Collection<OriginPattern> entries) {
		List<String> texts = new ArrayList<>();
		boolean any = false;
		boolean nullOrigin = false;
		for (OriginPattern entry : entries) {
			any = any || entry.kind() == Kind.ANY;
			nullOrigin = nullOrigin || entry.kind() == Kind.NULL;
			if (entry.kind() == Kind.EXACT) {
				texts.add(entry.text());
			}
		}
		// Growing while it is filled would cost a large set most of its time.
		Set<String> exact = new HashSet<>(texts);
		this.any = any;
		this.nullOrigin = nullOrigin;
		this.few = (exact.size() <= FEW) ? exact.toArray(new String[0]) : new String[0];
		this.exact = (exact.size() <= FEW) ? Set.of() : exact;
		this.patterns = new HostPatterns(entries);
	}

	/**
	 * Compiles entries; their order and number of mentions do not matter.
	 * @param entries the entries
	 * @return the set
	 */
	public static OriginSet compile(Collection<OriginPattern> entries) {
		return new OriginSet(entries);
	}

	/**
	 * Tells whether every origin is allowed, so that answers need not depend on it.
	 * @return whether one of the entries is {@code *}
	 */
	public boolean isAny() {
		return this.any;
	}

	/**
	 * Tells whether the value of an {@code Origin} header is allowed.
	 * @param origin the header's one value, from anybody
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

}
