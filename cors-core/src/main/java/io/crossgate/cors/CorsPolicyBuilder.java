package io.crossgate.cors;

import java.time.Duration;
import java.util.List;

/**
 * Declares a {@link CorsPolicy} step by step. Each method replaces what was there.
 *
 * @since 0.1.0
 */
public final class CorsPolicyBuilder {

	private final String name;

	private List<String> paths = List.of();

	private List<String> allowedOrigins = List.of();

	private List<String> allowedOriginPatterns = List.of();

	private List<String> allowedMethods = CorsPolicy.DEFAULT_METHODS;

	private List<String> allowedHeaders = List.of("*");

	private List<String> exposedHeaders = List.of();

	private boolean allowCredentials;

	private Duration maxAge = CorsPolicy.DEFAULT_MAX_AGE;

	private boolean allowPrivateNetwork;

	private CorsPolicy.OnDenied onDenied = CorsPolicy.OnDenied.REJECT;

	private int preflightStatus = 204;

	private CorsPolicy.Preflight preflight = CorsPolicy.Preflight.ANSWER;

	private CorsPolicy.Mode mode = CorsPolicy.Mode.ENFORCE;

	private List<String> acceptRisks = List.of();

	CorsPolicyBuilder(String name) {
		this.name = name;
	}

	CorsPolicyBuilder(CorsPolicy policy) {
		this.name = policy.name();
		this.paths = policy.paths();
		this.allowedOrigins = policy.allowedOrigins();
		this.allowedOriginPatterns = policy.allowedOriginPatterns();
		this.allowedMethods = policy.allowedMethods();
		this.allowedHeaders = policy.allowedHeaders();
		this.exposedHeaders = policy.exposedHeaders();
		this.allowCredentials = policy.allowCredentials();
		this.maxAge = policy.maxAge();
		this.allowPrivateNetwork = policy.allowPrivateNetwork();
		this.onDenied = policy.onDenied();
		this.preflightStatus = policy.preflightStatus();
		this.preflight = policy.preflight();
		this.mode = policy.mode();
		this.acceptRisks = policy.acceptRisks();
	}

	/**
	 * Sets the paths.
	 * @param paths path patterns
	 * @return this builder
	 */
	public CorsPolicyBuilder paths(String... paths) {
		return paths(List.of(paths));
	}

	/**
	 * Sets the paths.
	 * @param paths path patterns
	 * @return this builder
	 */
	public CorsPolicyBuilder paths(List<String> paths) {
		this.paths = List.copyOf(paths);
		return this;
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
		this.allowedOrigins = List.copyOf(origins);
		return this;
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
		this.allowedOriginPatterns = List.copyOf(patterns);
		return this;
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
		this.allowedMethods = List.copyOf(methods);
		return this;
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
		this.allowedHeaders = List.copyOf(names);
		return this;
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
		this.exposedHeaders = List.copyOf(names);
		return this;
	}

	/**
	 * Sets whether cookies and HTTP authentication may be sent.
	 * @param allowCredentials whether they may
	 * @return this builder
	 */
	public CorsPolicyBuilder allowCredentials(boolean allowCredentials) {
		this.allowCredentials = allowCredentials;
		return this;
	}

	/**
	 * Sets how long browsers may keep a preflight's answer.
	 * @param maxAge a duration of whole seconds
	 * @return this builder
	 */
	public CorsPolicyBuilder maxAge(Duration maxAge) {
		this.maxAge = maxAge;
		return this;
	}

	/**
	 * Sets whether pages of public networks may call a private one.
	 * @param allowPrivateNetwork whether they may
	 * @return this builder
	 */
	public CorsPolicyBuilder allowPrivateNetwork(boolean allowPrivateNetwork) {
		this.allowPrivateNetwork = allowPrivateNetwork;
		return this;
	}

	/**
	 * Sets what becomes of a request that is not allowed.
	 * @param onDenied what becomes of it
	 * @return this builder
	 */
	public CorsPolicyBuilder onDenied(CorsPolicy.OnDenied onDenied) {
		this.onDenied = onDenied;
		return this;
	}

	/**
	 * Sets the status of an allowed preflight.
	 * @param status 200 to 299
	 * @return this builder
	 */
	public CorsPolicyBuilder preflightStatus(int status) {
		this.preflightStatus = status;
		return this;
	}

	/**
	 * Sets who answers an allowed preflight.
	 * @param preflight who answers
	 * @return this builder
	 */
	public CorsPolicyBuilder preflight(CorsPolicy.Preflight preflight) {
		this.preflight = preflight;
		return this;
	}

	/**
	 * Sets whether the policy is enforced.
	 * @param mode the mode
	 * @return this builder
	 */
	public CorsPolicyBuilder mode(CorsPolicy.Mode mode) {
		this.mode = mode;
		return this;
	}

	/**
	 * Sets the risks this policy knowingly accepts.
	 * @param codes codes of risks
	 * @return this builder
	 */
	public CorsPolicyBuilder acceptRisks(List<String> codes) {
		this.acceptRisks = List.copyOf(codes);
		return this;
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
	 * Finishes the policy.
	 * @return the policy as declared
	 */
	public CorsPolicy build() {
		return new CorsPolicy(this.name, this.paths, this.allowedOrigins, this.allowedOriginPatterns,
				this.allowedMethods, this.allowedHeaders, this.exposedHeaders, this.allowCredentials, this.maxAge,
				this.allowPrivateNetwork, this.onDenied, this.preflightStatus, this.preflight, this.mode,
				this.acceptRisks);
	}

}
