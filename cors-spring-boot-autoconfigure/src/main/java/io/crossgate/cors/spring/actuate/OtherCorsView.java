package io.crossgate.cors.spring.actuate;

import java.util.List;

import io.crossgate.cors.spring.inventory.Finding;

/**
 * Other CORS code in the application, as shown.
 *
 * @param kind what it is
 * @param where where it is written
 * @param paths the patterns it covers
 * @param effect what becomes of it beside the policies
 * @param policies the policies that decide in its place
 */
record OtherCorsView(String kind, String where, List<String> paths, String effect, List<String> policies) {

	static OtherCorsView of(Finding finding) {
		return new OtherCorsView(finding.kind(), finding.where(), finding.paths(), PolicyView.word(finding.effect()),
				finding.policies());
	}

}
