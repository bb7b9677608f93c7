package io.crossgate.cors.spring.mistakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;

/**
 * The notations as whole names and their values, read by Boot itself.
 */
final class FlatText {

	private FlatText() {
	}

	static Map<String, Object> read(String place, String text) {
		if (text.isBlank() || text.equals("{}")) {
			return new LinkedHashMap<>();
		}
		ByteArrayResource resource = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
		try {
			List<PropertySource<?>> sources = isProperties(place)
					? new PropertiesPropertySourceLoader().load(place, resource)
					: new YamlPropertySourceLoader().load(place, resource);
			Map<String, Object> values = new LinkedHashMap<>();
			for (PropertySource<?> source : sources) {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					values.put(name, source.getProperty(name));
				}
			}
			return values;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String write(String place, Map<String, Object> values) {
		if (isProperties(place)) {
			return values.entrySet()
				.stream()
				.map((entry) -> escaped(entry.getKey()).replace(":", "\\:").replace("=", "\\=").replace(" ", "\\ ")
						+ "=" + escaped(String.valueOf(entry.getValue())) + "\n")
				.collect(Collectors.joining());
		}
		if (place.equals(Written.JSON)) {
			return values.entrySet()
				.stream()
				.map((entry) -> quoted(entry.getKey()) + ":"
						+ ((entry.getValue() instanceof String text) ? quoted(text) : entry.getValue()))
				.collect(Collectors.joining(",", "{", "}"));
		}
		return values.isEmpty() ? "" : new Yaml().dump(values);
	}

	private static boolean isProperties(String place) {
		return place.endsWith(".properties");
	}

	private static String escaped(String text) {
		String escaped = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
		return escaped.startsWith(" ") ? "\\" + escaped : escaped;
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t").replace("\n", "\\n") + '"';
	}

	/** Return what a shell makes of a word. */
	static String unquoted(String word) {
		StringBuilder text = new StringBuilder();
		boolean quoted = false;
		boolean escapes = false;
		for (int i = 0; i < word.length(); i++) {
			char c = word.charAt(i);
			if (c == '$' && !quoted && word.startsWith("$'", i)) {
				escapes = true;
				quoted = true;
				i++;
			}
			else if (c == '\'') {
				quoted = !quoted;
				escapes &= quoted;
			}
			else if (c == '\\' && escapes && word.charAt(i + 1) == 'U') {
				text.appendCodePoint(Integer.parseInt(word.substring(i + 2, i + 10), 16));
				i += 9;
			}
			else if (c == '\\' && (escapes || !quoted)) {
				text.append(word.charAt(++i));
			}
			else {
				text.append(c);
			}
		}
		return text.toString();
	}

}
