package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.List;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.traffic.PolicyUsage;

/**
 * What was used of a policy while it only reported, as shown.
 *
 * @param policy the policy's name
 * @param requests how many requests it allowed
 * @param since when the first request was seen
 * @param complete whether everything that was seen is counted
 * @param neverUsed how many entries none of them needed: open and unused
 * @param unused the first of these
 * @param used the first of the others
 */
record ReportedUsageDescriptor(String policy, long requests, String since, boolean complete, int neverUsed,
		List<Entry> unused, List<Entry> used) {

	/** A list that is longer is for a program that reads the configuration. */
	private static final int MAX_SHOWN = 100;

	static ReportedUsageDescriptor of(PolicyUsage usage, OriginMask mask) {
		return new ReportedUsageDescriptor(usage.policy().name(), usage.requests(),
				Instant.ofEpochMilli(usage.since()).toString(), usage.isComplete(), usage.unused().size(),
				shown(usage, usage.unused(), mask),
				shown(usage, usage.entries().stream().filter(PolicyUsage.Entry::isUsed).toList(), mask));
	}

	private static List<Entry> shown(PolicyUsage usage, List<PolicyUsage.Entry> entries, OriginMask mask) {
		boolean open = mask.isOpen(usage.policy());
		return entries.stream().limit(MAX_SHOWN).map((entry) -> Entry.of(entry, usage.policy(), open, mask)).toList();
	}

	/**
	 * One entry.
	 *
	 * @param property the property that has it
	 * @param value the entry
	 * @param count how many requests needed it
	 * @param seen what it covered; empty if that would tell what is hidden
	 */
	record Entry(String property, String value, long count, List<String> seen) {

		static Entry of(PolicyUsage.Entry entry, CorsPolicy policy, boolean open, OriginMask mask) {
			String key = entry.property().key();
			boolean shown = switch (entry.property()) {
				case ALLOWED_METHODS, ALLOWED_HEADERS -> true;
				default -> open;
			};
			return new Entry(key, mask.values(policy, key, List.of(entry.value())).get(0), entry.count(),
					shown ? entry.seen() : List.of());
		}

	}

}
