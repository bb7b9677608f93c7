package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.crossgate.cors.CorsPolicy;

/**
 * One policy, as shown. Where origins are hidden, their number is not.
 *
 * @param name the policy's name
 * @param paths the paths it covers
 * @param mode whether it is enforced
 * @param allowedOrigins the origins and patterns
 * @param allowedMethods the methods
 * @param allowedHeaders the request headers
 * @param exposedHeaders the response headers
 * @param allowCredentials whether cookies may be sent
 * @param maxAge seconds browsers may keep a preflight's answer
 * @param allowPrivateNetwork whether a private network is open
 * @param onDenied what becomes of a request that is not allowed
 * @param preflight who answers preflights, and with which status
 * @param acceptedRisks the risks it accepts
 */
record PolicyView(String name, List<String> paths, String mode, List<String> allowedOrigins,
		List<String> allowedMethods, List<String> allowedHeaders, List<String> exposedHeaders, boolean allowCredentials,
		long maxAge, boolean allowPrivateNetwork, String onDenied, String preflight, List<String> acceptedRisks) {

	static final String HIDDEN = "******";

	static PolicyView of(CorsPolicy policy, boolean shown) {
		List<String> origins = new ArrayList<>(policy.allowedOrigins());
		origins.addAll(policy.allowedOriginPatterns());
		return new PolicyView(policy.name(), policy.paths(), word(policy.mode()), origins(origins, shown),
				policy.allowedMethods(), policy.allowedHeaders(), policy.exposedHeaders(), policy.allowCredentials(),
				policy.maxAge().toSeconds(), policy.allowPrivateNetwork(), word(policy.onDenied()),
				word(policy.preflight()) + " " + policy.preflightStatus(), policy.acceptRisks());
	}

	static List<String> origins(List<String> origins, boolean shown) {
		return shown ? origins : Collections.nCopies(origins.size(), HIDDEN);
	}

	static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
