package io.crossgate.cors.spring.conflict;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which other CORS code keeps the application from starting.
 */
class CorsConflictsFailureAnalyzer extends AbstractFailureAnalyzer<CorsConflictsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CorsConflictsException cause) {
		return new FailureAnalysis(
				"The application has CORS configuration beside cors.*, and cors.conflicts is 'fail':"
						+ CorsConflictReport.table(cause.conflicts()),
				"Delete it, after moving what no policy covers yet into cors.policies.*; give an endpoint that "
						+ "refuses the line it needs; or set cors.conflicts to 'warn' or 'ignore'.",
				cause);
	}

}
