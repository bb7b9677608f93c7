package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.util.SafeText;

/**
 * Finds keys below {@code cors} that mean nothing. A misspelt key is a policy that is not
 * what its author thinks; a key that resembles none of ours belongs to another component,
 * because many applications call their own properties {@code cors}, too.
 */
final class UnknownPropertyScanner {

	private static final int MOST_KEYS = 20;

	private final boolean failing;

	private final Collection<String> policies;

	private final List<Problem> readings;

	private final SpellingCheck spelling;

	private final NestingCheck nesting;

	private final Map<String, UnknownProperty> mistakes = new LinkedHashMap<>();

	private final Map<String, UnknownProperty> foreign = new LinkedHashMap<>();

	private UnknownPropertyScanner(boolean failing, Collection<String> policies, List<WrittenProperty> written) {
		this.failing = failing;
		this.policies = policies;
		this.readings = ReadingCheck.find(written);
		this.spelling = new SpellingCheck(written);
		this.nesting = new NestingCheck(
				written.stream().filter((property) -> !this.spelling.explains(property.name())).toList());
	}

	/**
	 * Finds them.
	 * @param environment has the properties
	 * @param failing whether a key that resembles none of ours is a problem, too
	 * @param policies the names of the policies below {@code cors.policies}
	 * @return what was found
	 */
	static UnknownPropertyScanner scan(Environment environment, boolean failing, Collection<String> policies) {
		UnknownPropertyScanner keys = new UnknownPropertyScanner(failing, policies, WrittenProperty.of(environment));
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					if (WrittenProperty.isBelowRoot(name) && !keys.nesting.explains(name)
							&& !keys.spelling.explains(name)) {
						keys.read(new UnknownProperty(name, source));
					}
				}
			}
		}
		return keys;
	}

	/** Says, of those that are only worth a warning, what to log. */
	void addWarning(List<String> warnings) {
		if (!this.foreign.isEmpty()) {
			boolean one = this.foreign.size() == 1;
			warnings.add("Unknown " + (one ? "property " : "properties ") + some(this.foreign.keySet())
					+ "; the CORS starter ignores " + (one ? "it" : "them"));
		}
	}

	/**
	 * Return what is wrong.
	 * @return a problem for each key that is wrong
	 */
	List<Problem> problems() {
		List<Problem> problems = new ArrayList<>(this.spelling.problems());
		problems.addAll(this.nesting.problems());
		problems.addAll(this.readings);
		for (UnknownProperty key : this.mistakes.values()) {
			problems.add(key.problem(meant(key)));
		}
		return problems;
	}

	/** Return which keys resemble none of ours. */
	List<Finding> remarks() {
		List<Finding> remarks = new ArrayList<>();
		this.foreign.forEach((name, key) -> remarks
			.add(Finding.of(Severity.WARN, "foreign-key", name, "Unknown property; the CORS starter ignores it.")
				.at(key.place())
				.remedy("give the properties of another component a prefix of its own, or say cors.unknown-keys: fail "
						+ "if there is none")));
		return remarks;
	}

	private static String some(Set<String> keys) {
		String some = keys.stream().limit(MOST_KEYS).map(SafeText::of).collect(Collectors.joining(", "));
		return (keys.size() > MOST_KEYS) ? some + " and " + (keys.size() - MOST_KEYS) + " more" : some;
	}

	private void read(UnknownProperty key) {
		ConfigurationPropertyName meant = meant(key);
		boolean bracketed = key.bracketed() != null;
		if (key.isKnown() && !bracketed && (meant == null || key.isSourceOf(meant))) {
			return;
		}
		if ((meant != null && key.isSourceOf(meant)) || key.isServiceVariable()) {
			return;
		}
		if (bracketed || key.isLikelyTypo() || this.failing) {
			this.mistakes.computeIfAbsent(key.path(), (path) -> key).add(key);
		}
		else {
			this.foreign.putIfAbsent("cors." + key.written(), key);
		}
	}

	private @Nullable ConfigurationPropertyName meant(UnknownProperty key) {
		return (key.isVariable() && key.isPolicy()) ? key.meant(this.policies) : null;
	}

}
