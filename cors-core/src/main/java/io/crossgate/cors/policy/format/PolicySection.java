package io.crossgate.cors.policy.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.PolicyPreset;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.util.SafeText;

/**
 * What is written of one policy: keys, known or not, with their texts. Edits make another
 * section of it, and a format makes text of that.
 *
 * <pre class="code">
 * PolicySection written = PolicySection.of(policy);
 * PolicySection corrected = written.apply(problem.edits());
 * String yaml = PolicyFormat.YAML.write(List.of(corrected));
 * </pre>
 *
 * @since 0.1.0
 */
public final class PolicySection {

	/** A longer list is not repeated for the sake of one entry. */
	private static final int MAX_ENTRIES = 8;

	/** What a list that is repeated may have of characters. */
	private static final int MAX_LENGTH = 1024;

	private final String policy;

	private final Map<String, List<String>> values;

	private final List<String> remarks;

	private final Map<String, String> notes;

	final WrittenTerms terms;

	private PolicySection(String policy, Map<String, List<String>> values, List<String> remarks,
			Map<String, String> notes, WrittenTerms terms) {
		this.policy = policy;
		this.values = values;
		this.remarks = remarks;
		this.notes = notes;
		this.terms = terms;
	}

	/**
	 * Return a section without any key.
	 * @param policy the policy's name
	 * @return the section
	 */
	public static PolicySection of(String policy) {
		return new PolicySection(policy, Map.of(), List.of(), Map.of(), WrittenTerms.NONE);
	}

	/**
	 * Return what one would write to declare a policy.
	 * @param policy the policy
	 * @return all properties that have neither their default values nor those of presets
	 */
	public static PolicySection of(CorsPolicy policy) {
		PolicySection section = new PolicySection(policy.name(), Map.of(), List.of(), Map.of(),
				WrittenTerms.of(policy));
		for (PolicyProperty property : PolicyProperty.values()) {
			Object value = policy.get(property);
			if (!value.equals(PolicyPreset.inherited(policy.preset(), property))) {
				section = section.with(property.key(), property.format(value));
			}
		}
		return section;
	}

	/**
	 * Return the same section with one key more, or with another value of it.
	 * @param key the key below the policy
	 * @param values its text, or the entries of a list
	 * @return another section
	 */
	public PolicySection with(String key, List<String> values) {
		Map<String, List<String>> all = new LinkedHashMap<>(this.values);
		all.put(key, List.copyOf(values));
		return new PolicySection(this.policy, all, this.remarks, this.notes, this.terms);
	}

	/**
	 * Return the same section with the terms of a list's entry, which writers put beside
	 * it wherever the list has it.
	 * @param key the key of the list
	 * @param entry the entry
	 * @param terms {@code until}, {@code owner} and {@code reason}, or some of them
	 * @return another section
	 */
	public PolicySection withTerms(String key, String entry, Map<String, String> terms) {
		return new PolicySection(this.policy, this.values, this.remarks, this.notes,
				this.terms.with(key, entry, terms));
	}

	/**
	 * Return the same section with a note about one key, which writers put above it.
	 * @param key the key below the policy
	 * @param note what to say of it, in one line
	 * @return another section
	 */
	public PolicySection withNote(String key, String note) {
		Map<String, String> all = new LinkedHashMap<>(this.notes);
		all.put(key, note);
		return new PolicySection(this.policy, this.values, this.remarks, all, this.terms);
	}

	/**
	 * Return the note about a key.
	 * @param key the key below the policy
	 * @return the note, or empty if there is none
	 */
	public Optional<String> note(String key) {
		return Optional.ofNullable(this.notes.get(key)).map(SafeText::of);
	}

	/**
	 * Return the part of the section that has some of its keys.
	 * @param keys the keys to keep
	 * @return another section
	 */
	public PolicySection only(Collection<String> keys) {
		Map<String, List<String>> some = new LinkedHashMap<>(this.values);
		some.keySet().retainAll(keys);
		return new PolicySection(this.policy, some, this.remarks, this.notes, this.terms);
	}

	/**
	 * Return whose section it is.
	 * @return the policy's name
	 */
	public String policy() {
		return this.policy;
	}

	/**
	 * Return which keys are written.
	 * @return the keys, in the order in which they are written
	 */
	public Set<String> keys() {
		return new LinkedHashSet<>(this.values.keySet());
	}

	/**
	 * Return what is written under a key.
	 * @param key the key below the policy
	 * @return its text, or the entries of a list; empty if the key is not there
	 */
	public List<String> values(String key) {
		return this.values.getOrDefault(key, List.of());
	}

