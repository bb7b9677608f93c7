package io.crossgate.cors.spring.conflict;

import java.util.List;

import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;

/**
 * There is other CORS code in the application, and it was asked not to start then.
 */
class CorsConflictsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<CorsConflict> conflicts;

	CorsConflictsException(List<CorsConflict> conflicts) {
		super("Other CORS configuration found: " + conflicts);
		this.conflicts = conflicts;
	}

	List<CorsConflict> conflicts() {
		return this.conflicts;
	}

}
