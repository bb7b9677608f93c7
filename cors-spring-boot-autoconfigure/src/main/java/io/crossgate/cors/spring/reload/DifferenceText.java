package io.crossgate.cors.spring.reload;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.reload.PolicyDifference.Change;
import io.crossgate.cors.spring.reload.PolicyReload.Trigger;
import io.crossgate.cors.util.SafeText;

/**
 * A difference as it is logged: a line for each property, bounded however much has
 * changed, and what browsers may still believe.
 */
final class DifferenceText {

	private static final int MOST_VALUES = 20;

	private static final int MOST_CHANGES = 50;

	/** The algorithm's name and twelve digits tell instances of one fleet apart. */
	private static final int SHORT_FINGERPRINT = "sha256:".length() + 12;

	private final CorsPolicies before;

	private final CorsPolicies after;

	private final PolicyDifference difference;

	private DifferenceText(CorsPolicies before, CorsPolicies after, PolicyDifference difference) {
		this.before = before;
		this.after = after;
		this.difference = difference;
	}

	/** Logs a change, and one that opens something or everything closes as a warning. */
	static void log(Log logger, CorsPolicies before, CorsPolicies after, PolicyDifference difference, Trigger trigger) {
		boolean warning = difference.isWidening() || (after.isEmpty() && !before.isEmpty());
		if (warning ? logger.isWarnEnabled() : logger.isInfoEnabled()) {
			String text = of(before, after, difference, trigger);
			if (warning) {
				logger.warn(text);
			}
			else {
				logger.info(text);
			}
		}
	}

	static String of(CorsPolicies before, CorsPolicies after, PolicyDifference difference, Trigger trigger) {
		return new DifferenceText(before, after, difference).text(trigger);
	}

	private String text(Trigger trigger) {
		StringBuilder text = new StringBuilder("CORS policies changed ").append(trigger.cause())
			.append(this.difference.isWidening() ? ", access is wider: " : ": ")
			.append(fingerprint(this.after))
			.append(", was ")
			.append(fingerprint(this.before));
		List<Change> changes = this.difference.changes();
		changes.stream().limit(MOST_CHANGES).forEach((change) -> line(text, line(change)));
		if (changes.size() > MOST_CHANGES) {
			line(text, "and " + (changes.size() - MOST_CHANGES) + " more changes");
		}
		if (this.after.isEmpty() && !this.before.isEmpty()) {
			line(text, "No policy is left: requests of other origins get no CORS headers, and none is refused.");
		}
		Duration cached = this.before.policies()
			.stream()
			.map(CorsPolicy::maxAge)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
		if (this.difference.isNarrowing() && !cached.isZero()) {
			line(text, "Browsers may keep answers to earlier preflights for up to " + cached.toSeconds() + "s.");
		}
		return text.toString();
	}

	private static void line(StringBuilder text, String line) {
		text.append("%n      ".formatted()).append(line);
	}

	static String fingerprint(CorsPolicies policies) {
		return PolicyFingerprint.of(policies).substring(0, SHORT_FINGERPRINT);
	}

	private String line(Change change) {
		String name = SafeText.of(change.policy());
		String property = change.property();
		if (property == null) {
			boolean added = this.after.policy(change.policy()).isPresent();
			CorsPolicy policy = (added ? this.after : this.before).policy(change.policy()).orElseThrow();
			return name + "  is " + (added ? "new" : "gone") + ", " + joined(policy.paths()) + ": "
					+ access(added ? change.added() : change.removed(), added, policy);
		}
		if (property.equals("allowed-origins")) {
			return name + "  " + property + ": " + origins(change);
		}
		boolean ofPolicy = PolicyProperty.of(property).isPresent();
		return (ofPolicy ? name + "  " : "cors.") + property + ": "
				+ (isList(property) ? entries(change) : joined(change.added()) + ", was " + joined(change.removed()));
	}

	/** What is still allowed by another entry has neither gained nor lost. */
	private String origins(Change change) {
		CorsPolicy policy = this.after.policy(change.policy()).orElse(null);
		Predicate<String> before = covering(this.before, change.policy());
		Predicate<String> after = covering(this.after, change.policy());
		List<String> gaining = change.added().stream().filter(before.negate()).toList();
		List<String> losing = change.removed().stream().filter(after.negate()).toList();
		List<String> keeping = Stream
			.concat(change.added().stream().filter(before), change.removed().stream().filter(after))
			.toList();
		String kept = keeping.isEmpty() ? ""
				: joined(keeping) + ((keeping.size() == 1) ? " keeps access" : " keep access");
		return Stream.of(access(gaining, true, policy), access(losing, false, null), kept)
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining("; "));
	}

	private static Predicate<String> covering(CorsPolicies policies, String name) {
		return EntryComparison.coveringOrigins(policies.policy(name).map(PolicyDifference::origins).orElse(List.of()));
	}

	private static boolean isList(String property) {
		return PolicyProperty.of(property)
			.map((known) -> known.type() == PolicyProperty.Type.LIST)
			.orElse(!property.endsWith(".mode"));
	}

	private static String access(List<String> origins, boolean gained, @Nullable CorsPolicy policy) {
		if (origins.isEmpty()) {
			return "";
		}
		return joined(origins) + ((origins.size() == 1) ? (gained ? " gains" : " loses") : (gained ? " gain" : " lose"))
				+ " access" + mode(policy);
	}

	private static String mode(@Nullable CorsPolicy policy) {
		if (policy == null) {
			return "";
		}
		return switch (policy.mode()) {
			case ENFORCE -> policy.allowCredentials() ? " with credentials" : "";
			case REPORT_ONLY -> " (report-only)";
			case OFF -> " (off)";
		};
	}

	private static String entries(Change change) {
		return List.of(signed("+ ", change.added()), signed("- ", change.removed()))
			.stream()
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining("  "));
	}

	private static String signed(String sign, List<String> entries) {
		return entries.isEmpty() ? "" : sign + joined(entries);
	}

	private static String joined(List<String> entries) {
		String some = entries.stream()
			.limit(MOST_VALUES)
			.map((entry) -> entry.isEmpty() ? "none" : SafeText.of(entry))
			.collect(Collectors.joining(", "));
		return (entries.size() > MOST_VALUES) ? some + " and " + (entries.size() - MOST_VALUES) + " more" : some;
	}

}
