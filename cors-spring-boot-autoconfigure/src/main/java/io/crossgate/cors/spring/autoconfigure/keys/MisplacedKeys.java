package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;

/**
 * Finds keys in files that were meant for {@code cors} and stand elsewhere: right at the
 * root, because {@code cors:} has lost its indentation, or where other products have
 * theirs. They may belong to something else, so they are only named.
 */
final class MisplacedKeys {

	private static final List<String> ELSEWHERE = List.of("spring.cors.", "spring.web.cors.", "spring.mvc.cors.",
			"spring.webflux.cors.", "server.cors.", "quarkus.http.cors.", "micronaut.server.cors.");

	private static final List<String> AT_ROOT = List.of("allowedorigins", "allowedoriginpatterns", "allowedmethods",
			"allowedheaders", "exposedheaders", "allowcredentials");

	private MisplacedKeys() {
	}

	/**
	 * Return what to say of each group of keys.
	 * @param environment has the properties
	 * @param root whether keys at the root are looked for
	 */
	static List<Finding> find(Environment environment, boolean root) {
		Map<String, Finding> found = new LinkedHashMap<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof EnumerablePropertySource<?> names) {
					for (String name : names.getPropertyNames()) {
						find(names, name, root, found);
					}
				}
			}
		}
		return List.copyOf(found.values());
	}

	private static void find(EnumerablePropertySource<?> source, String name, boolean root,
			Map<String, Finding> found) {
		String key = (name.indexOf('[') > 0) ? name.substring(0, name.indexOf('[')) : name;
		if (root && AT_ROOT.contains(CorsPolicy.uniformName(key))) {
			add(source, name, key, key, "It has no effect: it stands beside cors, not below it.", found);
		}
		String lower = name.toLowerCase(Locale.ROOT);
		for (String prefix : ELSEWHERE) {
			if (lower.startsWith(prefix)) {
				add(source, name, prefix, name, "It has no effect: the properties of this starter stand below cors.",
						found);
			}
		}
	}

	private static void add(EnumerablePropertySource<?> source, String name, String group, String key, String message,
			Map<String, Finding> found) {
		Origin origin = OriginLookup.getOrigin(source, name);
		if (origin instanceof TextResourceOrigin) {
			Place place = ConfigurationFormat
				.place(new ConfigurationProperty(ConfigurationPropertyName.of("cors"), name, origin));
			found.putIfAbsent(group,
					Finding.of(Severity.WARN, "misplaced-key", key, message).at(place).remedy("move it below cors"));
		}
	}

}
