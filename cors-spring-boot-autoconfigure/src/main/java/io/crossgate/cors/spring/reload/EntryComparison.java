package io.crossgate.cors.spring.reload;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.spring.PolicyFingerprint;

/**
 * What one list of a policy has more and less than another. Lists of policies are sets,
 * and a star among the entries covers others.
 *
 * @param added the entries that are new
 * @param removed the entries that are gone
 * @param isWider whether something is new that was not covered
 * @param isNarrower whether something is gone that is not covered any more
 */
record EntryComparison(List<String> added, List<String> removed, boolean isWider, boolean isNarrower) {

	private static final String ANY = "*";

	/** Compares entries of which none covers another. */
	static EntryComparison of(Collection<?> before, Collection<?> after) {
		return compare(texts(before), texts(after), (others) -> (entry) -> false);
	}

	/**
	 * Compares origins; {@code any} is a star, which covers all, and a pattern covers the
	 * origins that it matches.
	 */
	static EntryComparison ofOrigins(Collection<?> before, Collection<?> after) {
		return compare(origins(before), origins(after), EntryComparison::coveringOrigins);
	}

	/** Return what tells of an entry whether one of the origins allows it, too. */
	static Predicate<String> coveringOrigins(Collection<?> origins) {
		Set<String> others = origins(origins);
		if (others.contains(ANY)) {
			return (entry) -> true;
		}
		OriginSet patterns = OriginSet
			.compile(others.stream().filter((other) -> other.indexOf('*') >= 0).map(OriginPattern::parse).toList());
		return (entry) -> entry.indexOf('*') < 0 && patterns.contains(entry);
	}

	/** Compares methods; {@code HEAD} comes with {@code GET}, and a star covers all. */
	static EntryComparison ofMethods(Collection<?> before, Collection<?> after) {
		return compare(methods(before), methods(after), (others) -> {
			boolean any = others.contains(ANY);
			return (entry) -> any;
		});
	}

	/**
	 * Compares names of headers; a star covers all but those that need their name, and a
	 * prefix those of them that start with it.
	 */
	static EntryComparison ofHeaders(Collection<?> before, Collection<?> after) {
		return compare(headers(before), headers(after), EntryComparison::coveringHeaders);
	}

	private static Predicate<String> coveringHeaders(Set<String> others) {
		List<String> starts = others.stream()
			.filter((other) -> other.equals(ANY) || AllowedHeaders.isPrefix(other))
			.map((other) -> other.substring(0, other.length() - 1))
			.toList();
		return (entry) -> !HeaderNames.isRouting(entry) && starts.stream().anyMatch(entry::startsWith);
	}

	private static EntryComparison compare(Set<String> before, Set<String> after,
			Function<Set<String>, Predicate<String>> covering) {
		List<String> added = after.stream().filter((entry) -> !before.contains(entry)).toList();
		List<String> removed = before.stream().filter((entry) -> !after.contains(entry)).toList();
		return new EntryComparison(added, removed, isMore(added, covering.apply(before)),
				isMore(removed, covering.apply(after)));
	}

	private static boolean isMore(List<String> entries, Predicate<String> covered) {
		return !entries.stream().allMatch(covered);
	}

	private static Set<String> texts(Collection<?> entries) {
		return entries.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Set<String> origins(Collection<?> entries) {
		return PolicyFingerprint.entries(PolicyProperty.ALLOWED_ORIGINS, entries);
	}

	private static Set<String> methods(Collection<?> entries) {
		return PolicyFingerprint.entries(PolicyProperty.ALLOWED_METHODS, entries);
	}

	private static Set<String> headers(Collection<?> entries) {
		return PolicyFingerprint.entries(PolicyProperty.ALLOWED_HEADERS, entries);
	}

	/** Return whether the lists have the same entries. */
	boolean isEmpty() {
		return this.added.isEmpty() && this.removed.isEmpty();
	}

}
