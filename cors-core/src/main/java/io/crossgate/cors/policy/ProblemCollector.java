package io.crossgate.cors.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.Severity;

/**
 * Collects what is wrong with one policy. A risk the policy accepts becomes a warning
 * that says so.
 */
final class ProblemCollector {

	private static final List<String> PLACEHOLDERS = List.of("${", "#{", "{{", "$(");

	/** Lists that say nothing if they are empty, so that an empty one solves nothing. */
	private static final Set<String> REQUIRED = Set.of("paths", "allowed-origins", "allowed-methods");

	private final CorsPolicy policy;

	private final List<PendingProblem> pending = new ArrayList<>();

	ProblemCollector(CorsPolicy policy) {
		this.policy = policy;
	}

	CorsPolicy policy() {
		return this.policy;
	}

	/**
	 * Return what was found. The fix of an entry is its whole list, in which the other
	 * errors of the list are corrected, too, so that it needs to be pasted only once.
	 */
	List<Problem> problems() {
		Map<String, Map<Integer, String>> errors = new HashMap<>();
		for (PendingProblem finding : this.pending) {
			if (finding.correction != null && finding.problem.code().severity() == Severity.ERROR) {
				errors.computeIfAbsent(finding.correction.entry.property(), (property) -> new HashMap<>())
					.putIfAbsent(finding.correction.entry.index(), finding.correction.text);
			}
		}
		List<Problem> problems = new ArrayList<>();
		for (PendingProblem finding : this.pending) {
			problems.add(finding.problem(errors));
		}
		return problems;
	}

	void add(ProblemCode code, String property, @Nullable String value, String message, @Nullable String fix) {
		this.pending.add(new PendingProblem(problem(code, property, value, message, fix), null));
	}

	/** Adds a problem of one entry of a list. */
	void add(ProblemCode code, ListEntry entry, String message, @Nullable String correction) {
		Problem problem = problem(code, entry.property() + "[" + entry.index() + "]", entry.value(), message, null);
		this.pending.add(new PendingProblem(problem, (correction != null) ? new Correction(entry, correction) : null));
	}

	private Problem problem(ProblemCode code, String property, @Nullable String value, String message,
			@Nullable String fix) {
		if (code.severity() != Severity.RISK) {
			return new Problem(code, this.policy.name(), property, value, message, fix);
		}
		List<String> risks = new ArrayList<>(this.policy.acceptRisks());
		if (risks.contains(code.code())) {
			return new Problem(ProblemCode.RISK_ACCEPTED, this.policy.name(), property, value,
					"Accepted risk " + code.code() + ": " + message, null);
		}
		risks.add(code.code());
		return new Problem(code, this.policy.name(), property, value, message,
				(fix != null) ? fix : "accept-risks: " + String.join(", ", risks));
	}

	/** Return whether an entry says nothing at all, and adds the problem. */
	boolean isEmpty(ListEntry entry) {
		if (entry.value().isBlank()) {
			add(ProblemCode.BLANK_VALUE, entry, "The entry is empty; remove it.", "");
			return true;
		}
		for (String placeholder : PLACEHOLDERS) {
			if (entry.value().contains(placeholder)) {
				add(ProblemCode.UNRESOLVED_PLACEHOLDER, entry,
						"Nothing resolved the placeholder, so it is compared letter by letter and never matches. "
								+ "Define the property or environment variable it names.",
						null);
				return true;
			}
		}
		return false;
	}

	/** Return the words of an entry that holds a list, or {@code null} if it is none. */
	static @Nullable String words(String text, Predicate<String> isWord) {
		List<String> words = new ArrayList<>();
		StringTokenizer tokens = new StringTokenizer(text, ",;:|[]\"'\u201c\u201d\u2018\u2019 \t\n");
		while (tokens.hasMoreTokens()) {
			words.add(tokens.nextToken());
		}
		return (!words.isEmpty() && words.stream().allMatch(isWord)) ? String.join(", ", words) : null;
	}

	private record PendingProblem(Problem problem, @Nullable Correction correction) {

		Problem problem(Map<String, Map<Integer, String>> errors) {
			if (this.correction == null || this.problem.code() == ProblemCode.RISK_ACCEPTED) {
				return this.problem;
			}
			ListEntry entry = this.correction.entry;
			Map<Integer, String> others = errors.getOrDefault(entry.property(), Map.of());
			return new Problem(this.problem.code(), this.problem.policy(), this.problem.property(),
					this.problem.value(), this.problem.message(), entry.corrected(this.correction.text, others));
		}

	}

	private record Correction(ListEntry entry, String text) {

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

		/**
		 * Return the property with this entry and others replaced, or only this entry of
		 * a list that is too long to repeat; an empty text removes an entry. A list that
		 * must not be empty is not emptied.
		 */
		@Nullable String corrected(String text, Map<Integer, String> others) {
			if (!PolicyYamlWriter.isPastable(this.list)) {
				return "- " + (text.isEmpty() ? text : PolicyYamlWriter.scalar(text));
			}
			List<String> corrected = new ArrayList<>(this.list);
			others.forEach(corrected::set);
			corrected.set(this.index, text);
			corrected.removeIf(String::isEmpty);
			if (corrected.isEmpty() && REQUIRED.contains(this.property)) {
				return null;
			}
			String line = String.join(", ", corrected);
			return this.property + ": " + (line.isEmpty() ? "[]" : PolicyYamlWriter.scalar(line));
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
