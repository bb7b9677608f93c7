package io.crossgate.cors.spring.reload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.crossgate.cors.util.SafeText;

/**
 * The properties that are read once, when the application starts: filters, loggers and
 * watchers are made of them. Knows what they were then, so that a later change does not
 * pass without a word.
 */
final class StartupProperties {

	private static final List<String> KEYS = List.of("cors.enabled", "cors.filter-order", "cors.authoritative",
			"cors.conflicts", "cors.explain.log", "cors.explain.browser", "cors.lookup.timeout",
			"cors.lookup.cache-ttl", "cors.lookup.negative-cache-ttl", "cors.lookup.max-entries",
			"cors.lookup.max-concurrent", "cors.reload.enabled", "cors.reload.watch");

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private final boolean reloadEnabled;

	private final Map<String, String> started;

	private Map<String, String> known;

	/**
	 * Takes note of the properties as they are.
	 * @param environment has the properties
	 */
	StartupProperties(Environment environment) {
		this.started = read(environment);
		this.known = this.started;
		this.reloadEnabled = isTrue(environment, "cors.reload.enabled");
	}

	/**
	 * Return whether policies may change after the start.
	 * @return what {@code cors.reload.enabled} was at the start
	 */
	boolean isReloadEnabled() {
		return this.reloadEnabled;
	}

	/**
	 * Logs what has changed since this was called last.
	 * @param environment has the properties
	 */
	synchronized void reportChanges(Environment environment) {
		Map<String, String> current = read(environment);
		for (String key : KEYS) {
			String value = current.getOrDefault(key, "");
			boolean changed = !value.equals(this.known.getOrDefault(key, ""));
			if (changed && !value.equals(this.started.getOrDefault(key, ""))) {
				logger
					.warn("CORS " + key + " is " + (value.isEmpty() ? "not set any more" : "now " + SafeText.of(value))
							+ "; that takes effect at the next start");
			}
		}
		this.known = current;
	}

	private static Map<String, String> read(Environment environment) {
		Map<String, String> values = new LinkedHashMap<>();
		Binder binder = Binder.get(environment);
		for (String key : KEYS) {
			BindResult<String> value = binder.bind(key, String.class);
			if (value.isBound()) {
				values.put(key, value.get());
			}
		}
		return values;
	}

	private static boolean isTrue(Environment environment, String key) {
		try {
			return Binder.get(environment).bind(key, Boolean.class).orElse(true);
		}
		catch (BindException ex) {
			// Reported with all other values that are none.
			return true;
		}
	}

}
