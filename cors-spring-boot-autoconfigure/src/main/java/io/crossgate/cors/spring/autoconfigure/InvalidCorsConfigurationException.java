package io.crossgate.cors.spring.autoconfigure;

import java.util.List;
import java.util.Map;

import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;

/**
 * Thrown when what properties and beans declare can't be compiled. Knows which policies
 * are beans.
 */
class InvalidCorsConfigurationException extends InvalidCorsPolicyException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> beans;

	InvalidCorsConfigurationException(List<Problem> problems, Map<String, String> beans) {
		super(problems);
		this.beans = Map.copyOf(beans);
	}

	/** Return the names of beans by the names of the policies they are. */
	Map<String, String> beans() {
		return this.beans;
	}

}
