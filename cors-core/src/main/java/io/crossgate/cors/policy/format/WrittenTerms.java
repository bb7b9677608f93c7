package io.crossgate.cors.policy.format;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;

/**
 * The terms of entries as they are written: a date may be a placeholder.
 *
 * @param byKey the texts by key and entry
 */
record WrittenTerms(Map<String, Map<String, Map<String, String>>> byKey) {

	static final WrittenTerms NONE = new WrittenTerms(Map.of());

	static WrittenTerms of(CorsPolicy policy) {
		Map<String, Map<String, Map<String, String>>> byKey = new LinkedHashMap<>();
		for (PolicyProperty property : PolicyProperty.values()) {
			GrantTerms.of(policy, property)
				.forEach((entry, terms) -> byKey.computeIfAbsent(property.key(), (key) -> new LinkedHashMap<>())
					.put(entry, terms.texts()));
		}
		return new WrittenTerms(byKey);
	}

	WrittenTerms with(String key, String entry, Map<String, String> texts) {
		Map<String, Map<String, Map<String, String>>> all = new LinkedHashMap<>(this.byKey);
		Map<String, Map<String, String>> entries = new LinkedHashMap<>(all.getOrDefault(key, Map.of()));
		entries.put(entry, texts);
		all.put(key, entries);
		return new WrittenTerms(all);
	}

	/**
	 * Return {@code until}, {@code owner} and {@code reason} as far as they are there.
	 */
	Map<String, String> get(String key, String entry) {
		return this.byKey.getOrDefault(key, Map.of()).getOrDefault(entry, Map.of());
	}

	boolean areOfAny(String key, List<String> entries) {
		return this.byKey.containsKey(key) && entries.stream().anyMatch((entry) -> !get(key, entry).isEmpty());
	}

	/** What takes the place of an entry is there on its terms, unless it has some. */
	WrittenTerms inherited(Collection<PolicyEdit> edits, Function<String, List<String>> present) {
		WrittenTerms inherited = this;
		for (PolicyEdit edit : this.byKey.isEmpty() ? List.<PolicyEdit>of() : edits) {
			String key = edit.property();
			if (edit.isOfEntry() && edit.entry() < present.apply(key).size()) {
				Map<String, String> texts = get(key, present.apply(key).get(edit.entry()));
				for (String value : texts.isEmpty() ? List.<String>of() : edit.values()) {
					inherited = inherited.get(key, value).isEmpty() ? inherited.with(key, value, texts) : inherited;
				}
			}
		}
		return inherited;
	}

	void copyTo(CorsPolicyBuilder policy) {
		this.byKey.forEach((key, entries) -> PolicyProperty.of(key)
			.filter(GrantTerms::apply)
			.ifPresent((property) -> entries
				.forEach((entry, texts) -> policy.terms(property, entry, GrantTerms.parse(texts)))));
	}

}
