package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * Does what a report says, and nothing else: replaces what it says to replace, removes
 * what it says to remove, and writes what is meant where it gives an example.
 */
final class Repair {

	private static final String EXAMPLE = "an example";

	private static final List<String> EXAMPLES = List.of("allowed-origins", "paths", "allowed-methods");

	private final Intent intent;

	private Written written;

	private Repair(Written written, Intent intent) {
		this.written = written;
		this.intent = intent;
	}

	static Written apply(Written written, Advice advice, Intent intent) {
		Repair repair = new Repair(written, intent);
		advice.removed().forEach(repair::remove);
		advice.sections().forEach(repair::put);
		return repair.written;
	}

	private void remove(String name) {
		Map<String, String> variables = new LinkedHashMap<>(this.written.variables());
		boolean found = variables.remove(name) != null;
		List<String> arguments = new ArrayList<>(this.written.arguments());
		found |= arguments.removeIf((argument) -> argument.split("=", 2)[0].equals(name));
		for (Map.Entry<String, String> file : this.written.files().entrySet()) {
			Map<String, Object> values = FlatText.read(file.getKey(), file.getValue());
			if (values.keySet().removeIf((key) -> isBelow(name, key))) {
				found = true;
				this.written = this.written.withFile(file.getKey(), FlatText.write(file.getKey(), values));
			}
		}
		String json = variables.get(Written.JSON);
		if (json != null) {
			Map<String, Object> values = FlatText.read(Written.YAML, json);
			found |= values.keySet().removeIf((key) -> isBelow(name, key));
			variables.put(Written.JSON, FlatText.write(Written.JSON, values));
		}
		if (!found) {
			throw new IllegalStateException("There is no " + name + " to remove");
		}
		this.written = this.written.withVariables(variables).withArguments(arguments);
	}

	private static boolean isBelow(String name, String key) {
		ConfigurationPropertyName removed = ConfigurationPropertyName.adapt(name, '.');
		ConfigurationPropertyName candidate = ConfigurationPropertyName.adapt(key, '.');
		return removed.equals(candidate) || removed.isAncestorOf(candidate);
	}

	private void put(Advice.Section section) {
		String place = section.place().replaceFirst(" \\(document #\\d+\\)$", "");
		if (place.equals("the environment")) {
			Map<String, String> variables = new LinkedHashMap<>(this.written.variables());
			assignments(section.text()).forEach(variables::put);
			this.written = this.written.withVariables(variables);
		}
		else if (place.equals("the arguments")) {
			List<String> arguments = new ArrayList<>(this.written.arguments());
			assignments(section.text()).forEach((name, value) -> {
				arguments.removeIf((argument) -> argument.split("=", 2)[0].equals(name));
				arguments.add(name + "=" + value);
			});
			this.written = this.written.withArguments(arguments);
		}
		else if (place.equals("environment variable " + Written.JSON)) {
			Map<String, String> variables = new LinkedHashMap<>(this.written.variables());
			variables.compute(Written.JSON, (name, json) -> merged(name, String.valueOf(json), section));
			this.written = this.written.withVariables(variables);
		}
		else if (this.written.files().containsKey(place)) {
			this.written = this.written.withFile(place, merged(place, this.written.files().get(place), section));
		}
		else {
			throw new IllegalStateException("What is " + section.place() + "?");
		}
	}

	private String merged(String place, String text, Advice.Section section) {
		Map<String, Object> values = FlatText.read(place, text);
		values.keySet().removeIf((key) -> section.replaced().stream().anyMatch((policy) -> isOf(policy, key)));
		Map<String, Object> added = FlatText.read(place, section.text());
		for (String key : examples(place, section.text(), added.keySet())) {
			String whole = key.replaceFirst("\\[\\d+]$", "");
			added.keySet().removeIf((other) -> other.equals(whole) || other.startsWith(whole + "["));
			added.put(whole, meant(whole));
		}
		values.putAll(added);
		return FlatText.write(place, values);
	}

	/** Return whether a key stands in the section of a policy. */
	private static boolean isOf(String policy, String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		int size = name.getNumberOfElements();
		if (size < 2 || !name.getElement(0, Form.UNIFORM).equals("cors")) {
			return false;
		}
		if (policy.equals(CorsPolicy.DEFAULT_NAME)) {
			String first = name.getElement(1, Form.UNIFORM);
			boolean known = Arrays.stream(PolicyProperty.values())
				.anyMatch((property) -> CorsPolicy.uniformName(property.key()).equals(first));
			return known || name.isNumericIndex(1) || (size == 2 && !first.equals("policies"));
		}
		return size > 2 && name.getElement(1, Form.UNIFORM).equals("policies")
				&& CorsPolicy.uniformName(name.getElement(2, Form.ORIGINAL)).equals(CorsPolicy.uniformName(policy));
	}

	/** Return the names that are marked as examples. */
	private static Set<String> examples(String place, String text, Set<String> names) {
		Set<String> examples = new TreeSet<>();
		List<String> lines = text.lines().toList();
		String policy = "";
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			if (line.startsWith("    ") && line.charAt(4) > '#' && line.endsWith(":")) {
				policy = line.strip().replaceAll("[\":\\[\\]]", "");
			}
			if (line.contains("# " + EXAMPLE)) {
				String key = lines.get(i + 1).strip().split("[:=]", 2)[0].replaceFirst("\\[\\d+]$", "");
				boolean below = line.startsWith("      ");
				String whole = place.endsWith(".properties") ? key
						: below ? "cors.policies." + policy + "." + key : "cors." + key;
				names.stream()
					.filter((name) -> name.replaceFirst("\\[\\d+]$", "")
						.replaceAll("[\\[\\]]", "")
						.replace("policies.", "policies.")
						.equals(whole) || name.equals(whole) || name.startsWith(whole + "["))
					.forEach(examples::add);
			}
		}
		return examples;
	}

	/** Return variables or arguments, what is meant in place of examples. */
	private Map<String, String> assignments(String text) {
		Map<String, String> assignments = new LinkedHashMap<>();
		boolean example = false;
		for (String line : text.lines().toList()) {
			if (line.startsWith("#")) {
				example = line.contains(EXAMPLE);
				continue;
			}
			String[] parts = FlatText.unquoted(line).split("=", 2);
			assignments.put(parts[0], example ? meant(parts[0]) : parts[1]);
			example = false;
		}
		return assignments;
	}

	private String meant(String name) {
		String uniform = CorsPolicy.uniformName(name.replace('_', '.').replace(".", ""));
		String key = EXAMPLES.stream()
			.filter((candidate) -> uniform.endsWith(CorsPolicy.uniformName(candidate)))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("An example of " + name));
		String policy = this.intent.grants()
			.stream()
			.map(Intent.Grant::policy)
			.filter((candidate) -> uniform.contains("policies" + CorsPolicy.uniformName(candidate)))
			.findFirst()
			.orElse(CorsPolicy.DEFAULT_NAME);
		return String.join(",", this.intent.values(policy, key));
	}

}
