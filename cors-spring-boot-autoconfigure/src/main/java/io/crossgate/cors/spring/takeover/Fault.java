package io.crossgate.cors.spring.takeover;

import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

/**
 * What is wrong with something that other code says, by the codes of policies.
 *
 * @param code what kind of problem it is
 * @param severity how bad it is
 * @param value the offending value
 * @param message why it is a problem, in whole sentences
 */
record Fault(ProblemCode code, Severity severity, String value, String message) {

	Fault(ProblemCode code, String value, String message) {
		this(code, code.severity(), value, message);
	}

}
