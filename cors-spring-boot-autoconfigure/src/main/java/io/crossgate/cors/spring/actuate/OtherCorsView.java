package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.inventory.Finding;
import io.crossgate.cors.spring.inventory.OwnCheck;

/**
 * Other CORS code in the application, as shown.
 *
 * @param kind what it is
 * @param where where it is written
 * @param paths the patterns it covers
 * @param effect what becomes of it beside the policies
 * @param policies the policies that decide in its place
 * @param allows the origins that an endpoint allows by itself, or {@code null}
 * @param fix what to write so that it leaves them to the policies, or {@code null}
 */
record OtherCorsView(String kind, String where, List<String> paths, String effect, List<String> policies,
		@Nullable List<String> allows, @Nullable String fix) {

	static OtherCorsView of(Finding finding, boolean shown) {
		OwnCheck check = finding.check();
		return new OtherCorsView(finding.kind(), finding.where(), finding.paths(), PolicyView.word(finding.effect()),
				finding.policies(), (check != null) ? PolicyView.origins(check.allowed(), shown) : null,
				(check != null) ? check.fix() : null);
	}

}
