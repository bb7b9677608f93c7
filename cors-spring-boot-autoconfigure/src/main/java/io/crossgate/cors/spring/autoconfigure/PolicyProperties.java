package io.crossgate.cors.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationUnit;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.spring.autoconfigure.grants.GrantEntry;

/**
 * The wire format of one policy.
 *
 * @since 0.1.0
 */
public class PolicyProperties {

	/**
	 * Paths the policy covers within the application, such as /api/**. The most specific
	 * path wins.
	 */
	private List<String> paths;

	/**
	 * Named sets of values, for the properties that the policy does not set itself.
	 */
	private List<String> preset = new ArrayList<>();

	/**
	 * Origins whose pages may call: exact ones, patterns such as https://*.example.com,
	 * or any. An entry may also be a mapping of value, until, owner and reason.
	 */
	private List<GrantEntry> allowedOrigins = new ArrayList<>();

	/**
	 * More origins, exact ones or patterns, added to allowed-origins. The name Spring
	 * users know.
	 */
	private List<GrantEntry> allowedOriginPatterns = new ArrayList<>();

	/**
	 * Name of a bean that decides at run time about origins that are not listed: an
	 * OriginLookup, an AsyncOriginLookup or a ReactiveOriginLookup.
	 */
	private String originsFrom = "";

	/**
	 * Methods pages may use, or "*". HEAD comes with GET.
	 */
	private List<String> allowedMethods = new ArrayList<>(CorsPolicy.DEFAULT_METHODS);

	/**
	 * Request headers pages may set: names, families such as x-foo-*, or "*" for whatever
	 * is asked except routing headers.
	 */
	private List<String> allowedHeaders = new ArrayList<>(List.of("*"));

	/**
	 * Response headers pages may read besides the safelisted ones.
	 */
	private List<String> exposedHeaders = new ArrayList<>();

	/**
	 * Whether pages may send cookies and HTTP authentication.
	 */
	private boolean allowCredentials;

	/**
	 * Time for which browsers may keep a preflight's answer. If a duration suffix is not
	 * specified, seconds will be used; 0 switches it off.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration maxAge = CorsPolicy.DEFAULT_MAX_AGE;

	/**
	 * Whether to answer Access-Control-Request-Private-Network, which no current browser
	 * sends. Otherwise it is ignored.
	 */
	private boolean allowPrivateNetwork;

	/**
	 * How a request that is not allowed is handled.
	 */
	private CorsPolicy.OnDenied onDenied = CorsPolicy.OnDenied.REJECT;

	/**
	 * Status of an allowed preflight, 200 to 299.
	 */
	private int preflightStatus = 204;

	/**
	 * Who answers an allowed preflight.
	 */
	private CorsPolicy.Preflight preflight = CorsPolicy.Preflight.ANSWER;

	/**
	 * Whether the policy is enforced, only reported, or off. Policies that set none have
	 * the mode of cors.mode.
	 */
	private CorsPolicy.@Nullable Mode mode;

	/**
	 * Codes of the risks the policy knowingly accepts. An entry may also be a mapping of
	 * value, until, owner and reason.
	 */
	private List<GrantEntry> acceptRisks = new ArrayList<>();

	/** What is set, of what a preset may have, too. */
	private final Set<PolicyProperty> written = EnumSet.noneOf(PolicyProperty.class);

	public PolicyProperties() {
		this(List.of());
	}

	PolicyProperties(List<String> paths) {
		this.paths = new ArrayList<>(paths);
	}

	public List<String> getPaths() {
		return this.paths;
	}

	public void setPaths(List<String> paths) {
		this.paths = paths;
	}

	public List<String> getPreset() {
		return this.preset;
	}

	public void setPreset(List<String> preset) {
		this.preset = preset;
	}

	public List<GrantEntry> getAllowedOrigins() {
		return this.allowedOrigins;
	}

	public void setAllowedOrigins(List<GrantEntry> allowedOrigins) {
		this.allowedOrigins = allowedOrigins;
	}

	public List<GrantEntry> getAllowedOriginPatterns() {
		return this.allowedOriginPatterns;
	}

	public void setAllowedOriginPatterns(List<GrantEntry> allowedOriginPatterns) {
		this.allowedOriginPatterns = allowedOriginPatterns;
	}

