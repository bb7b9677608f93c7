package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;

/**
 * Checks top-level policy properties that have no effect because there is no default
 * policy.
 */
final class DefaultPolicyCheck {

	private static final ConfigurationPropertyName ROOT = PropertyLookup.policy(CorsPolicy.DEFAULT_NAME);

	private static final List<String> ORIGINS = List.of("allowed-origins", "allowed-origin-patterns");

	private static final String LOOKUP = "origins-from";

	private final Environment environment;

	private final SourceText texts = new SourceText();

	private final PropertyLookup lookup;

	DefaultPolicyCheck(Environment environment) {
		this.environment = environment;
		this.lookup = new PropertyLookup(environment);
	}

	/** Return which keys have no effect where there is no default policy. */
	List<Finding> remarks() {
		List<Finding> remarks = new ArrayList<>();
		addVain(remarks);
		ORIGINS.forEach((key) -> addHidden(key, remarks));
		boolean named = this.lookup.below(ROOT.append("policies")) != null;
		remarks.addAll(MisplacedKeys.find(this.environment, !named));
		return remarks;
	}

	private void addVain(List<Finding> remarks) {
		List<String> vain = new ArrayList<>();
		Place place = Place.ofText(null);
		for (String key : PropertyKeys.ofPolicy()) {
			ConfigurationProperty property = find(key);
			if (property != null && !key.equals("mode") && !this.lookup.text(property).isBlank()) {
				vain.add("cors." + key);
				place = place.text().isEmpty() ? ConfigurationFormat.place(property) : place;
			}
		}
		if (!vain.isEmpty()) {
			remarks.add(Finding.of(Severity.WARN, "no-default-policy", String.join(", ", vain), ((vain.size() == 1)
					? "It has" : "They have")
					+ " no effect: neither cors.allowed-origins nor cors.origins-from is given, so there is no default "
					+ "policy, and named policies do not inherit.")
				.at(place)
				.remedy("write them below the policies they are for, or name the default policy's origins"));
		}
	}

	/**
	 * Checks a default policy that does not exist.
	 * @return what stands where origins are expected, and is none
	 */
	List<Problem> problems() {
		List<Problem> problems = new ArrayList<>();
		for (String key : ORIGINS) {
			ConfigurationProperty property = find(key);
			if (property != null && isMistake(property)) {
				problems.add(new Problem(ProblemCode.BLANK_VALUE, CorsPolicy.DEFAULT_NAME, key,
						String.valueOf(property.getValue()),
						"It is set, but to nothing, so that no policy comes of it. Name the origins, or leave the key "
								+ "out.",
						List.of(PolicyEdit
							.set(key, "https://" + (key.equals("allowed-origins") ? "app" : "*") + ".example.com")
							.asExample())));
			}
		}
		ConfigurationProperty bean = find(LOOKUP);
		if (bean != null && isMistake(bean)) {
			problems.add(new Problem(ProblemCode.BLANK_VALUE, CorsPolicy.DEFAULT_NAME, LOOKUP,
					String.valueOf(bean.getValue()),
					"It is set, but to nothing, so that no policy comes of it. Name the bean, or leave the key out.",
					List.of(PolicyEdit.remove(LOOKUP))));
		}
		return problems;
	}

	/** An empty list takes the place of the one that a source below it has. */
	private void addHidden(String key, List<Finding> remarks) {
		ConfigurationProperty empty = find(key);
		if (empty == null || !this.lookup.text(empty).isBlank()) {
			return;
		}
		for (WrittenSection section : WrittenSection.of(CorsPolicy.DEFAULT_NAME, this.environment)) {
			List<String> values = section.section().values(key);
			if (values.stream().anyMatch((value) -> !value.isBlank())) {
				remarks.add(Finding
					.of(Severity.WARN, "hidden-origins", "cors." + key,
							"The empty list takes the place of " + String.join(", ", values) + " (" + section.where()
									+ "), so that there is no default policy.")
					.at(ConfigurationFormat.place(empty))
					.remedy("leave the key out"));
				return;
			}
		}
	}

	private @Nullable ConfigurationProperty find(String key) {
		ConfigurationProperty property = this.lookup.find(ROOT, key);
		return (property != null) ? property : this.lookup.find(ROOT, key + "[0]");
	}

	/**
	 * An empty list is deliberate; empty text was left unset by mistake, wherever it is.
	 */
	private boolean isMistake(ConfigurationProperty property) {
		return this.lookup.text(property).isBlank() && !isList(property);
	}

	private boolean isList(ConfigurationProperty property) {
		return property.getValue() instanceof Collection<?> || this.texts.isList(ConfigurationFormat.origin(property));
	}

}
