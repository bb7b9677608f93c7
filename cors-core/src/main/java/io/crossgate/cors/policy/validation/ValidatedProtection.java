package io.crossgate.cors.policy.validation;

import java.util.List;

import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;

/**
 * What of {@code cors.protection} could be read.
 *
 * @param trusted the trusted origins
 * @param exempt the exempt paths
 * @param callbacks the paths that are exempt for {@code POST}
 * @param problems what is wrong with it
 */
public record ValidatedProtection(OriginSet trusted, List<PathPattern> exempt, List<PathPattern> callbacks,
		List<Problem> problems) {

	/** Reads it; where it is off, there is nothing to read. */
	static ValidatedProtection of(DeploymentContext context, PathValidator paths) {
		return (context.protection().mode() == CorsPolicy.Mode.OFF)
				? new ValidatedProtection(OriginSet.compile(List.of()), List.of(), List.of(), List.of())
				: ProtectionValidator.validate(context, paths);
	}

}
