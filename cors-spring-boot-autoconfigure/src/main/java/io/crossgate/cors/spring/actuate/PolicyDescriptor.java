package io.crossgate.cors.spring.actuate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.util.EnumNames;

/**
 * One policy, as shown. Where origins are hidden, their number is not.
 *
 * @param name the policy's name
 * @param paths the paths it covers
 * @param preset the named sets of values that it has
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
 * @param grants the origins and accepted risks that have terms
 */
record PolicyDescriptor(String name, List<String> paths, List<String> preset, String mode, List<String> allowedOrigins,
		@Nullable String originsFrom, List<String> allowedMethods, List<String> allowedHeaders,
		List<String> exposedHeaders, boolean allowCredentials, long maxAge, boolean allowPrivateNetwork,
		String onDenied, String preflight, List<String> acceptedRisks, List<Grant> grants) {

	static PolicyDescriptor of(CorsPolicy policy, OriginMask mask) {
		return new PolicyDescriptor(policy.name(), policy.paths(), policy.preset(), EnumNames.kebabCase(policy.mode()),
				mask.origins(policy),
				policy.originsFrom().isEmpty() ? null
						: mask.values(policy, "origins-from", List.of(policy.originsFrom())).get(0),
				mask.values(policy, "allowed-methods", policy.allowedMethods()),
				mask.values(policy, "allowed-headers", policy.allowedHeaders()),
				mask.values(policy, "exposed-headers", policy.exposedHeaders()), policy.allowCredentials(),
				policy.maxAge().toSeconds(), policy.allowPrivateNetwork(), EnumNames.kebabCase(policy.onDenied()),
				EnumNames.kebabCase(policy.preflight()) + " " + policy.preflightStatus(), policy.acceptRisks(),
				grants(policy, mask));
	}

	private static List<Grant> grants(CorsPolicy policy, OriginMask mask) {
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		List<Grant> grants = new ArrayList<>();
		for (PolicyProperty property : PolicyProperty.values()) {
			GrantTerms.of(policy, property)
				.forEach((entry, terms) -> grants
					.add(new Grant(property.key(), mask.values(policy, property.key(), List.of(entry)).get(0),
							(terms.until() != null) ? terms.until().toString() : null, terms.owner(),
							mask.sentence(terms.reason(), List.of(policy)), terms.isExpired(today))));
		}
		return grants;
	}

	/**
	 * One entry with its terms.
	 *
	 * @param property the list that has it
	 * @param value the entry
	 * @param until the last day it is meant for, or {@code null}
	 * @param owner who answers for it
	 * @param reason why it is there
	 * @param expired whether that day is over
	 */
	record Grant(String property, String value, @Nullable String until, String owner, String reason, boolean expired) {

	}

}
