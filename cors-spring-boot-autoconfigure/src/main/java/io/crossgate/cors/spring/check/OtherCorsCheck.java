package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;

/**
 * Which other code of the application speaks CORS, and what it still does beside the
 * policies.
 */
final class OtherCorsCheck implements Check {

	@Override
	public List<Finding> check(Application application) {
		CorsConflictDetector detector = application.context()
			.getBeanProvider(CorsConflictDetector.class)
			.getIfAvailable();
		List<Finding> findings = new ArrayList<>();
		if (detector != null) {
			boolean stopping = application.context()
				.getEnvironment()
				.getProperty(CheckReport.CONFLICTS_STOP, Boolean.class, false);
			for (CorsConflict conflict : detector.conflicts(application.policies())) {
				Finding finding = finding(conflict).at(place(conflict, application));
				findings.add((stopping && conflict.isConflict()) ? stopping(finding) : finding);
			}
		}
		return findings;
	}

	private static Finding stopping(Finding finding) {
		return new Finding(Severity.ERROR, finding.code(), finding.subject(),
				finding.message() + " With cors.conflicts: fail the application does not start.", finding.place(),
				finding.remedies(), finding.edits());
	}

	private static Finding finding(CorsConflict conflict) {
		String subject = conflict.kind() + " for " + String.join(", ", conflict.paths());
		String policies = ((conflict.policies().size() == 1) ? "policy " : "policies ")
				+ conflict.policies().stream().map((policy) -> "'" + policy + "'").collect(Collectors.joining(", "));
		return switch (conflict.effect()) {
			case SHADOWED -> Finding
				.of(Severity.WARN, "shadowed-cors", subject,
						"It has no effect: on all of its paths the answer is that of " + policies + ".")
				.remedy("delete it");
			case PARTLY_SHADOWED -> Finding
				.of(Severity.WARN, "partly-shadowed-cors", subject,
						"It decides only where no policy does; elsewhere the answer is that of " + policies + ".")
				.remedy("move its other paths to a policy, and delete it");
			case PRECEDES_FILTER ->
				Finding.of(Severity.WARN, "cors-before-policies", subject, "It answers before " + policies + " can.")
					.remedy("delete it");
			case REFUSING -> Finding
				.of(Severity.WARN, "refusing-endpoint", subject,
						"It checks origins by itself, and refuses what is allowed by " + policies + ".")
				.remedy((conflict.check() != null) ? conflict.check().fix() : "delete its list of origins");
			case ACTIVE ->
				Finding.of(Severity.NOTE, "other-cors", subject, "It is in force: no policy covers its paths.");
			case MANAGEMENT -> Finding.of(Severity.NOTE, "management-cors", subject,
					"It speaks for the management endpoints, which policies leave alone.");
		};
	}

	/**
	 * The inventory names a property, a class, a class and its method, or a controller.
	 */
	static Place place(CorsConflict conflict, Application application) {
		String where = conflict.where();
		if (where.endsWith(".*")) {
			String prefix = where.substring(0, where.length() - 2);
			for (String key : List.of("allowed-origins", "allowed-origin-patterns", "cors-configurations")) {
				Place place = application.place(prefix + "." + key);
				if (!place.text().isEmpty()) {
					return place;
				}
			}
			return Place.ofText(where);
		}
		String member = where.split(" |, ", 2)[0];
		int hash = member.indexOf('#');
		return (hash < 0) ? Place.ofMember(member, null)
				: Place.ofMember(member.substring(0, hash), member.substring(hash + 1));
	}

}
