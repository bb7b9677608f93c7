package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;

/**
 * One policy as declared: immutable and not validated. It is validated when it is
 * compiled into {@link CorsPolicies}.
 *
 * <pre class="code">
 * CorsPolicy.named("api")
 *     .paths("/api/**")
 *     .allowedOrigins("https://app.example.com", "https://*.preview.example.com")
 *     .allowCredentials(true).build();
 * </pre>
 *
 * @since 0.1.0
 */
public final class CorsPolicy {

	/** The name of the policy that an application which needs only one declares. */
	public static final String DEFAULT_NAME = "default";

	/** The methods of a policy that names none. */
	public static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

	/** The max-age of a policy that names none. */
	public static final Duration DEFAULT_MAX_AGE = Duration.ofMinutes(30);

	/** How a request that is not allowed is handled. Preflights are always answered. */
	public enum OnDenied {

		/** Answered with 403 before the application sees it. */
		REJECT,
		/** Served without CORS headers, so that no page can read the response. */
		PASS_THROUGH

	}

	/** Who answers an allowed preflight. */
	public enum Preflight {

		/** The engine. */
		ANSWER,
		/** The application; the headers are set before it runs. */
		PASS_THROUGH

	}

	/** Whether a policy is enforced. */
	public enum Mode {

		/** Answers, allows and refuses. */
		ENFORCE,
		/**
		 * Decides, counts and explains what would be refused; refuses nothing and sends
		 * no CORS header, so that pages work only if something else sends them.
		 */
		REPORT_ONLY,
		/** Leaves its paths alone: no header, no refusal, no report. */
		OFF

	}

	private final String name;

	final Map<PolicyProperty, Object> declared;

	private final Map<PolicyProperty, Object> values;

	final Map<PolicyProperty, Map<String, GrantTerms>> terms;

	CorsPolicy(String name, Map<PolicyProperty, Object> declared, Map<PolicyProperty, Map<String, GrantTerms>> terms) {
		this.name = name;
		this.declared = new EnumMap<>(declared);
		this.values = PolicyProperty.resolve(declared);
		this.terms = terms;
	}

