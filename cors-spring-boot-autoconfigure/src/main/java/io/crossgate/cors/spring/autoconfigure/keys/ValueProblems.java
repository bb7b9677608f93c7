package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Binds properties and collects the values that are not of their property's type: all of
 * them, where the binder stops at the first. What reads the properties here is the binder
 * itself, so nothing is a problem that it accepts.
 */
final class ValueProblems extends AbstractBindHandler {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("cors");

	private static final String POLICIES = "policies.";

	/** Every number of so many digits is an int. */
	private static final int MAX_DIGITS = 9;

	private final Environment environment;

	private final List<Problem> problems = new ArrayList<>();

	ValueProblems(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Binds what is below {@code cors}. A property that has a problem keeps its default.
	 * @param target takes the values
	 */
	void bind(Object target) {
		Binder.get(this.environment).bind(ROOT, Bindable.ofInstance(target), this);
	}

	/**
	 * Return the problems of the values that were bound.
	 * @return a problem for each value
	 */
	List<Problem> problems() {
		return List.copyOf(this.problems);
	}

	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		// Boot takes a number for the position of a constant.
		if (result instanceof Enum<?> && property != null && property.getName().equals(name) && isNumber(property)) {
			add(name, property);
		}
		return result;
	}

	private boolean isNumber(ConfigurationProperty property) {
		String text = text(property).strip();
		return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		if (error instanceof UnboundConfigurationPropertiesException unbound) {
			addUnread(name, unbound.getUnboundProperties());
			return null;
		}
		PropertyType type = ROOT.isAncestorOf(name) ? PropertyType.of(Key.of(name).name) : null;
		if (error instanceof NullPointerException && type != null && type.type() == PolicyProperty.Type.LIST) {
			// So the binder fails over null in a list of JSON, wherever it stands there.
			this.problems.add(new Problem(ProblemCode.BLANK_VALUE, Key.of(name).policy, Key.of(name).name, null,
					"An entry of the list is null; remove it."));
			return null;
		}
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property == null) {
			// What is bound below a scalar leaves no trace of it.
			property = new PropertyLookup(this.environment).find(name);
		}
		if (name.equals(ROOT) && error instanceof ConverterNotFoundException) {
			String text = (property != null) ? text(property) : "";
			if (!text.isBlank()) {
				add(new Key(CorsPolicy.DEFAULT_NAME, "", ""), text,
						"A mapping of keys stands below cors; a colon and a blank stand between a key and its value.",
						null);
			}
			// Nothing stands below a bare key, which Boot's own handler ignores, too.
			return null;
		}
		if (property == null || !ROOT.isAncestorOf(name)) {
			throw error;
		}
		if (!BindAdvisor.isServiceVariable(name, property)) {
			add(name, property);
		}
		return null;
	}

	private void add(ConfigurationPropertyName name, ConfigurationProperty property) {
		String text = text(property);
		Key key = Key.of(name);
		PropertyType type = PropertyType.of(key.name);
		if (type == null && isKeyOfPolicy(key.name)) {
			// A policy without a name is a mistake of its keys.
			return;
		}
		if (String.valueOf(property.getValue()).isBlank() && type != null) {
			// Empty text is a mistake wherever it is, also where the binder accepts it.
			return;
		}
		if (type == null && text.contains("].")) {
			// A blank has cut the name, which is said of the name.
			return;
		}
		if (type == null) {
			List<String> below = PropertyKeys.below(key.name);
			add(key, text, below.isEmpty() ? "A policy is a mapping of its keys, such as paths and allowed-origins."
					: "It takes no value; below it stand " + String.join(", ", below) + ".", null);
			return;
		}
		String correction = type.correct(text);
		add(key, text, type.description(), correction);
	}

	private static boolean isKeyOfPolicy(String name) {
		return name.startsWith(POLICIES) && PropertyKeys.ofPolicy(name.substring(POLICIES.length()), true) != null;
	}

	/**
	 * Without quotes, a colon and a blank make a mapping of an entry, and a second dash
	 * makes a list. The binder has read nothing behind the first of them, nor behind an
	 * entry that is missing.
	 */
	private void addUnread(ConfigurationPropertyName name, Set<ConfigurationProperty> properties) {
		Map<Integer, List<String>> nested = new TreeMap<>();
		Map<Integer, ConfigurationProperty> plain = new TreeMap<>();
		boolean lists = true;
		int own = name.getNumberOfElements();
		for (ConfigurationProperty property : properties) {
			ConfigurationPropertyName entry = property.getName();
			if (entry.getNumberOfElements() == own + 1 && entry.isNumericIndex(own)) {
				plain.put(index(entry, own), property);
			}
			else if (entry.isNumericIndex(own)) {
				boolean list = entry.isNumericIndex(own + 1);
				lists &= list;
				nested.computeIfAbsent(index(entry, own), (index) -> new ArrayList<>())
					.add(list ? text(property) : entry.subName(own + 1) + ": " + text(property));
			}
		}
		if (nested.isEmpty() && !plain.isEmpty()) {
			addGap(name, List.copyOf(plain.values()));
			return;
		}
		Key list = Key.of(name);
		List<String> corrected = (lists || list.name.startsWith("allowed-origin")) ? entries(name, nested) : List.of();
		String message = lists ? "A list stands where one entry is expected; write all entries on one level."
				: "A colon and a blank make a mapping; an entry is one string, in quotes or without the blank.";
		nested.forEach((index,
				texts) -> this.problems.add(new Problem(ProblemCode.MALFORMED_VALUE, list.policy,
						list.name + "[" + index + "]", String.join(", ", texts), message,
						corrected.isEmpty() ? List.of() : List.of(PolicyEdit.set(list.name, corrected)))));
	}

	private static int index(ConfigurationPropertyName entry, int element) {
		String digits = entry.getElement(element, Form.ORIGINAL);
		return (digits.length() > MAX_DIGITS) ? Integer.MAX_VALUE : Integer.parseInt(digits);
	}

	/** Lists of different sources are never merged. */
	private void addGap(ConfigurationPropertyName name, List<ConfigurationProperty> unread) {
		ConfigurationProperty first = unread.get(0);
		List<String> entries = new ArrayList<>();
		ConfigurationPropertySource source = first.getSource();
		ConfigurationProperty entry = (source != null) ? source.getConfigurationProperty(name.append("[0]")) : null;
		while (source != null && entry != null) {
			entries.add(text(entry));
			entry = source.getConfigurationProperty(name.append("[" + entries.size() + "]"));
		}
		int missing = entries.size();
		unread.forEach((property) -> entries.add(text(property)));
		PropertyLookup lookup = new PropertyLookup(this.environment);
		boolean elsewhere = missing == 0 && (lookup.find(name) != null || lookup.find(name.append("[0]")) != null);
		Key list = Key.of(name);
		this.problems
			.add(new Problem(ProblemCode.MALFORMED_VALUE, list.policy,
					list.name + "[" + first.getName().getLastElement(Form.ORIGINAL) + "]", text(first),
					"Entries are numbered from 0 without gaps, in each file and in the environment by itself; ["
							+ missing + "] is missing here.",
					elsewhere ? List.of() : List.of(PolicyEdit.set(list.name, entries))));
	}

	/** Return the whole list, in which hosts with a port are origins. */
	private List<String> entries(ConfigurationPropertyName name, Map<Integer, List<String>> nested) {
		PropertyLookup lookup = new PropertyLookup(this.environment);
		List<String> entries = new ArrayList<>();
		for (int i = 0;; i++) {
			ConfigurationProperty entry = lookup.find(name.append("[" + i + "]"));
			if (entry != null) {
				entries.add(text(entry));
			}
			else if (nested.containsKey(i)) {
				nested.get(i).forEach((text) -> entries.add(entry(text)));
			}
			else {
				return entries;
			}
		}
	}

	/** Return what is meant by an entry that has become a key and its value. */
	private static String entry(String mapping) {
		int colon = mapping.indexOf(": ");
		String value = (colon < 0) ? mapping : mapping.substring(colon + 2);
		if (colon < 0 || value.indexOf("://") > 0) {
			return value;
		}
		return (value.startsWith("//") ? "" : "http://") + mapping.substring(0, colon + 1) + value;
	}

	private void add(Key key, String value, String message, @Nullable String correction) {
		this.problems.add(new Problem(ProblemCode.MALFORMED_VALUE, key.policy, key.name + key.index, value, message,
				(correction != null) ? List.of(PolicyEdit.set(key.name, correction)) : List.of()));
	}

	private String text(ConfigurationProperty property) {
		return this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
	}

	/**
	 * A property's name, taken apart.
	 *
	 * @param policy the policy
	 * @param name the key in kebab case
	 * @param index the index of an entry in brackets, or empty
	 */
	private record Key(String policy, String name, String index) {

		static Key of(ConfigurationPropertyName name) {
			boolean named = name.getElement(1, Form.UNIFORM).equals("policies") && name.getNumberOfElements() > 2;
			int from = (named && name.getNumberOfElements() > 3) ? 3 : named ? 2 : 1;
			int to = name.getNumberOfElements();
			String index = "";
			if (name.isLastElementIndexed() && name.isNumericIndex(to - 1)) {
				index = "[" + name.getLastElement(Form.ORIGINAL) + "]";
				to--;
			}
			StringBuilder key = new StringBuilder();
			for (int i = from; i < to; i++) {
				key.append(key.isEmpty() ? "" : ".").append(name.getElement(i, Form.DASHED));
			}
			return new Key((from == 3) ? name.getElement(2, Form.ORIGINAL) : CorsPolicy.DEFAULT_NAME,
					((from == 2) ? POLICIES : "") + key, index);
		}

	}

}
