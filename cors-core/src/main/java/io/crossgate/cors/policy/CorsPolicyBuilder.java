package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Declares a {@link CorsPolicy} step by step. Each method replaces what was there.
 *
 * @since 0.1.0
 */
public final class CorsPolicyBuilder {

	private final Map<PolicyProperty, Object> declared = new EnumMap<>(PolicyProperty.class);

	private final Map<PolicyProperty, Map<String, GrantTerms>> terms = new EnumMap<>(PolicyProperty.class);

	private String name;

	CorsPolicyBuilder(String name) {
		this.name = name;
	}

	CorsPolicyBuilder(CorsPolicy policy) {
		this.name = policy.name();
		policy.terms.forEach((property, entries) -> this.terms.put(property, new LinkedHashMap<>(entries)));
		this.declared.putAll(policy.declared);
	}

	/**
	 * Sets the name.
	 * @param name the policy's name
	 * @return this builder
	 */
	public CorsPolicyBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Sets a property.
	 * @param property the property
	 * @param value a value of the property's type
	 * @return this builder
	 * @throws IllegalArgumentException if the value is of another type
	 */
	public CorsPolicyBuilder set(PolicyProperty property, Object value) {
		this.declared.put(property, property.checked(value));
		return this;
	}

	/**
	 * Sets the paths.
	 * @param paths path patterns, within the application
	 * @return this builder
	 */
	public CorsPolicyBuilder paths(String... paths) {
		return paths(List.of(paths));
	}

	/**
	 * Sets the paths.
	 * @param paths path patterns, within the application
	 * @return this builder
	 */
	public CorsPolicyBuilder paths(List<String> paths) {
		return set(PolicyProperty.PATHS, paths);
	}

	/**
	 * Sets the presets, whose values hold where this builder sets none, before or after.
	 * @param presets names of {@link PolicyPreset}s
	 * @return this builder
	 */
	public CorsPolicyBuilder preset(String... presets) {
		return preset(List.of(presets));
	}

	/**
	 * Sets the presets, whose values hold where this builder sets none, before or after.
	 * @param presets names of {@link PolicyPreset}s
	 * @return this builder
	 */
	public CorsPolicyBuilder preset(List<String> presets) {
		return set(PolicyProperty.PRESET, presets);
	}

	/**
	 * Sets the origins.
	 * @param origins exact origins, patterns, {@code *} or {@code any}
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedOrigins(String... origins) {
		return allowedOrigins(List.of(origins));
	}

	/**
	 * Sets the origins.
	 * @param origins exact origins, patterns, {@code *} or {@code any}
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedOrigins(List<String> origins) {
		return set(PolicyProperty.ALLOWED_ORIGINS, origins);
	}

	/**
	 * Adds to the allowed origins, under the name that Spring uses for patterns.
	 * @param patterns more origins
	 * @return this
	 */
	public CorsPolicyBuilder allowedOriginPatterns(String... patterns) {
		return allowedOriginPatterns(List.of(patterns));
	}

	/**
	 * Sets the origin patterns that are added to the origins.
	 * @param patterns exact origins or patterns
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedOriginPatterns(List<String> patterns) {
		return set(PolicyProperty.ALLOWED_ORIGIN_PATTERNS, patterns);
	}

	/**
	 * Sets what decides at run time about the origins that are not listed.
	 * @param lookup its name; empty if only what is listed is allowed
	 * @return this builder
	 */
	public CorsPolicyBuilder originsFrom(String lookup) {
		return set(PolicyProperty.ORIGINS_FROM, lookup);
	}

	/**
	 * Sets the methods.
	 * @param methods methods, or {@code *}
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedMethods(String... methods) {
		return allowedMethods(List.of(methods));
	}

	/**
	 * Sets the methods.
	 * @param methods methods, or {@code *}
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedMethods(List<String> methods) {
		return set(PolicyProperty.ALLOWED_METHODS, methods);
	}

	/**
	 * Sets the request headers.
	 * @param names header names, or {@code *}
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedHeaders(String... names) {
		return allowedHeaders(List.of(names));
	}

	/**
	 * Sets the request headers.
	 * @param names header names, or {@code *}
	 * @return this builder
	 */
	public CorsPolicyBuilder allowedHeaders(List<String> names) {
		return set(PolicyProperty.ALLOWED_HEADERS, names);
	}

