package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.TextResourceOrigin;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.grants.GrantEntry;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * Finds values that are not what they look like: words without quotes that YAML 1.1 reads
 * as something else ({@code NO} is false, {@code 1.10} is 1.1, {@code 010} is 8 and
 * {@code 1:30} is 90), and empty text, which the binder takes for the default.
 */
final class ReadingCheck {

	private static final List<String> ENTRY_KEYS = List.of("value", "until", "owner", "reason");

	private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

	private static final Pattern FLAG = Pattern.compile("yes|no|on|off|true|false", Pattern.CASE_INSENSITIVE);

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9a-fA-Fx_:]*");

	private ReadingCheck() {
	}

	static List<Problem> find(List<WrittenProperty> properties) {
		List<Problem> problems = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		SourceText texts = new SourceText();
		for (WrittenProperty property : properties) {
			Problem ofEntry = checkEntry(property);
			if (ofEntry != null) {
				problems.add(ofEntry);
			}
			Problem ofName = checkName(property, texts);
			if (ofName != null && seen.add("name " + ofName.policy())) {
				problems.add(ofName);
			}
			Blank blank = Blank.of(property);
			if (seen.add(blank.policy() + " " + blank.key()) && property.value().isBlank()
					&& blank.isMistake(property, texts)) {
				problems.add(blank.problem(property));
			}
			Problem ofList = blank.checkList(property, seen);
			if (ofList != null) {
				problems.add(ofList);
			}
			Object value = property.raw();
			if (value instanceof Boolean || value instanceof Number) {
				Problem problem = check(property, value.toString(), texts);
				if (problem != null) {
					problems.add(problem);
				}
			}
		}
		return problems;
	}

	/** Looks at the keys of an entry that is a mapping. */
	private static @Nullable Problem checkEntry(WrittenProperty property) {
		ConfigurationPropertyName name = property.name();
		int size = name.getNumberOfElements();
		boolean named = name.getElement(1, Form.UNIFORM).equals("policies");
		int list = named ? 3 : 1;
		String key = (size == list + 3 && name.isNumericIndex(list + 1))
				? PropertyKeys.ofPolicy(name.getElement(list, Form.ORIGINAL), property.isVariable()) : null;
		if (key == null || !PolicyProperty.of(key).map(GrantTerms::apply).orElse(false)) {
			return null;
		}
		String written = name.getElement(list + 2, Form.ORIGINAL);
		String policy = named ? name.getElement(2, Form.ORIGINAL) : CorsPolicy.DEFAULT_NAME;
		String place = key + "[" + name.getElement(list + 1, Form.ORIGINAL) + "]." + written;
		if (!ENTRY_KEYS.contains(CorsPolicy.uniformName(written))) {
			String meant = SpellingSuggester.nearest(written, ENTRY_KEYS).orElse(null);
			boolean entry = property.source().getConfigurationProperty(name.getParent().append("value")) != null;
			// Without a value, a blank behind a colon has made a mapping of an origin, of
			// which the binder complains.
			return (meant != null || entry) ? new Problem(ProblemCode.UNKNOWN_KEY, policy, place, property.value(),
					"Unknown property of an entry. " + ((meant != null) ? "Did you mean " + meant + "?"
							: "Those are " + String.join(", ", ENTRY_KEYS) + "."))
					: null;
		}
		boolean date = CorsPolicy.uniformName(written).equals("until");
		return (date && GrantEntry.date(property.value()) == null) ? new Problem(ProblemCode.MALFORMED_VALUE, policy,
				place, property.value(), "It takes the last day, as a date such as 2027-01-31.") : null;
	}

	/** Looks at a policy whose name may have been a word that YAML reads as another. */
	private static @Nullable Problem checkName(WrittenProperty property, SourceText texts) {
		List<String> parts = property.parts();
		boolean policy = parts.size() == 3 && CorsPolicy.uniformName(parts.get(0)).equals("policies");
		// The loader puts a key that is no text in brackets.
		if (!policy || !parts.get(1).startsWith("[") || !parts.get(1).endsWith("]")) {
			return null;
		}
		String name = parts.get(1).substring(1, parts.get(1).length() - 1);
		boolean flag = name.equals("true") || name.equals("false");
		String written = (flag || DIGITS.matcher(name).matches()) ? texts.above(property.origin()) : null;
		if (written == null || written.equals(name) || !(flag ? FLAG : NUMBER).matcher(written).matches()) {
			return null;
		}
		return new Problem(ProblemCode.MISREAD_VALUE, name, "name", written, "Without quotes, YAML reads it as " + name
				+ ", and so the policy is called; write \"" + written + "\".");
	}

	private static @Nullable Problem check(WrittenProperty property, String read, SourceText texts) {
		List<String> parts = property.parts();
		boolean policy = parts.size() > 2 && CorsPolicy.uniformName(parts.get(0)).equals("policies");
		String key = PropertyKeys.ofPolicy(parts.get(parts.size() - 1), false);
		PropertyType type = (key != null) ? PropertyType.of(key) : null;
		if (key == null || type == null || type.type() == PolicyProperty.Type.FLAG
				|| type.type() == PolicyProperty.Type.CHOICE
				|| !(property.origin() instanceof TextResourceOrigin origin)) {
			return null;
		}
		String rest = texts.at(origin);
		String word = (rest != null) ? SourceText.word(rest) : read;
		if (word.isEmpty() || word.equals(read)) {
			return null;
		}
		String index = property.isEntry() ? property.text().substring(property.text().lastIndexOf('[')) : "";
		return new Problem(ProblemCode.MISREAD_VALUE, policy ? parts.get(1) : CorsPolicy.DEFAULT_NAME, key + index,
				word, "Without quotes, YAML reads it as " + read + ((type.type() == PolicyProperty.Type.LIST)
						? "; write \"" + word + "\"." : "; write what is meant, with its unit."));
	}

	/**
	 * A property as a place of a value that may be empty.
	 *
	 * @param policy the policy
	 * @param key the key, as its source has it
	 */
	private record Blank(String policy, String key) {

		private static final String ORIGINS = "allowed-origin";

		static Blank of(WrittenProperty property) {
			ConfigurationPropertyName name = property.name();
			int size = name.getNumberOfElements();
			while (size > 2 && name.isNumericIndex(size - 1)) {
				size--;
			}
			boolean named = size > 3 && name.getElement(1, Form.UNIFORM).equals("policies");
			StringBuilder key = new StringBuilder();
			for (int i = named ? 3 : 1; i < size; i++) {
				key.append(key.isEmpty() ? "" : ".").append(name.getElement(i, Form.UNIFORM));
			}
			return new Blank(named ? name.getElement(2, Form.UNIFORM) : CorsPolicy.DEFAULT_NAME,
					PropertyKeys.uniform(key.toString(), property.isVariable()));
		}

		/**
		 * Other lists may be empty; whether the default policy has origins is asked
		 * elsewhere.
		 */
		boolean isMistake(WrittenProperty property, SourceText texts) {
			String known = known();
			PropertyType type = (known != null) ? PropertyType.of(known) : null;
			if (known == null || type == null || property.isEntry()) {
				return false;
			}
			return (type.type() != PolicyProperty.Type.LIST) || (known.startsWith(ORIGINS)
					&& !this.policy.equals(CorsPolicy.DEFAULT_NAME) && !texts.isList(property.origin()));
		}

		/** The binder looks for one value under the name alone, and reads no entry. */
		@Nullable Problem checkList(WrittenProperty property, Set<String> seen) {
			ConfigurationPropertyName name = property.name();
			String known = name.isNumericIndex(name.getNumberOfElements() - 1) ? known() : null;
			PropertyType type = (known != null) ? PropertyType.of(known) : null;
			if (known == null || type == null || type.type() == PolicyProperty.Type.LIST
					|| !seen.add("[] " + this.policy + " " + this.key)) {
				return null;
			}
			boolean alone = property.source().getConfigurationProperty(name.getParent().append("[1]")) == null;
			String corrected = type.correct(property.value());
			return new Problem(ProblemCode.MALFORMED_VALUE, policy(property), known + "[0]", property.value(),
					"A list stands where one value is expected, so it is not read. " + type.description(),
					alone ? List.of(PolicyEdit.set(known, (corrected != null) ? corrected : property.value()))
							: List.of());
		}

		private String policy(WrittenProperty property) {
			return this.policy.equals(CorsPolicy.DEFAULT_NAME) ? this.policy
					: property.name().getElement(2, Form.ORIGINAL);
		}

		private @Nullable String known() {
			List<String> keys = PropertyKeys.of(this.policy);
			return keys.stream()
				.filter((candidate) -> PropertyKeys.uniform(candidate, true).equals(this.key.replace(".", "")))
				.findFirst()
				.orElse(null);
		}

		Problem problem(WrittenProperty property) {
			String known = String.valueOf(known());
			String name = policy(property);
			return known.startsWith(ORIGINS)
					? new Problem(ProblemCode.BLANK_VALUE, name, known, property.value(),
							"It is set, but to nothing. Name the origins, or leave the key out.", List.of(
									PolicyEdit
										.set(known,
												"https://" + (known.equals("allowed-origins") ? "app" : "*")
														+ ".example.com")
										.asExample()))
					: new Problem(ProblemCode.BLANK_VALUE, name, known, property.value(),
							"It is set, but to nothing, and another place that sets it has no effect. Write a value, "
									+ "or leave the key out.",
							List.of(PolicyEdit.remove(known)));
		}

	}

}
