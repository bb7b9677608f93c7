package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.crossgate.cors.util.EnumNames;

/**
 * The properties of a {@link CorsPolicy}, one row each: the key, the type and the default
 * value. Whatever treats properties alike (binding, key checks, start-up report,
 * endpoint, fingerprint, suggestions, the writers of YAML and Java) loops over these
 * rows.
 *
 * <pre class="code">
 * PolicyProperty.MAX_AGE.key();             // max-age
 * PolicyProperty.MAX_AGE.defaultValue();    // PT30M
 * policy.get(PolicyProperty.MAX_AGE);       // the value of one policy
 * policy.toBuilder().set(PolicyProperty.MAX_AGE, Duration.ofHours(1)).build();
 * </pre>
 *
 * @since 0.1.0
 */
public enum PolicyProperty {

	/** Path patterns. */
	PATHS(Type.LIST, List.of()),
	/** Named sets of values, for properties that the policy does not set. */
	PRESET(Type.LIST, List.of()),
	/** Exact origins, patterns, {@code *} or {@code any}. */
	ALLOWED_ORIGINS(Type.LIST, List.of()),
	/** More origins and patterns. */
	ALLOWED_ORIGIN_PATTERNS(Type.LIST, List.of()),
	/** The name of what decides about other origins at run time. */
	ORIGINS_FROM(Type.TEXT, ""),
	/** Methods, or {@code *}. */
	ALLOWED_METHODS(Type.LIST, CorsPolicy.DEFAULT_METHODS),
	/** Request header names, or {@code *}. */
	ALLOWED_HEADERS(Type.LIST, List.of("*")),
	/** Response header names, or {@code *}. */
	EXPOSED_HEADERS(Type.LIST, List.of()),
	/** Whether cookies and HTTP authentication may be sent. */
	ALLOW_CREDENTIALS(Type.FLAG, false),
	/** For how long browsers may cache the answer to a preflight. */
	MAX_AGE(Type.DURATION, CorsPolicy.DEFAULT_MAX_AGE),
	/** Whether pages of public networks may call a server in a private one. */
	ALLOW_PRIVATE_NETWORK(Type.FLAG, false),
	/** What happens to a request that is denied. */
	ON_DENIED(Type.CHOICE, CorsPolicy.OnDenied.REJECT),
	/** The status of an allowed preflight. */
	PREFLIGHT_STATUS(Type.NUMBER, 204),
	/** Who answers an allowed preflight. */
	PREFLIGHT(Type.CHOICE, CorsPolicy.Preflight.ANSWER),
	/** Whether the policy is enforced. */
	MODE(Type.CHOICE, CorsPolicy.Mode.ENFORCE),
	/** Codes of the risks that the policy accepts. */
	ACCEPT_RISKS(Type.LIST, List.of());

	/**
	 * The types of values.
	 */
	public enum Type {

		/** A {@code String}. */
		TEXT(String.class),
		/** A {@code List<String>} without {@code null}. */
		LIST(List.class),
		/** A {@code Boolean}. */
		FLAG(Boolean.class),
		/** An {@code Integer}. */
		NUMBER(Integer.class),
		/** A {@code Duration} of whole seconds. */
		DURATION(Duration.class),
		/** A constant of an enumeration. */
		CHOICE(Enum.class);

		private final Class<?> javaType;

		Type(Class<?> javaType) {
			this.javaType = javaType;
		}

	}

	private final String key = EnumNames.kebabCase(this);

	private final Type type;

	// A value, of which all types are immutable.
	@SuppressWarnings("ImmutableEnumChecker")
	private final Object defaultValue;

	PolicyProperty(Type type, Object defaultValue) {
		this.type = type;
		this.defaultValue = defaultValue;
	}

	/** Return the value of every property of a policy that sets some. */
	static Map<PolicyProperty, Object> resolve(Map<PolicyProperty, Object> declared) {
		List<String> presets = new ArrayList<>();
		if (declared.get(PRESET) instanceof List<?> keys) {
			for (Object key : keys) {
				presets.add(key.toString());
			}
		}
		Map<PolicyProperty, Object> values = new EnumMap<>(PolicyProperty.class);
		for (PolicyProperty property : values()) {
			Object value = declared.get(property);
			if (value == null) {
				value = presets.isEmpty() ? property.defaultValue() : PolicyPreset.inherited(presets, property);
			}
			values.put(property, value);
		}
		return values;
	}

	/**
	 * Return the property with a key.
	 * @param key a key in kebab case, such as {@code allowed-origins}
	 * @return the property, or empty if no policy has it
	 */
	public static Optional<PolicyProperty> of(String key) {
		for (PolicyProperty property : values()) {
			if (property.key.equals(key)) {
				return Optional.of(property);
			}
		}
		return Optional.empty();
	}

	/**
	 * Return the key below a policy.
	 * @return the key in kebab case, such as {@code allowed-origins}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Return the type of the values.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * Return the value of a policy that does not set the property.
	 * @return the default value
	 */
	public Object defaultValue() {
		return this.defaultValue;
	}

	/**
	 * Return a value as it is written in configuration.
	 * @param value a value of the property's type
	 * @return its text, or the entries of a list
	 */
	public List<String> format(Object value) {
		Object checked = checked(value);
		if (checked instanceof List<?> list) {
			return list.stream().map(String::valueOf).toList();
		}
		if (checked instanceof Duration duration) {
			return List.of(DurationText.of(duration));
		}
		return List.of((checked instanceof Enum<?> choice) ? EnumNames.kebabCase(choice) : checked.toString());
	}

	/**
	 * Return what a text in configuration means.
	 * @param texts the text, or the entries of a list
	 * @return a value of the property's type
	 * @throws IllegalArgumentException if the text means nothing
	 */
	public Object parse(List<String> texts) {
		if (this.type == Type.LIST) {
			return List.copyOf(texts);
		}
		String text = (texts.size() == 1) ? texts.get(0).strip() : "";
		return switch (this.type) {
			case TEXT -> text;
			case DURATION -> DurationText.parse(text);
			case NUMBER -> Integer.parseInt(text);
			case FLAG -> choose(text, List.of(true, false));
			default -> choose(text, List.of(this.defaultValue.getClass().getEnumConstants()));
		};
	}

	private Object choose(String text, List<?> values) {
		for (Object value : values) {
			if (CorsPolicy.uniformName(format(value).get(0)).equals(CorsPolicy.uniformName(text))) {
				return value;
			}
		}
		throw new IllegalArgumentException(this.key + " takes no '" + text + "'");
	}

	/** Return the value as policies hold it: of the right type and immutable. */
	Object checked(Object value) {
		boolean valid = this.type.javaType.isInstance(value) && (this.type != Type.CHOICE
				|| ((Enum<?>) value).getDeclaringClass() == ((Enum<?>) this.defaultValue).getDeclaringClass());
		if (!valid) {
			throw new IllegalArgumentException(
					this.key + " takes a " + this.type + ", not " + value.getClass().getName());
		}
		return (value instanceof List<?> list) ? List.copyOf(list) : value;
	}

}
