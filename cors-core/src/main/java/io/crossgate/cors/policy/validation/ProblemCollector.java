package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

/**
 * Collects what is wrong with one policy. A risk the policy accepts becomes a warning
 * that says so.
 */
final class ProblemCollector {

	private static final List<String> PLACEHOLDERS = List.of("${", "#{", "{{", "$(");

	/** Lists that say nothing if they are empty, so that an empty one solves nothing. */
	private static final Set<String> REQUIRED = Set.of("paths", "allowed-origins", "allowed-methods");

	private final CorsPolicy policy;

	private final Set<String> required;

	private final List<Problem> problems = new ArrayList<>();

	ProblemCollector(CorsPolicy policy) {
		this(policy, REQUIRED);
	}

	ProblemCollector(CorsPolicy policy, Set<String> required) {
		this.policy = policy;
		this.required = required;
	}

	CorsPolicy policy() {
		return this.policy;
	}

	/** Return how many problems have been found so far. */
	int size() {
		return this.problems.size();
	}

	/** Return what was found. A list that must not be empty is not emptied by edits. */
	List<Problem> problems() {
		if (this.problems.isEmpty()) {
			return this.problems;
		}
		Map<String, Set<Integer>> deleted = new HashMap<>();
		for (Problem problem : this.problems) {
			if (problem.isFatal()) {
				problem.edits()
					.stream()
					.filter(ProblemCollector::isDeletion)
					.forEach((edit) -> deleted.computeIfAbsent(edit.property(), (key) -> new HashSet<>())
						.add(edit.entry()));
			}
		}
		deleted.entrySet()
			.removeIf((entry) -> !this.required.contains(entry.getKey())
					|| entry.getValue().size() < size(entry.getKey()));
		return deleted.isEmpty() ? this.problems
				: this.problems.stream()
					.map((problem) -> problem.edits()
						.stream()
						.anyMatch((edit) -> isDeletion(edit) && deleted.containsKey(edit.property()))
								? problem.withEdits(List.of()) : problem)
					.toList();
	}

	private static boolean isDeletion(PolicyEdit edit) {
		return edit.operation() == PolicyEdit.Operation.REMOVE && edit.isOfEntry();
	}

	private int size(String key) {
		return PolicyProperty.of(key).map((property) -> ((List<?>) this.policy.get(property)).size()).orElse(0);
	}

	/** Adds a problem of a property that is no list, or that is missing. */
	void add(ProblemCode code, String property, @Nullable String value, String message, PolicyEdit... edits) {
		List<String> risks = this.policy.acceptRisks();
		if (code.severity() == Severity.RISK && risks.contains(code.code())) {
			this.problems.add(new Problem(ProblemCode.RISK_ACCEPTED, this.policy.name(), property, value,
					"Accepted risk " + code.code() + ": " + message));
		}
		else {
			this.problems.add(new Problem(code, this.policy.name(), property, value, message, List.of(edits)));
		}
	}

	/** Adds a problem of one entry of a list. What is only a risk is safe without it. */
	void add(ProblemCode code, ListEntry entry, String message, PolicyEdit... edits) {
		boolean deleted = code.severity() == Severity.RISK && edits.length == 0;
		add(code, entry.property() + "[" + entry.index() + "]", entry.value(), message,
				deleted ? new PolicyEdit[] { entry.deleted() } : edits);
	}

	/** Adds a problem of one entry of a list that can be corrected, or not. */
	void addCorrected(ProblemCode code, ListEntry entry, String message, @Nullable String correction) {
		if (correction != null) {
			add(code, entry, message, entry.replacedBy(correction));
		}
		else {
			add(code, entry, message);
		}
	}

	/** Return whether an entry says nothing at all, and adds the problem. */
	boolean isEmpty(ListEntry entry) {
		if (entry.value().isBlank()) {
			add(ProblemCode.BLANK_VALUE, entry, "The entry is empty; remove it.", entry.deleted());
			return true;
		}
		for (String placeholder : PLACEHOLDERS) {
			if (entry.value().contains(placeholder)) {
				add(ProblemCode.UNRESOLVED_PLACEHOLDER, entry,
						"Nothing resolved the placeholder, so it is compared letter by letter and never matches. "
								+ "Define the property or environment variable it names.");
				return true;
			}
		}
		return false;
	}

	/** Return the words of an entry that holds a list; none if it is none. */
	static List<String> words(String text, Predicate<String> isWord) {
		List<String> words = new ArrayList<>();
		StringTokenizer tokens = new StringTokenizer(text, ",;:|[]\"'\u201c\u201d\u2018\u2019 \t\n");
		while (tokens.hasMoreTokens()) {
			words.add(tokens.nextToken());
		}
		return words.stream().allMatch(isWord) ? words : List.of();
	}

	/**
	 * One entry of a list property.
	 *
	 * @param property the property
	 * @param list the whole list
	 * @param index which entry
	 */
	record ListEntry(String property, List<String> list, int index) {

		String value() {
			return this.list.get(this.index);
		}

		PolicyEdit replacedBy(String value) {
			return PolicyEdit.replace(this.property, this.index, value);
		}

		/**
		 * Return the edit that puts words in place of the entry, or none without words.
		 */
		PolicyEdit[] replacedBy(List<String> words) {
			return words.isEmpty() ? new PolicyEdit[0]
					: new PolicyEdit[] { PolicyEdit.replace(this.property, this.index, words) };
		}

		PolicyEdit deleted() {
			return PolicyEdit.delete(this.property, this.index);
		}

		static List<ListEntry> of(String property, List<String> list) {
			List<ListEntry> entries = new ArrayList<>();
			for (int i = 0; i < list.size(); i++) {
				entries.add(new ListEntry(property, list, i));
			}
			return entries;
		}

	}

}
