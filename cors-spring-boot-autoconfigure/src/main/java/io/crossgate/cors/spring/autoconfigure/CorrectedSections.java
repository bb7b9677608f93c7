package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;
import io.crossgate.cors.util.SafeText;

/**
 * Sections that replace what is written, one text for each place.
 */
final class CorrectedSections {

	/** A longer list is not repeated, and with it what stands beside it. */
	private static final int MAX_ENTRIES = 64;

	private static final int MAX_LENGTH = 4096;

	private final boolean whole;

	private final Map<String, Place> places = new LinkedHashMap<>();

	/**
	 * Begins without any.
	 * @param whole whether a section takes the place of what is written, and is no
	 * addition to it
	 */
	CorrectedSections(boolean whole) {
		this.whole = whole;
	}

	/**
	 * Adds a section, or puts it in place of the one of the same policy.
	 * @param section the section as it is to be
	 * @param edits what has changed in it
	 */
	void put(WrittenSection section, Collection<PolicyEdit> edits) {
		Place place = this.places.computeIfAbsent(section.format() + " " + section.where(),
				(key) -> new Place(section.where(), section.format(), this.whole));
		place.put(section, edits);
	}

	/** Return a paragraph for each place: where it is, and its text. */
	List<String> paragraphs() {
		return this.places.values().stream().flatMap((place) -> place.paragraphs().stream()).toList();
	}

	private static final class Place {

		private final @Nullable String where;

		private final PolicyFormat format;

		private final boolean whole;

		private final Map<String, PolicySection> sections = new LinkedHashMap<>();

		private final Map<String, Set<String>> changed = new LinkedHashMap<>();

		private final Set<String> removed = new LinkedHashSet<>();

		Place(@Nullable String where, PolicyFormat format, boolean whole) {
			this.where = where;
			this.format = format;
			this.whole = whole;
		}

		void put(WrittenSection written, Collection<PolicyEdit> edits) {
			PolicySection section = written.section();
			this.sections.put(section.policy(), section);
			Set<String> keys = this.changed.computeIfAbsent(section.policy(), (policy) -> new LinkedHashSet<>());
			for (PolicyEdit edit : edits) {
				keys.add(edit.property());
				// One line does not take the place of several.
				List<String> entries = isLineByLine() ? written.entries(edit.property()) : List.of();
				this.removed.addAll(entries);
				boolean whole = edit.operation() == PolicyEdit.Operation.REMOVE && !edit.isOfEntry();
				if (whole && entries.isEmpty()) {
					this.removed.add(this.format.name(section.policy(), edit.property()));
				}
			}
		}

		List<String> paragraphs() {
			List<String> paragraphs = new ArrayList<>();
			List<PolicySection> shown = new ArrayList<>();
			List<String> names = new ArrayList<>();
			for (PolicySection section : this.sections.values()) {
				PolicySection part = isLineByLine()
						? section.only(this.changed.getOrDefault(section.policy(), Set.of())) : section;
				if (isRepeatable(part)) {
					shown.add(part);
					names.add(name(section.policy()));
				}
				else {
					paragraphs.add("Too long to repeat: " + name(section.policy())
							+ ". Correct the entries one by one, as said above.");
				}
			}
			if (!shown.isEmpty()) {
				String text = this.format.write(shown);
				paragraphs.add(0, heading(names) + ":\n\n" + text.indent(4).stripTrailing());
				// What is assigned again is not to be removed.
				this.removed.removeIf((name) -> text.lines()
					.anyMatch((line) -> line.startsWith(name + "=") || line.startsWith("'" + name + "=")));
			}
			if (!this.removed.isEmpty()) {
				paragraphs
					.add("Remove " + this.removed.stream().map(SafeText::of).collect(Collectors.joining(", ")) + ".");
			}
			return paragraphs;
		}

		private String heading(List<String> names) {
			String place = (this.where != null) ? "In " + SafeText.of(this.where, 512) : "In the configuration";
			return (isLineByLine() || !this.whole) ? place : place + ", in place of " + String.join(" and of ", names);
		}

		private String name(String policy) {
			if (this.format == PolicyFormat.JAVA) {
				return "the calls on the builder of policy '" + SafeText.of(policy) + "'";
			}
			return policy.equals(CorsPolicy.DEFAULT_NAME) ? "what stands right below cors"
					: "policy '" + SafeText.of(policy) + "'";
		}

		/** Variables and arguments stand alone: those that stay are not repeated. */
		private boolean isLineByLine() {
			return this.format == PolicyFormat.ENVIRONMENT || this.format == PolicyFormat.COMMAND_LINE;
		}

		private static boolean isRepeatable(PolicySection section) {
			for (String key : section.keys()) {
				List<String> values = section.values(key);
				if (values.size() > MAX_ENTRIES || values.stream().mapToLong(String::length).sum() > MAX_LENGTH) {
					return false;
				}
			}
			return true;
		}

	}

}