	public String getOriginsFrom() {
		return this.originsFrom;
	}

	public void setOriginsFrom(String originsFrom) {
		this.originsFrom = originsFrom;
	}

	public List<String> getAllowedMethods() {
		return this.allowedMethods;
	}

	public void setAllowedMethods(List<String> allowedMethods) {
		this.allowedMethods = allowedMethods;
		this.written.add(PolicyProperty.ALLOWED_METHODS);
	}

	public List<String> getAllowedHeaders() {
		return this.allowedHeaders;
	}

	public void setAllowedHeaders(List<String> allowedHeaders) {
		this.allowedHeaders = allowedHeaders;
		this.written.add(PolicyProperty.ALLOWED_HEADERS);
	}

	public List<String> getExposedHeaders() {
		return this.exposedHeaders;
	}

	public void setExposedHeaders(List<String> exposedHeaders) {
		this.exposedHeaders = exposedHeaders;
		this.written.add(PolicyProperty.EXPOSED_HEADERS);
	}

	public boolean isAllowCredentials() {
		return this.allowCredentials;
	}

	public void setAllowCredentials(boolean allowCredentials) {
		this.allowCredentials = allowCredentials;
	}

	public Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(Duration maxAge) {
		this.maxAge = maxAge;
	}

	public boolean isAllowPrivateNetwork() {
		return this.allowPrivateNetwork;
	}

	public void setAllowPrivateNetwork(boolean allowPrivateNetwork) {
		this.allowPrivateNetwork = allowPrivateNetwork;
	}

	public CorsPolicy.OnDenied getOnDenied() {
		return this.onDenied;
	}

	public void setOnDenied(CorsPolicy.OnDenied onDenied) {
		this.onDenied = onDenied;
		this.written.add(PolicyProperty.ON_DENIED);
	}

	public int getPreflightStatus() {
		return this.preflightStatus;
	}

	public void setPreflightStatus(int preflightStatus) {
		this.preflightStatus = preflightStatus;
	}

	public CorsPolicy.Preflight getPreflight() {
		return this.preflight;
	}

	public void setPreflight(CorsPolicy.Preflight preflight) {
		this.preflight = preflight;
	}

	public CorsPolicy.@Nullable Mode getMode() {
		return this.mode;
	}

	public void setMode(CorsPolicy.@Nullable Mode mode) {
		this.mode = mode;
	}

	public List<GrantEntry> getAcceptRisks() {
		return this.acceptRisks;
	}

	public void setAcceptRisks(List<GrantEntry> acceptRisks) {
		this.acceptRisks = acceptRisks;
	}

	/**
	 * Sets all of it on a policy, but what a preset may have only where it is set here; a
	 * mode that is not set here is left as it is.
	 */
	void copyTo(CorsPolicyBuilder policy) {
		copyWritten(PolicyProperty.ALLOWED_METHODS, this.allowedMethods, policy);
		copyWritten(PolicyProperty.ALLOWED_HEADERS, this.allowedHeaders, policy);
		copyWritten(PolicyProperty.EXPOSED_HEADERS, this.exposedHeaders, policy);
		copyWritten(PolicyProperty.ON_DENIED, this.onDenied, policy);
		policy.paths(this.paths)
			.preset(this.preset)
			.originsFrom(this.originsFrom)
			.allowCredentials(this.allowCredentials)
			.maxAge(this.maxAge)
			.allowPrivateNetwork(this.allowPrivateNetwork)
			.preflightStatus(this.preflightStatus)
			.preflight(this.preflight);
		GrantEntry.copy(this.allowedOrigins, PolicyProperty.ALLOWED_ORIGINS, policy);
		GrantEntry.copy(this.allowedOriginPatterns, PolicyProperty.ALLOWED_ORIGIN_PATTERNS, policy);
		GrantEntry.copy(this.acceptRisks, PolicyProperty.ACCEPT_RISKS, policy);
		if (this.mode != null) {
			policy.mode(this.mode);
		}
	}

	private void copyWritten(PolicyProperty property, Object value, CorsPolicyBuilder policy) {
		if (this.written.contains(property)) {
			policy.set(property, value);
		}
	}

}
