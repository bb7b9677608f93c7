package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;
import io.crossgate.cors.util.EnumNames;

/**
 * Other CORS code in the application, as shown.
 *
 * @param kind what it is
 * @param where where it is written
 * @param paths the patterns it covers
 * @param effect its effect beside the policies
 * @param policies the policies that decide in its place
 * @param allows the origins that an endpoint allows by itself, or {@code null}
 * @param fix what to write so that it leaves them to the policies, or {@code null}
 */
record ConflictDescriptor(String kind, String where, List<String> paths, String effect, List<String> policies,
		@Nullable List<String> allows, @Nullable String fix) {

	static ConflictDescriptor of(CorsConflict finding, OriginMask mask) {
		EndpointOriginCheck check = finding.check();
		return new ConflictDescriptor(finding.kind(), finding.where(), finding.paths(),
				EnumNames.kebabCase(finding.effect()), finding.policies(),
				(check != null) ? mask.origins("allowed-origins", check.allowed()) : null,
				(check != null) ? check.fix() : null);
	}

}
