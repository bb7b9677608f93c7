package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties below {@code cors.candidate}, seen as if they stood right below
 * {@code cors} and nothing else did: binding, checks of keys and places of problems are
 * those of the policies in force. Everything outside {@code cors} is what it is, so that
 * placeholders mean the same.
 */
final class CandidateProperties extends AbstractEnvironment {

	private static final String ROOT = "cors.";

	private static final String PREFIX = "cors.candidate.";

	private static final String VARIABLE_ROOT = "CORS_";

	private static final String VARIABLE_PREFIX = "CORS_CANDIDATE_";

	/** Boot attaches it, and finds the others through it. */
	private static final String ATTACHED = "configurationProperties";

	CandidateProperties(Environment environment) {
		MutablePropertySources sources = getPropertySources();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (!source.getName().equals(ATTACHED)) {
					sources.addLast(seen(source));
				}
			}
		}
	}

	private PropertySource<?> seen(PropertySource<?> source) {
		if (source instanceof SystemEnvironmentPropertySource variables && PropertyProblems.isOfVariables(source)) {
			Map<String, Object> seen = new LinkedHashMap<>();
			variables.getSource().forEach((name, value) -> {
				String upper = name.toUpperCase(Locale.ROOT);
				if (upper.startsWith(VARIABLE_PREFIX)) {
					seen.put(VARIABLE_ROOT + name.substring(VARIABLE_PREFIX.length()), value);
				}
				else if (!upper.startsWith(VARIABLE_ROOT)) {
					seen.put(name, value);
				}
			});
			return new SystemEnvironmentPropertySource(source.getName(), seen);
		}
		Set<String> names = new LinkedHashSet<>();
		if (source instanceof EnumerablePropertySource<?> enumerable) {
			for (String name : enumerable.getPropertyNames()) {
				if (name.startsWith(PREFIX)) {
					names.add(ROOT + name.substring(PREFIX.length()));
				}
			}
		}
		return new Seen(source, names);
	}

	/**
	 * A source without the policies in force.
	 */
	private static final class Seen extends EnumerablePropertySource<PropertySource<?>>
			implements OriginLookup<String> {

		private final Set<String> names;

		Seen(PropertySource<?> source, Set<String> names) {
			super(source.getName(), source);
			this.names = names;
		}

		private static String name(String seen) {
			return seen.startsWith(ROOT) ? PREFIX + seen.substring(ROOT.length()) : seen;
		}

		@Override
		public String[] getPropertyNames() {
			return this.names.toArray(String[]::new);
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return getSource().getProperty(name(name));
		}

		@Override
		public @Nullable Origin getOrigin(String name) {
			return OriginLookup.getOrigin(getSource(), name(name));
		}

	}

}
