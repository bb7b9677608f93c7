package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.util.EnumNames;

/**
 * What a key takes: the type of its values and, of a choice, the words.
 *
 * @param type the type
 * @param words the words of a choice; otherwise none
 */
record PropertyType(PolicyProperty.Type type, List<String> words) {

	/** Of the keys that are no policy's. */
	private static final Map<String, PropertyType> OF_ROOT = Map.ofEntries(
			Map.entry("enabled", plain(PolicyProperty.Type.FLAG)),
			Map.entry("authoritative", plain(PolicyProperty.Type.FLAG)),
			Map.entry("filter-order", plain(PolicyProperty.Type.NUMBER)),
			Map.entry("same-origins", plain(PolicyProperty.Type.LIST)),
			Map.entry("conflicts", choice("warn", "fail", "ignore")), Map.entry("expired", choice("warn", "fail")),
			Map.entry("unknown-keys", choice("warn", "fail")), Map.entry("explain.log", choice("denied", "off")),
			Map.entry("explain.browser", choice("auto", "on", "off")),
			Map.entry("lookup.timeout", plain(PolicyProperty.Type.DURATION)),
			Map.entry("lookup.cache-ttl", plain(PolicyProperty.Type.DURATION)),
			Map.entry("lookup.negative-cache-ttl", plain(PolicyProperty.Type.DURATION)),
			Map.entry("lookup.max-entries", plain(PolicyProperty.Type.NUMBER)),
			Map.entry("lookup.max-concurrent", plain(PolicyProperty.Type.NUMBER)),
			Map.entry("reload.enabled", plain(PolicyProperty.Type.FLAG)),
			Map.entry("protection.mode", choice("off", "report-only", "enforce")),
			Map.entry("protection.trusted-origins", plain(PolicyProperty.Type.LIST)),
			Map.entry("protection.exempt-paths", plain(PolicyProperty.Type.LIST)),
			Map.entry("protection.accept-risks", plain(PolicyProperty.Type.LIST)));

	private static PropertyType plain(PolicyProperty.Type type) {
		return new PropertyType(type, List.of());
	}

	private static PropertyType choice(String... words) {
		return new PropertyType(PolicyProperty.Type.CHOICE, List.of(words));
	}

	/** Return the type of a key, or {@code null} if there is no such key. */
	static @Nullable PropertyType of(String key) {
		PropertyType ofRoot = OF_ROOT.get(key);
		return (ofRoot != null) ? ofRoot : PolicyProperty.of(key).map(PropertyType::of).orElse(null);
	}

	private static PropertyType of(PolicyProperty property) {
		if (property.type() != PolicyProperty.Type.CHOICE) {
			return new PropertyType(property.type(), List.of());
		}
		Enum<?>[] constants = ((Enum<?>) property.defaultValue()).getDeclaringClass().getEnumConstants();
		return new PropertyType(PolicyProperty.Type.CHOICE,
				Arrays.stream(constants).map(EnumNames::kebabCase).toList());
	}

	/** Say what the key takes. */
	String description() {
		return switch (this.type) {
			case TEXT -> "It takes one word.";
			case FLAG -> "It takes true or false.";
			case NUMBER -> "It takes a whole number.";
			case DURATION ->
				"It takes a duration in one unit, such as 30m, 2h or 90s; a number without a unit is " + "seconds.";
			case CHOICE -> "It takes one of the words " + String.join(", ", this.words) + ".";
			case LIST -> "It takes a list of words, or one line with commas between them.";
		};
	}

	/** Return the value that was meant, or {@code null} if that is not clear. */
	@Nullable String correct(String written) {
		return switch (this.type) {
			case FLAG -> ValueCorrector.flag(written);
			case NUMBER -> ValueCorrector.number(written);
			case DURATION -> ValueCorrector.duration(written);
			case CHOICE -> ValueCorrector.choice(written, this.words);
			case TEXT, LIST -> null;
		};
	}

}
