package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.check.Finding.Place;

/**
 * A key as its source has it, and what may have been meant.
 */
final class UnknownProperty {

	private static final String POLICIES = "policies";

	private final ConfigurationPropertySource source;

	private final ConfigurationPropertyName name;

	private final boolean named;

	private final String written;

	private final @Nullable String correction;

	private final List<String> values = new ArrayList<>();

	UnknownProperty(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		this.source = source;
		this.name = name;
		this.named = isPolicy() && name.getNumberOfElements() > 3;
		String key = join(this.named ? 3 : 1);
		String first = (key.indexOf('.') > 0) ? key.substring(0, key.indexOf('.')) : key;
		boolean policies = !this.named && !isPolicy() && POLICIES.equals(PropertyKeys.correct(first, false));
		this.written = policies ? first : key;
		this.correction = policies ? POLICIES : PropertyKeys.correct(key, this.named);
	}

	/** An environment variable has dots where a file has dashes. */
	private String join(int from) {
		StringBuilder joined = new StringBuilder();
		for (int i = from; i < this.name.getNumberOfElements() && !this.name.isNumericIndex(i); i++) {
			joined.append(joined.isEmpty() ? "" : ".").append(this.name.getElement(i, Form.ORIGINAL));
		}
		return joined.toString();
	}

	/** Return where the key ends, and the index of an entry begins. */
	private int keyEnd() {
		int end = isPolicy() ? 3 : 1;
		while (end < this.name.getNumberOfElements() && !this.name.isNumericIndex(end)) {
			end++;
		}
		return end;
	}

	private boolean isBracketed() {
		return (this.named || !isPolicy())
				&& this.name.chop(keyEnd()).subName(this.named ? 3 : 1).toString().indexOf('[') >= 0;
	}

	/** Return whether the key stands at or below {@code cors.policies}. */
	boolean isPolicy() {
		return this.name.getElement(1, Form.UNIFORM).equals(POLICIES);
	}