	/**
	 * Sets the response headers a page may read.
	 * @param names header names, or {@code *}
	 * @return this builder
	 */
	public CorsPolicyBuilder exposedHeaders(String... names) {
		return exposedHeaders(List.of(names));
	}

	/**
	 * Sets the response headers a page may read.
	 * @param names header names, or {@code *}
	 * @return this builder
	 */
	public CorsPolicyBuilder exposedHeaders(List<String> names) {
		return set(PolicyProperty.EXPOSED_HEADERS, names);
	}

	/**
	 * Sets whether cookies and HTTP authentication may be sent.
	 * @param allowCredentials whether they may
	 * @return this builder
	 */
	public CorsPolicyBuilder allowCredentials(boolean allowCredentials) {
		return set(PolicyProperty.ALLOW_CREDENTIALS, allowCredentials);
	}

	/**
	 * Sets how long browsers may keep a preflight's answer.
	 * @param maxAge a duration of whole seconds
	 * @return this builder
	 */
	public CorsPolicyBuilder maxAge(Duration maxAge) {
		return set(PolicyProperty.MAX_AGE, maxAge);
	}

	/**
	 * Sets whether pages of public networks may call a private one.
	 * @param allowPrivateNetwork whether they may
	 * @return this builder
	 */
	public CorsPolicyBuilder allowPrivateNetwork(boolean allowPrivateNetwork) {
		return set(PolicyProperty.ALLOW_PRIVATE_NETWORK, allowPrivateNetwork);
	}

	/**
	 * Sets how a request that is not allowed is handled.
	 * @param onDenied how it is handled
	 * @return this builder
	 */
	public CorsPolicyBuilder onDenied(CorsPolicy.OnDenied onDenied) {
		return set(PolicyProperty.ON_DENIED, onDenied);
	}

	/**
	 * Sets the status of an allowed preflight.
	 * @param status 200 to 299
	 * @return this builder
	 */
	public CorsPolicyBuilder preflightStatus(int status) {
		return set(PolicyProperty.PREFLIGHT_STATUS, status);
	}

	/**
	 * Sets who answers an allowed preflight.
	 * @param preflight who answers
	 * @return this builder
	 */
	public CorsPolicyBuilder preflight(CorsPolicy.Preflight preflight) {
		return set(PolicyProperty.PREFLIGHT, preflight);
	}

	/**
	 * Sets whether the policy is enforced.
	 * @param mode the mode
	 * @return this builder
	 */
	public CorsPolicyBuilder mode(CorsPolicy.Mode mode) {
		return set(PolicyProperty.MODE, mode);
	}

	/**
	 * Sets the risks this policy knowingly accepts.
	 * @param codes codes of risks
	 * @return this builder
	 */
	public CorsPolicyBuilder acceptRisks(List<String> codes) {
		return set(PolicyProperty.ACCEPT_RISKS, codes);
	}

	/**
	 * Sets the risks this policy knowingly accepts.
	 * @param codes codes of risks
	 * @return this builder
	 */
	public CorsPolicyBuilder acceptRisks(String... codes) {
		return acceptRisks(List.of(codes));
	}

	/**
	 * Says on which terms an entry of a list is there, such as until when a partner's
	 * origin is allowed or a risk accepted.
	 * @param property the list: origins, patterns or accepted risks
	 * @param entry the entry, which the list has, or will have when the policy is built
	 * @param terms its terms; they decide nothing about a request
	 * @return this builder
	 * @throws IllegalArgumentException if entries of the property have no terms
	 */
	public CorsPolicyBuilder terms(PolicyProperty property, String entry, GrantTerms terms) {
		if (!GrantTerms.apply(property)) {
			throw new IllegalArgumentException(property.key() + " takes no terms");
		}
		this.terms.computeIfAbsent(property, (key) -> new LinkedHashMap<>()).put(entry, terms);
		return this;
	}

	/**
	 * Finishes the policy.
	 * @return the policy as declared
	 */
	public CorsPolicy build() {
		return new CorsPolicy(this.name, this.declared,
				this.terms.isEmpty() ? Map.of() : GrantTerms.ofListed(this.terms, this.declared));
	}

}
