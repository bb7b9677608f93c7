package io.crossgate.cors.spring.reload;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.problem.MalformedOriginException;

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
		return compare(texts(before), texts(after), (other, entry) -> false);
	}

	/**
	 * Compares origins; {@code any} is a star, which covers all, and a pattern covers the
	 * origins that it matches.
	 */
	static EntryComparison ofOrigins(Collection<?> before, Collection<?> after) {
		return compare(origins(before), origins(after), EntryComparison::coversOrigin);
	}

	/** Return whether one of the origins allows an entry, too. */
	static boolean coverOrigin(Collection<?> origins, String entry) {
		return origins(origins).stream().anyMatch((other) -> coversOrigin(other, entry));
	}

	private static boolean coversOrigin(String other, String entry) {
		if (other.equals(ANY) || other.indexOf('*') < 0 || entry.indexOf('*') >= 0) {
			return other.equals(ANY);
		}
		try {
			return OriginSet.compile(List.of(OriginPattern.parse(other))).contains(entry);
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

	/** Compares methods; {@code HEAD} comes with {@code GET}, and a star covers all. */
	static EntryComparison ofMethods(Collection<?> before, Collection<?> after) {
		return compare(methods(before), methods(after), (other, entry) -> other.equals(ANY));
	}

	/**
	 * Compares names of headers; a star covers all but those that need their name, and a
	 * prefix those of them that start with it.
	 */
	static EntryComparison ofHeaders(Collection<?> before, Collection<?> after) {
		return compare(headers(before), headers(after), EntryComparison::coversHeader);
	}

	private static boolean coversHeader(String other, String entry) {
		boolean among = other.equals(ANY)
				|| (AllowedHeaders.isPrefix(other) && entry.startsWith(other.substring(0, other.length() - 1)));
		return among && !HeaderNames.isRouting(entry);
	}

	private static EntryComparison compare(Set<String> before, Set<String> after, BiPredicate<String, String> covers) {
		List<String> added = after.stream().filter((entry) -> !before.contains(entry)).toList();
		List<String> removed = before.stream().filter((entry) -> !after.contains(entry)).toList();
		return new EntryComparison(added, removed, isMore(added, before, covers), isMore(removed, after, covers));
	}

	private static boolean isMore(List<String> entries, Set<String> others, BiPredicate<String, String> covers) {
		return entries.stream().anyMatch((entry) -> others.stream().noneMatch((other) -> covers.test(other, entry)));
	}

	private static Set<String> texts(Collection<?> entries) {
		return entries.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Set<String> origins(Collection<?> entries) {
		Set<String> origins = texts(entries);
		if (origins.remove("any")) {
			origins.add(ANY);
		}
		return origins;
	}

	private static Set<String> methods(Collection<?> entries) {
		Set<String> methods = new LinkedHashSet<>();
		texts(entries).forEach((method) -> methods.add(Methods.normalise(method)));
		if (methods.contains("GET")) {
			methods.remove("HEAD");
		}
		return methods;
	}

	private static Set<String> headers(Collection<?> entries) {
		Set<String> headers = new LinkedHashSet<>();
		texts(entries).forEach((name) -> headers.add(name.toLowerCase(Locale.ROOT)));
		return headers;
	}

	/** Return whether the lists have the same entries. */
	boolean isEmpty() {
		return this.added.isEmpty() && this.removed.isEmpty();
	}

}
