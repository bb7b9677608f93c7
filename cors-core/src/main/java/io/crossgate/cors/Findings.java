package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.Severity;

/**
 * Collects what is wrong with one policy. A risk the policy accepts becomes a warning
 * that says so.
 */
final class Findings {

	private final CorsPolicy policy;

	private final List<Problem> problems = new ArrayList<>();

	Findings(CorsPolicy policy) {
		this.policy = policy;
	}

	CorsPolicy policy() {
		return this.policy;
	}

	List<Problem> problems() {
		return this.problems;
	}

	void add(ProblemCode code, String property, @Nullable String value, String message, @Nullable String fix) {
		boolean accepted = code.severity() == Severity.RISK && this.policy.acceptRisks().contains(code.code());
		this.problems.add(accepted
				? new Problem(ProblemCode.RISK_ACCEPTED, this.policy.name(), property, value,
						"Accepted risk " + code.code() + ": " + message, null)
				: new Problem(code, this.policy.name(), property, value, message,
						(fix == null && code.severity() == Severity.RISK) ? "accept-risks: " + code.code() : fix));
	}

	/** Adds a problem of one entry of a list; the fix is the whole list, corrected. */
	void add(ProblemCode code, Entry entry, String message, @Nullable String correction) {
		add(code, entry.property() + "[" + entry.index() + "]", entry.value(), message,
				(correction != null) ? entry.corrected(correction) : null);
	}

	/** Tells whether an entry says nothing at all, and adds the problem. */
	boolean isEmpty(Entry entry) {
		if (entry.value().isBlank()) {
			add(ProblemCode.BLANK_VALUE, entry, "An empty entry means nothing.", "");
			return true;
		}
		if (entry.value().contains("${")) {
			add(ProblemCode.UNRESOLVED_PLACEHOLDER, entry,
					"Nothing resolved the placeholder, so it is compared letter by letter and never matches. Define "
							+ "the property or environment variable it names.",
					null);
			return true;
		}
		return false;
	}

	/**
	 * One entry of a list property.
	 *
	 * @param property the property
	 * @param list the whole list
	 * @param index which entry
	 */
	record Entry(String property, List<String> list, int index) {

		String value() {
			return this.list.get(this.index);
		}

		/** Returns the property with this entry replaced; an empty text removes it. */
		String corrected(String text) {
			if (this.list.size() > PolicyYaml.PASTABLE) {
				return "- " + (text.isEmpty() ? text : PolicyYaml.scalar(text));
			}
			List<String> corrected = new ArrayList<>(this.list);
			corrected.set(this.index, text);
			corrected.removeIf(String::isEmpty);
			String line = String.join(", ", corrected);
			return this.property + ": " + (line.isEmpty() ? "[]" : PolicyYaml.scalar(line));
		}

		static List<Entry> of(String property, List<String> list) {
			List<Entry> entries = new ArrayList<>();
			for (int i = 0; i < list.size(); i++) {
				entries.add(new Entry(property, list, i));
			}
			return entries;
		}

	}

}