	boolean isVariable() {
		return this.source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	/** Return whether Kubernetes has set it. */
	boolean isServiceVariable() {
		return isVariable() && PropertyKeys.isKubernetesServiceVariable(join(1));
	}

	/** Return whether the key means something. */
	boolean isKnown() {
		return PropertyKeys.contains(this.written, this.named, isVariable()) || (isPolicy() && !this.named);
	}

	/**
	 * Return the property that a key means whose words stand in brackets, as they do not
	 * for the binder: there, dashes and capitals count. {@code null} if the binder reads
	 * it.
	 */
	@Nullable ConfigurationPropertyName bracketed() {
		int from = this.named ? 3 : 1;
		String key = (isBracketed() && !isVariable()) ? PropertyKeys.exact(this.written, this.named) : null;
		ConfigurationPropertyName meant = (key != null)
				? this.name.chop(from).append(ConfigurationPropertyName.adapt(key, '.')) : null;
		return (meant != null && !isSourceOf(meant)) ? meant : null;
	}

	/**
	 * Return whether the key is a likely typo rather than a property of another
	 * component.
	 */
	boolean isLikelyTypo() {
		return this.named || this.correction != null || above() != null || !siblings().isEmpty();
	}

	/** Return what the key that this one stands below takes: no other keys. */
	private @Nullable PropertyType above() {
		int dot = this.written.indexOf('.');
		return (dot > 0 && !isVariable()) ? PropertyType.of(this.written.substring(0, dot)) : null;
	}

	/**
	 * Return the keys that could stand in the place of this one, below a word of ours.
	 */
	private List<String> siblings() {
		int dot = this.written.indexOf('.');
		return (dot > 0 && !isVariable()) ? PropertyKeys.below(this.written.substring(0, dot)) : List.of();
	}

	String written() {
		return this.written;
	}

	/** Return where it is. */
	Place place() {
		ConfigurationProperty property = this.source.getConfigurationProperty(this.name);
		return (property != null) ? ConfigurationFormat.place(property) : Place.ofText(null);
	}

	/** The same key on another line, or in another source. */
	String path() {
		return policy() + "." + this.written;
	}

	private String policy() {
		return this.named ? this.name.getElement(2, Form.ORIGINAL) : CorsPolicy.DEFAULT_NAME;
	}

	/** Adds what stands under another name of the same key, unless it is overridden. */
	void add(UnknownProperty other) {
		ConfigurationProperty property = this.source.getConfigurationProperty(other.name);
		if (!POLICIES.equals(this.correction) && other.source.equals(this.source) && property != null
				&& property.getValue() != null && other.join(1).equals(join(1))) {
			this.values.add(property.getValue().toString());
		}
	}

	/**
	 * Return the property that a variable means whose underscores may stand for dashes,
	 * or {@code null} if there is none.
	 * @param policies the names of the policies
	 */
	@Nullable ConfigurationPropertyName meant(Collection<String> policies) {
		String uniform = PropertyKeys.uniform(join(2), true);
		for (String policy : policies) {
			for (String key : PropertyKeys.ofPolicy()) {
				if (uniform.equals(PropertyKeys.uniform(policy, true) + PropertyKeys.uniform(key, true))) {
					return PropertyLookup.policy(policy).append(key);
				}
			}
		}
		return null;
	}

	/** Return whether the binder reads a property from this very variable. */
	boolean isSourceOf(ConfigurationPropertyName property) {
		int entry = keyEnd();
		ConfigurationProperty found = this.source.getConfigurationProperty(
				(entry < this.name.getNumberOfElements()) ? property.append(this.name.subName(entry)) : property);
		ConfigurationProperty own = this.source.getConfigurationProperty(this.name);
		return found != null && own != null
				&& String.valueOf(found.getOrigin()).equals(String.valueOf(own.getOrigin()));
	}

	/**
	 * Return the problem with this key.
	 * @param meant what a variable means that the binder does not read, if that is known
	 */
	Problem problem(@Nullable ConfigurationPropertyName meant) {
		String value = this.values.isEmpty() ? null : String.join(", ", this.values);
		if (meant != null && meant.toString().indexOf('[') >= 0) {
			return problem(value, "No variable reaches a policy whose name has other characters than letters, digits "
					+ "and dashes. Set " + meant + " in a file or in SPRING_APPLICATION_JSON.", List.of());
		}
		if (meant != null) {
			String own = this.name.subName(1).toString();
			return new Problem(ProblemCode.UNKNOWN_KEY, CorsPolicy.DEFAULT_NAME, own, value,
					"A variable has no dashes: " + meant + " is " + ConfigurationFormat.variable(meant.toString())
							+ ". Rename it.",
					(value != null && !own.endsWith("]"))
							? List.of(PolicyEdit.set(meant.subName(1).toString(), value), PolicyEdit.remove(own))
							: List.of());
		}
		ConfigurationPropertyName bracketed = bracketed();
		if (bracketed != null) {
			return problem(value, "In brackets, dashes and capitals count, so it is not read. Write " + bracketed + ".",
					(value != null) ? renamed(bracketed.subName(this.named ? 3 : 1).toString()) : List.of());
		}
		PropertyType above = above();
		if (above != null && above.type() == PolicyProperty.Type.LIST) {
			return problem(value, "A mapping stands where a list is expected: write one entry a line, each behind a "
					+ "dash, in quotes.", List.of());
		}
		if (this.correction == null) {
			List<String> known = this.named ? PropertyKeys.ofPolicy() : siblings();
			return problem(value,
					(above != null) ? "A mapping stands where one value is expected. " + above.description()
							: known.isEmpty() ? "Unknown property." : "Unknown property; those "
									+ (this.named ? "of a policy" : "here") + " are " + String.join(", ", known) + ".",
					List.of());
		}
		return problem(value, "Unknown property. Did you mean " + this.correction + "?",
				(value != null) ? renamed(this.correction) : List.of());
	}

	private Problem problem(@Nullable String value, String message, List<PolicyEdit> edits) {
		return new Problem(ProblemCode.UNKNOWN_KEY, policy(), this.written, value, message, edits);
	}

	private List<PolicyEdit> renamed(String key) {
		PropertyType type = PropertyType.of(key);
		boolean list = type != null && type.type() == PolicyProperty.Type.LIST;
		List<String> texts = new ArrayList<>();
		for (String value : this.values) {
			texts.addAll(list ? Arrays.asList(StringUtils.commaDelimitedListToStringArray(value)) : List.of(value));
		}
		return List.of(PolicyEdit.set(key, texts.stream().map(String::strip).toList()),
				PolicyEdit.remove(isBracketed() ? this.name.chop(keyEnd()).toString() : this.written));
	}

}
