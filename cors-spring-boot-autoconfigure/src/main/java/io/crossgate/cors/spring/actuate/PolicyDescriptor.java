package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.util.EnumNames;

/**
 * One policy, as shown. Where origins are hidden, their number is not.
 *
 * @param name the policy's name
 * @param paths the paths it covers
 * @param mode whether it is enforced
 * @param allowedOrigins the origins and patterns
 * @param originsFrom the bean that decides about other origins, or {@code null} if none
 * does
 * @param allowedMethods the methods
 * @param allowedHeaders the request headers
 * @param exposedHeaders the response headers
 * @param allowCredentials whether cookies may be sent
 * @param maxAge seconds browsers may keep a preflight's answer
 * @param allowPrivateNetwork whether a private network is open
 * @param onDenied how a request that is not allowed is handled
 * @param preflight who answers preflights, and with which status
 * @param acceptedRisks the risks it accepts
 */
record PolicyDescriptor(String name, List<String> paths, String mode, List<String> allowedOrigins,
		@Nullable String originsFrom, List<String> allowedMethods, List<String> allowedHeaders,
		List<String> exposedHeaders, boolean allowCredentials, long maxAge, boolean allowPrivateNetwork,
		String onDenied, String preflight, List<String> acceptedRisks) {

	static PolicyDescriptor of(CorsPolicy policy, OriginMask mask) {
		return new PolicyDescriptor(policy.name(), policy.paths(), EnumNames.kebabCase(policy.mode()),
				mask.origins(policy),
				policy.originsFrom().isEmpty() ? null
						: mask.values(policy, "origins-from", List.of(policy.originsFrom())).get(0),
				mask.values(policy, "allowed-methods", policy.allowedMethods()),
				mask.values(policy, "allowed-headers", policy.allowedHeaders()),
				mask.values(policy, "exposed-headers", policy.exposedHeaders()), policy.allowCredentials(),
				policy.maxAge().toSeconds(), policy.allowPrivateNetwork(), EnumNames.kebabCase(policy.onDenied()),
				EnumNames.kebabCase(policy.preflight()) + " " + policy.preflightStatus(), policy.acceptRisks());
	}

}
