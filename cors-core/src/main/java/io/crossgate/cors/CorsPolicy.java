package io.crossgate.cors;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One policy as declared: what was written, immutable, judging nothing. Whether it makes
 * sense is decided when it is compiled into {@link CorsPolicies}.
 *
 * <pre class="code">
 * CorsPolicy.named("api")
 *     .paths("/api/**")
 *     .allowedOrigins("https://app.example.com", "https://*.preview.example.com")
 *     .allowCredentials(true)
 *     .exposedHeaders("X-Total-Count")
 *     .build();
 * </pre>
 *
 * @param name the policy's name; names equal but for case and dashes are one policy
 * @param paths the paths it covers, such as {@code /api/**}
 * @param allowedOrigins exact origins, patterns, {@code *} or {@code any}, as described
 * at {@link io.crossgate.cors.origin.OriginPattern}
 * @param allowedOriginPatterns more of the same
 * @param allowedMethods methods, or {@code *}; {@code HEAD} comes with {@code GET}
 * @param allowedHeaders request header names, or {@code *} for whatever is asked except
 * routing headers
 * @param exposedHeaders response header names a page may read, or {@code *}
 * @param allowCredentials whether cookies and HTTP authentication may be sent
 * @param maxAge how long browsers may keep a preflight's answer, in whole seconds; zero
 * switches that off
 * @param allowPrivateNetwork whether pages of public networks may call a server in a
 * private one (an abandoned draft that old browsers still ask for)
 * @param onDenied what becomes of a request that is not allowed
 * @param preflightStatus the status of an allowed preflight, 200 to 299
 * @param preflight who answers an allowed preflight
 * @param mode whether the policy is enforced
 * @param acceptRisks codes of the risks this policy knowingly accepts
 * @since 0.1.0
 */
public record CorsPolicy(String name, List<String> paths, List<String> allowedOrigins,
		List<String> allowedOriginPatterns, List<String> allowedMethods, List<String> allowedHeaders,
		List<String> exposedHeaders, boolean allowCredentials, Duration maxAge, boolean allowPrivateNetwork,
		OnDenied onDenied, int preflightStatus, Preflight preflight, Mode mode, List<String> acceptRisks) {

	/** The name of the policy that an application which needs only one declares. */
	public static final String DEFAULT_NAME = "default";

	/** The methods of a policy that names none. */
	public static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

	/** The max-age of a policy that names none. */
	public static final Duration DEFAULT_MAX_AGE = Duration.ofMinutes(30);

	/**
	 * What becomes of a request that is not allowed. Preflights are always answered.
	 */
	public enum OnDenied {

		/** Answered with 403 before the application sees it. */
		REJECT,
		/** Served without CORS headers, so that no page can read the response. */
		PASS_THROUGH

	}

	/**
	 * Who answers an allowed preflight.
	 */
	public enum Preflight {

		/** The engine. */
		ANSWER,
		/** The application; the headers are set before it runs. */
		PASS_THROUGH

	}

	/**
	 * Whether a policy is enforced.
	 */
	public enum Mode {

		/** Decides and acts. */
		ENFORCE,
		/** Decides, counts and explains; touches nothing. */
		REPORT_ONLY,
		/** Leaves its paths alone. */
		OFF

	}

	/**
	 * Copies the lists.
	 */
	public CorsPolicy {
		paths = List.copyOf(paths);
		allowedOrigins = List.copyOf(allowedOrigins);
		allowedOriginPatterns = List.copyOf(allowedOriginPatterns);
		allowedMethods = List.copyOf(allowedMethods);
		allowedHeaders = List.copyOf(allowedHeaders);
		exposedHeaders = List.copyOf(exposedHeaders);
		acceptRisks = List.copyOf(acceptRisks);
	}

	/**
	 * Tells names apart: an environment variable knows neither case nor dashes, so names
	 * equal but for these are one.
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

}
