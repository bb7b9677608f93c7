package io.crossgate.cors.spring.inventory;

import java.util.List;

/**
 * There is other CORS code in the application, and it was asked not to start then.
 */
class CorsConflictsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Finding> conflicts;

	CorsConflictsException(List<Finding> conflicts) {
		super("Other CORS configuration found: " + conflicts);
		this.conflicts = conflicts;
	}

	List<Finding> conflicts() {
		return this.conflicts;
	}

}
