package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * Which configured origins are used, as shown.
 *
 * @param note what to think of it
 * @param since since when uses are noted
 * @param policies the policies, in the order of their declaration
 */
record UsageDescriptor(String note, String since, List<Policy> policies) implements OperationResponseBody {

	/** A list that is longer is for a program that reads the configuration. */
	private static final int MAX_SHOWN = 100;

	private static final String NOTE = "An origin that is never used may still be needed: an entry that was added "
			+ "later has had less time, and other instances of the application have notes of their own. Any client can "
			+ "send any Origin.";

	static UsageDescriptor of(CorsPolicies policies, Instant since, OriginMask mask) {
		return new UsageDescriptor(NOTE, since.truncatedTo(ChronoUnit.SECONDS).toString(),
				policies.policies().stream().map((policy) -> Policy.of(policy, policies, mask)).toList());
	}

	/**
	 * The origins of one policy.
	 *
	 * @param name the policy's name
	 * @param entries how many origins and patterns it lists
	 * @param neverUsed how many of them no request has needed
	 * @param unused the first of these
	 * @param used the others, those that have not been used for longest first
	 */
	record Policy(String name, int entries, int neverUsed, List<String> unused, List<Use> used) {

		static Policy of(CorsPolicy policy, CorsPolicies policies, OriginMask mask) {
			Map<String, Instant> uses = policies.lastUses(policy.name());
			List<Entry> entries = new ArrayList<>();
			policy.allowedOrigins().forEach((entry) -> entries.add(new Entry("allowed-origins", entry)));
			policy.allowedOriginPatterns().forEach((entry) -> entries.add(new Entry("allowed-origin-patterns", entry)));
			List<Entry> distinct = entries.stream().distinct().toList();
			List<Entry> unused = distinct.stream().filter((entry) -> !uses.containsKey(entry.text())).toList();
			List<Use> used = distinct.stream()
				.filter((entry) -> uses.containsKey(entry.text()))
				.sorted(Comparator.comparing((Entry entry) -> uses.getOrDefault(entry.text(), Instant.MIN)))
				.limit(MAX_SHOWN)
				.map((entry) -> new Use(entry.masked(policy, mask), String.valueOf(uses.get(entry.text()))))
				.toList();
			return new Policy(policy.name(), distinct.size(), unused.size(),
					unused.stream().limit(MAX_SHOWN).map((entry) -> entry.masked(policy, mask)).toList(), used);
		}

	}

	/**
	 * An origin that is used.
	 *
	 * @param origin the entry
	 * @param lastUse when last, to the minute
	 */
	record Use(String origin, String lastUse) {

	}

	private record Entry(String property, String text) {

		String masked(CorsPolicy policy, OriginMask mask) {
			return mask.values(policy, this.property, List.of(this.text)).get(0);
		}

	}

}
