package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.validation.ProblemCollector.ListEntry;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The origins of a policy as they were read. When the policy is changed, an exact origin
 * about which there was nothing to say is not read again: it is the same text, so that
 * only the entries around it could make a difference, and those are looked at.
 *
 * @param credentials whether they were read for a policy with credentials, on which it
 * depends what there is to say about an exact origin
 * @param origins the origins that could be read
 * @param noted the positions of all entries but exact origins about which there was
 * nothing to say
 * @param wildcards all other entries that could be read
 */
record OriginReading(boolean credentials, OriginSet origins, BitSet noted, List<String> wildcards) {

	private static final String ORIGINS_FROM = "origins-from";

	private static final OriginReading NONE = new OriginReading(false, OriginSet.compile(List.of()), new BitSet(),
			List.of());

	/**
	 * Reads the origins of a policy that was not read before.
	 * @param collector takes what is wrong with them
	 * @param context the deployment the policy is for
	 * @return what was read; none if the policy's mode is off
	 */
	static OriginReading of(ProblemCollector collector, DeploymentContext context) {
		return of(collector, context, null);
	}

	/**
	 * Reads the origins of a policy.
	 * @param collector takes what is wrong with them
	 * @param context the deployment the policy is for
	 * @param known what was read of the policy before it was changed
	 * @return what was read; none if the policy's mode is off
	 */
	static OriginReading of(ProblemCollector collector, DeploymentContext context, @Nullable OriginReading known) {
		if (collector.policy().mode() == CorsPolicy.Mode.OFF) {
			return NONE;
		}
		return new Reader(collector, context,
				(known != null && known.credentials == collector.policy().allowCredentials()) ? known : NONE)
			.read();
	}

	/** Goes through the entries once, beside those that were read before. */
	private static final class Reader {

		private final ProblemCollector collector;

		private final OriginValidator validator;

		private final OriginReading known;

		private final List<String> origins;

		private final List<String> patterns;

		private final OriginSet.Builder builder;

		private final Map<OriginPattern, ListEntry> wildcards = new LinkedHashMap<>();

		private final BitSet noted = new BitSet();

		/** Positions of exact origins that have been read this time. */
		private final BitSet exact = new BitSet();

		/** Where the next entry is expected among those that were read before. */
		private int expected;

		/** How many entries stand where they stood. */
		private int unmoved;

		Reader(ProblemCollector collector, DeploymentContext context, OriginReading known) {
			this.collector = collector;
			this.validator = new OriginValidator(collector, context);
			this.known = known;
			this.origins = collector.policy().allowedOrigins();
			this.patterns = collector.policy().allowedOriginPatterns();
			this.builder = new OriginSet.Builder(this.origins, this.patterns,
					(known.origins.size() > 0) ? known.origins : null);
		}

		OriginReading read() {
			int size = this.origins.size() + this.patterns.size();
			String lookup = this.collector.policy().originsFrom();
			if (size == 0 && lookup.isEmpty()) {
				this.collector.add(ProblemCode.NO_ORIGINS, "allowed-origins", null,
						"The policy allows no origin, so it refuses every page of another origin.",
						PolicyEdit.set("allowed-origins", "https://app.example.com").asExample());
			}
			for (int position = 0; position < size; position++) {
				int before = before(position);
				if (!((before != OriginSet.NONE) ? keep(position, before) : read(position))) {
					this.noted.set(position);
				}
			}
			List<String> wildcards = new ArrayList<>(this.wildcards.size());
			for (OriginPattern wildcard : this.wildcards.keySet()) {
				wildcards.add(wildcard.text());
			}
			if (!wildcards.isEmpty()) {
				checkCovered(wildcards.equals(this.known.wildcards));
			}
			if (!lookup.isEmpty()) {
				checkAsked(lookup);
			}
			boolean same = this.unmoved == size && this.known.origins.size() == size;
			return new OriginReading(this.collector.policy().allowCredentials(),
					same ? this.known.origins : this.builder.build(), this.noted, wildcards);
		}

		private void checkAsked(String lookup) {
			if (this.wildcards.keySet().stream().anyMatch((entry) -> entry.kind() == Kind.ANY)) {
				this.collector.add(ProblemCode.REDUNDANT_ORIGIN, ORIGINS_FROM, lookup,
						"Every origin is allowed, so it is never asked. Delete it, or list only what is always allowed.",
						PolicyEdit.remove(ORIGINS_FROM));
			}
		}

		/** Most entries follow one another as they did. */
		private int before(int position) {
			OriginSet origins = this.known.origins;
			String text = text(position);
			if (this.expected < origins.size() && origins.text(this.expected).equals(text)) {
				int before = this.expected++;
				this.unmoved += (before == position) ? 1 : 0;
				if (!this.known.noted.get(before)) {
					return before;
				}
			}
			int before = origins.exact(text);
			if (before == OriginSet.NONE || this.known.noted.get(before)) {
				return OriginSet.NONE;
			}
			this.expected = before + 1;
			return before;
		}

		/** Return whether it is an exact origin about which there is nothing to say. */
		private boolean read(int position) {
			ListEntry entry = entry(position);
			int problems = this.collector.size();
			OriginPattern pattern = this.validator.parse(entry);
			if (pattern == null) {
				return false;
			}
			if (!this.builder.add(position, pattern)) {
				addRepeated(entry);
				return false;
			}
			this.validator.check(entry, pattern);
			if (pattern.kind() != Kind.EXACT) {
				this.wildcards.put(pattern, entry);
				return false;
			}
			this.exact.set(position);
			return this.collector.size() == problems;
		}

		/** Return whether the entry is the first one of this text. */
		private boolean keep(int position, int before) {
			if (this.builder.keep(position, before)) {
				return true;
			}
			addRepeated(entry(position));
			return false;
		}

		private void addRepeated(ListEntry entry) {
			this.collector.add(ProblemCode.REDUNDANT_ORIGIN, entry, "It is listed twice; delete this entry.",
					entry.deleted());
		}

		/** What was not covered by the same wildcards is not covered now. */
		private void checkCovered(boolean sameAsBefore) {
			CoveredOrigins covered = new CoveredOrigins(this.wildcards.keySet());
			int size = this.origins.size() + this.patterns.size();
			for (int position = 0; position < size; position++) {
				boolean kept = !this.noted.get(position);
				OriginPattern wider = (this.exact.get(position) || (kept && !sameAsBefore))
						? covered.covering(text(position)) : null;
				if (wider != null) {
					this.noted.set(position);
					addCovered(entry(position), wider);
				}
			}
			this.wildcards.forEach((pattern, entry) -> addCovered(entry, covered.covering(pattern)));
		}

		private void addCovered(ListEntry entry, @Nullable OriginPattern wider) {
			if (wider != null) {
				this.collector.add(ProblemCode.REDUNDANT_ORIGIN, entry, wider + " covers it; delete this entry.",
						entry.deleted());
			}
		}

		private String text(int position) {
			return (position < this.origins.size()) ? this.origins.get(position)
					: this.patterns.get(position - this.origins.size());
		}

		private ListEntry entry(int position) {
			return (position < this.origins.size()) ? new ListEntry("allowed-origins", this.origins, position)
					: new ListEntry("allowed-origin-patterns", this.patterns, position - this.origins.size());
		}

	}

}