	/**
	 * Return a name without case and dashes, which an environment variable does not have.
	 * @param name a policy's name
	 * @return the same for every name of that policy
	 */
	public static String uniformName(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Starts a policy.
	 * @param name the policy's name
	 * @return a builder with every default and no path and no origin
	 */
	public static CorsPolicyBuilder named(String name) {
		return new CorsPolicyBuilder(name);
	}

	/**
	 * Starts a policy that differs from this one.
	 * @return a builder with everything this policy declares
	 */
	public CorsPolicyBuilder toBuilder() {
		return new CorsPolicyBuilder(this);
	}

	/**
	 * Return the name.
	 * @return the name; those equal but for case and dashes are one policy
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the paths it covers.
	 * @return path patterns, such as {@code /api/**}
	 */
	public List<String> paths() {
		return list(PolicyProperty.PATHS);
	}

	/**
	 * Return the sets of values that it has where it sets none of its own.
	 * @return names of {@link PolicyPreset}s
	 */
	public List<String> preset() {
		return list(PolicyProperty.PRESET);
	}

	/**
	 * Return the origins it allows.
	 * <ul>
	 * <li>{@code https://app.example.com}: exactly this origin</li>
	 * <li>{@code https://*.example.com}: every host below {@code example.com}, at any
	 * depth; not {@code example.com} itself</li>
	 * <li>{@code https://shop-*-acme.vercel.app}: one label; the star stands for one or
	 * more letters, digits and hyphens</li>
	 * <li>{@code http://localhost:*}: every port, the default one included</li>
	 * <li>{@code *} or {@code any}: every origin</li>
	 * <li>{@code null}: opaque origins, which any site can produce</li>
	 * </ul>
	 * Prohibited: {@code https://*} and {@code *://*} (say {@code *}),
	 * {@code https://a.*.example.com}, {@code https://*.0.0.1}, {@code capacitor://*},
	 * port lists. No wildcard matches an IP address, an empty label or {@code null}.
	 * @return exact origins, patterns, {@code *} or {@code any}
	 */
	public List<String> allowedOrigins() {
		return list(PolicyProperty.ALLOWED_ORIGINS);
	}

	/**
	 * Return the origins it allows beside {@link #allowedOrigins()}.
	 * @return more of the same
	 */
	public List<String> allowedOriginPatterns() {
		return list(PolicyProperty.ALLOWED_ORIGIN_PATTERNS);
	}

	/**
	 * Return what decides at run time about origins that are not listed.
	 * @return the name of a lookup, of a bean perhaps; empty if there is none
	 */
	public String originsFrom() {
		return (String) get(PolicyProperty.ORIGINS_FROM);
	}

	/**
	 * Return the methods it allows; {@code HEAD} is allowed wherever {@code GET} is.
	 * @return methods, or {@code *}
	 */
	public List<String> allowedMethods() {
		return list(PolicyProperty.ALLOWED_METHODS);
	}

	/**
	 * Return the request headers it allows; {@code *} stands for whatever is requested
	 * except routing headers, {@code x-foo-*} for whatever of that family is.
	 * @return header names, prefixes, or {@code *}
	 */
	public List<String> allowedHeaders() {
		return list(PolicyProperty.ALLOWED_HEADERS);
	}

	/**
	 * Return the response headers a page may read.
	 * @return header names, or {@code *}
	 */
	public List<String> exposedHeaders() {
		return list(PolicyProperty.EXPOSED_HEADERS);
	}

	/**
	 * Return whether cookies and HTTP authentication may be sent.
	 * @return whether they may
	 */
	public boolean allowCredentials() {
		return (Boolean) get(PolicyProperty.ALLOW_CREDENTIALS);
	}

	/**
	 * Return for how long browsers may cache the answer to a preflight.
	 * @return whole seconds; zero switches the cache off
	 */
	public Duration maxAge() {
		return (Duration) get(PolicyProperty.MAX_AGE);
	}

	/**
	 * Return whether pages of public networks may call a server in a private one.
	 * @return whether they may, where an old browser asks
	 */
	public boolean allowPrivateNetwork() {
		return (Boolean) get(PolicyProperty.ALLOW_PRIVATE_NETWORK);
	}

	/**
	 * Return what happens to a request that is denied.
	 * @return what happens to it
	 */
	public OnDenied onDenied() {
		return (OnDenied) get(PolicyProperty.ON_DENIED);
	}

	/**
	 * Return the status of an allowed preflight.
	 * @return 200 to 299
	 */
	public int preflightStatus() {
		return (Integer) get(PolicyProperty.PREFLIGHT_STATUS);
	}

	/**
	 * Return who answers an allowed preflight.
	 * @return who answers it
	 */
	public Preflight preflight() {
		return (Preflight) get(PolicyProperty.PREFLIGHT);
	}

	/**
	 * Return whether the policy is enforced.
	 * @return the mode
	 */
	public Mode mode() {
		return (Mode) get(PolicyProperty.MODE);
	}

	/**
	 * Return the risks that the policy accepts.
	 * @return codes of risks
	 */
	public List<String> acceptRisks() {
		return list(PolicyProperty.ACCEPT_RISKS);
	}

	/**
	 * Return the value of a property.
	 * @param property the property
	 * @return its value, immutable and of the property's type
	 */
	public Object get(PolicyProperty property) {
		return Objects.requireNonNull(this.values.get(property));
	}

	@SuppressWarnings("unchecked")
	private List<String> list(PolicyProperty property) {
		return (List<String>) get(property);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof CorsPolicy policy && this.name.equals(policy.name)
				&& this.values.equals(policy.values) && this.terms.equals(policy.terms));
	}

	@Override
	public int hashCode() {
		return 31 * this.name.hashCode() + this.values.hashCode();
	}

	/** Return the name and what differs from the defaults. */
	@Override
	public String toString() {
		return Arrays.stream(PolicyProperty.values())
			.filter((property) -> !get(property).equals(property.defaultValue()))
			.map((property) -> ", " + property.key() + " " + get(property))
			.collect(Collectors.joining("", "CorsPolicy '" + this.name + "'", ""));
	}

}
