package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.util.SafeText;

/**
 * Finds keys below {@code cors} that mean nothing. A misspelt key is a policy that is not
 * what its author thinks; a key that resembles none of ours is somebody else's, because
 * many applications call their own properties {@code cors}, too.
 */
final class UnknownKeys {

	private static final Log logger = LogFactory.getLog(UnknownKeys.class);

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("cors");

	private static final int MOST_KEYS = 20;

	private final CorsProperties properties;

	private final Map<String, UnknownKey> mistakes = new LinkedHashMap<>();

	private final Set<String> foreign = new LinkedHashSet<>();

	private UnknownKeys(CorsProperties properties) {
		this.properties = properties;
	}

	static List<Problem> find(Environment environment, CorsProperties properties) {
		UnknownKeys keys = new UnknownKeys(properties);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					if (ROOT.isAncestorOf(name)) {
						keys.read(new UnknownKey(name, source));
					}
				}
			}
		}
		if (!keys.foreign.isEmpty()) {
			logger
				.warn("CORS does not know " + some(keys.foreign) + "; unless another component does, it means nothing");
		}
		List<Problem> problems = new ArrayList<>();
		for (UnknownKey key : keys.mistakes.values()) {
			problems.add(key.problem(keys.meant(key)));
		}
		return problems;
	}

	private static String some(Set<String> keys) {
		String some = keys.stream().limit(MOST_KEYS).map(SafeText::of).collect(Collectors.joining(", "));
		return (keys.size() > MOST_KEYS) ? some + " and " + (keys.size() - MOST_KEYS) + " more" : some;
	}

	private void read(UnknownKey key) {
		if (key.isKnown()) {
			return;
		}
		ConfigurationPropertyName meant = meant(key);
		if ((meant != null && key.isSourceOf(meant)) || (key.isVariable() && KnownKeys.isInjected(key.written()))) {
			return;
		}
		if (key.isOurs() || this.properties.getUnknownKeys() == CorsProperties.UnknownKeysAction.FAIL) {
			this.mistakes.computeIfAbsent(key.path(), (path) -> key).add(key);
		}
		else {
			this.foreign.add("cors." + key.written());
		}
	}

	private @Nullable ConfigurationPropertyName meant(UnknownKey key) {
		return (key.isVariable() && key.isPolicy()) ? key.meant(PropertiesPolicies.names(this.properties)) : null;
	}

}
