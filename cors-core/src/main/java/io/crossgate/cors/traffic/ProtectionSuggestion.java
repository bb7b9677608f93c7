package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.format.PolicyYamlWriter;
import io.crossgate.cors.traffic.PolicySuggestion.Seen;

/**
 * What {@code cors.protection} would have to trust before it is enforced, for the traffic
 * that was seen while it only reported. An observation of unauthenticated input: an
 * attack looks like a partner's page, so each value is a question to a person.
 *
 * @param protection the protection as it is declared
 * @param origins the origins whose pages wrote, the most frequent first
 * @param requests the writes in short, such as {@code POST /orders/*}, those of origins
 * that can't be trusted among them
 * @param evicted how many observations were evicted; if there are any, the suggestion may
 * be incomplete
 * @since 0.1.0
 */
public record ProtectionSuggestion(CrossOriginProtection protection, List<Seen> origins, List<Seen> requests,
		long evicted) {

	private static final String KEY = "protection.trusted-origins";

	/** More than this is not repeated as a comment. */
	private static final int COMMENTED = 8;

	/**
	 * Copies the lists.
	 */
	public ProtectionSuggestion {
		origins = List.copyOf(origins);
		requests = List.copyOf(requests);
	}

	/**
	 * Return the suggestion as YAML.
	 * @param shown whether the origins that are trusted already may be shown
	 * @return lines from {@code cors:} on, with comments that say how often what was seen
	 */
	public String yaml(boolean shown) {
		PolicyYamlWriter yaml = new PolicyYamlWriter();
		comment(yaml, "Writes of other sites that protection.mode: enforce refuses. Seen, not verified: trust only "
				+ "pages that are yours, and exempt only paths where everybody proves who they are.");
		if (this.evicted > 0) {
			comment(yaml, "Some observations were dropped; this may be incomplete.");
		}
		this.requests.stream().limit(COMMENTED).forEach((one) -> comment(yaml, one.count() + " x " + one.value()));
		List<Seen> untrusted = untrusted();
		untrusted.stream().limit(COMMENTED).forEach((one) -> comment(yaml, one.count() + " x " + one.value()));
		List<String> entries = new ArrayList<>(shown ? this.protection.trustedOrigins() : List.of());
		untrusted.forEach((one) -> entries.add(one.value()));
		if (!shown && !this.protection.trustedOrigins().isEmpty()) {
			comment(yaml, "append to " + KEY);
		}
		if (!entries.isEmpty()) {
			yaml.list(CorsPolicy.DEFAULT_NAME, KEY, entries);
		}
		return yaml.toString();
	}

	/** What is trusted by now was seen before. */
	private List<Seen> untrusted() {
		OriginSet trusted = OriginSet
			.compile(this.protection.trustedOrigins().stream().map(OriginPattern::parse).toList());
		return this.origins.stream().filter((origin) -> !trusted.contains(origin.value())).toList();
	}

	private static void comment(PolicyYamlWriter yaml, String text) {
		yaml.comment(CorsPolicy.DEFAULT_NAME, text);
	}

}