	/**
	 * Return what has to be done by hand, because the list it concerns is too long to
	 * repeat.
	 * @return edits in words, such as {@code allowed-origins[8]: https://a.example}
	 */
	public List<String> remarks() {
		return this.remarks;
	}

	/**
	 * Applies edits. Entries are counted as they stand here, whichever edits come first;
	 * of two edits of one entry, or of a whole property, the first counts.
	 * @param edits any edits; those of entries that are not there change nothing
	 * @return the section that comes of it
	 */
	public PolicySection apply(Collection<PolicyEdit> edits) {
		Map<String, List<PolicyEdit>> byKey = new LinkedHashMap<>();
		edits.forEach((edit) -> byKey.computeIfAbsent(edit.property(), (key) -> new ArrayList<>()).add(edit));
		Map<String, List<String>> all = new LinkedHashMap<>(this.values);
		byKey.forEach((key, ofKey) -> {
			boolean removed = ofKey.stream()
				.anyMatch((edit) -> edit.operation() == PolicyEdit.Operation.REMOVE && !edit.isOfEntry());
			if (removed) {
				all.remove(key);
			}
			else {
				all.put(key, apply(present(key), ofKey));
			}
		});
		return new PolicySection(this.policy, all, this.remarks, this.notes,
				this.terms.inherited(edits, this::present));
	}

	/** What is not written has the value of the presets, or its default value. */
	private List<String> present(String key) {
		List<String> written = this.values.get(key);
		List<String> presets = values(PolicyProperty.PRESET.key());
		return (written != null) ? written
				: PolicyProperty.of(key)
					.map((property) -> property.format(PolicyPreset.inherited(presets, property)))
					.orElse(List.of());
	}

	private static List<String> apply(List<String> present, List<PolicyEdit> edits) {
		Map<Integer, List<String>> entries = new HashMap<>();
		List<String> added = new ArrayList<>();
		for (PolicyEdit edit : edits) {
			if (edit.operation() == PolicyEdit.Operation.ADD) {
				added.addAll(edit.values());
			}
			else {
				entries.putIfAbsent(edit.entry(), edit.values());
			}
		}
		List<String> whole = entries.get(PolicyEdit.ALL);
		List<String> base = (whole != null) ? whole : present;
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < base.size(); i++) {
			if (whole != null || !entries.containsKey(i)) {
				seen.add(base.get(i));
			}
		}
		List<String> result = new ArrayList<>();
		for (int i = 0; i < base.size(); i++) {
			if (whole != null || !entries.containsKey(i)) {
				result.add(base.get(i));
			}
			else {
				entries.getOrDefault(i, List.of()).stream().filter(seen::add).forEach(result::add);
			}
		}
		added.stream().filter(seen::add).forEach(result::add);
		return result;
	}

	/**
	 * Applies edits and keeps only the properties that they change. Of a list that is too
	 * long to repeat, the edits are {@link #remarks()}.
	 * @param edits any edits
	 * @return a section of the changed properties
	 */
	public PolicySection changed(Collection<PolicyEdit> edits) {
		PolicySection applied = apply(edits);
		Map<String, List<String>> changed = new LinkedHashMap<>();
		List<String> remarks = new ArrayList<>();
		for (PolicyEdit edit : edits) {
			String key = edit.property();
			boolean whole = !edit.isOfEntry() && edit.operation() != PolicyEdit.Operation.ADD;
			boolean repeated = isShort(present(key)) || !this.values.containsKey(key);
			boolean writable = whole || (repeated && edit.entry() < present(key).size());
			if (!writable) {
				remarks.add(edit.toString());
			}
			else if (applied.values.containsKey(key)) {
				changed.put(key, applied.values(key));
			}
		}
		return new PolicySection(this.policy, changed, remarks, this.notes, applied.terms);
	}

	/**
	 * Return whether a list is short enough to be repeated for the sake of one entry.
	 * @param values the values of the list
	 * @return whether it has few values, and no endless one
	 */
	public static boolean isShort(List<String> values) {
		int length = 0;
		for (String value : values) {
			length += Math.min(value.length(), MAX_LENGTH + 1);
		}
		return values.size() <= MAX_ENTRIES && length <= MAX_LENGTH;
	}

	/**
	 * Return the policy that is written here.
	 * @return the policy; keys that no policy has are left out
	 * @throws IllegalArgumentException if the text of a property means nothing
	 */
	public CorsPolicy toPolicy() {
		CorsPolicyBuilder builder = CorsPolicy.named(this.policy);
		this.values.forEach((key, texts) -> PolicyProperty.of(key)
			.ifPresent((property) -> builder.set(property, property.parse(texts))));
		this.terms.copyTo(builder);
		return builder.build();
	}

	@Override
	public String toString() {
		return this.policy + this.values;
	}

}
