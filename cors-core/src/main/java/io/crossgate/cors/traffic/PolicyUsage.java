package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.AllowedMethods;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * What was really used of a policy while it only reported: for each entry that opens
 * something, how many of the requests that it allows needed it, and which origins,
 * methods or headers those were. An entry without any is open and unused. Evidence, not
 * proof: any client can send any {@code Origin}, and what was not used since then may be
 * used tomorrow.
 * <ul>
 * <li>counted: origins, methods and the request headers of preflights, of requests that
 * the policy allows</li>
 * <li>not known: which response headers pages read, and whether they sent cookies</li>
 * <li>not counted: {@code HEAD} where {@code GET} is listed, with which it comes</li>
 * </ul>
 *
 * <pre class="code">
 * for (PolicyUsage usage : recorder.usages(engine.policies())) {
 *     usage.unused().forEach((entry) -&gt; System.out.println(entry.property().key() + ": " + entry.value()));
 * }
 * </pre>
 *
 * @param policy the policy as it is declared
 * @param entries its entries, in their order, each with what needed it
 * @param requests how many requests it allowed
 * @param since when the first request was seen, in milliseconds of the epoch
 * @param evicted how many observations were evicted; if there are any, an entry that was
 * used seldom may look unused
 * @since 0.1.0
 */
public record PolicyUsage(CorsPolicy policy, List<Entry> entries, long requests, long since, long evicted) {

	/** More examples of what an entry covers are not repeated. */
	private static final int EXAMPLES = 8;

	/**
	 * Copies the list.
	 */
	public PolicyUsage {
		entries = List.copyOf(entries);
	}

	static PolicyUsage of(CorsPolicy policy, Recorded recorded) {
		List<Entry> entries = new ArrayList<>();
		Map<String, Long> lookedUp = new LinkedHashMap<>(recorded.origins);
		for (PolicyProperty property : List.of(PolicyProperty.ALLOWED_ORIGINS,
				PolicyProperty.ALLOWED_ORIGIN_PATTERNS)) {
			for (String value : property.format(policy.get(property))) {
				Entry entry = Entry.of(property, value, recorded.origins, origins(value));
				entries.add(entry);
				if (entry.isUsed()) {
					lookedUp.keySet().removeIf(origins(value));
				}
			}
		}
		if (!policy.originsFrom().isEmpty()) {
			entries.add(Entry.of(PolicyProperty.ORIGINS_FROM, policy.originsFrom(), lookedUp, (origin) -> true));
		}
		for (String value : policy.allowedMethods()) {
			if (!value.equals("HEAD") || !policy.allowedMethods().contains("GET")) {
				entries.add(Entry.of(PolicyProperty.ALLOWED_METHODS, value, recorded.methods,
						new AllowedMethods(List.of(value))::contains));
			}
		}
		for (String value : policy.allowedHeaders()) {
			entries.add(Entry.of(PolicyProperty.ALLOWED_HEADERS, value, recorded.headers,
					new AllowedHeaders(List.of(value))::allows));
		}
		return new PolicyUsage(policy, entries, recorded.requests.values().stream().mapToLong(Long::longValue).sum(),
				recorded.since, recorded.evicted);
	}

	private static Predicate<String> origins(String value) {
		OriginPattern pattern = OriginPattern.parse(value);
		return (pattern.kind() == OriginPattern.Kind.EXACT) ? value::equals
				: OriginSet.compile(List.of(pattern))::contains;
	}

	/**
	 * Return whether everything that was seen is counted.
	 * @return whether nothing had to make room
	 */
	public boolean isComplete() {
		return this.evicted == 0;
	}

	/**
	 * Return the entries that no request needed.
	 * @return what is open and unused, in its order
	 */
	public List<Entry> unused() {
		return this.entries.stream().filter((entry) -> !entry.isUsed()).toList();
	}

	/**
	 * What was recorded of a policy.
	 *
	 * @param since when the first request was seen
	 * @param requests how often requests were allowed, the most frequent first
	 * @param origins how often their origins were
	 * @param methods how often their methods were
	 * @param headers how often the headers were that preflights asked for
	 * @param evicted how many observations were evicted
	 */
	record Recorded(long since, Map<String, Long> requests, Map<String, Long> origins, Map<String, Long> methods,
			Map<String, Long> headers, long evicted) {

	}

	/**
	 * One entry of a policy.
	 *
	 * @param property where it stands
	 * @param value the entry as it is written, or the name of a lookup
	 * @param count how many requests needed it
	 * @param seen what it covered, the most frequent first, of origins, methods or
	 * headers at most eight
	 */
	public record Entry(PolicyProperty property, String value, long count, List<String> seen) {

		/**
		 * Copies the list.
		 */
		public Entry {
			seen = List.copyOf(seen);
		}

		static Entry of(PolicyProperty property, String value, Map<String, Long> all, Predicate<String> covered) {
			List<String> seen = all.keySet().stream().filter(covered).toList();
			return new Entry(property, value, seen.stream().mapToLong((one) -> all.getOrDefault(one, 0L)).sum(),
					seen.stream().limit(EXAMPLES).toList());
		}

		/**
		 * Return whether a request needed the entry.
		 * @return whether there was one
		 */
		public boolean isUsed() {
			return this.count > 0;
		}

	}

}
