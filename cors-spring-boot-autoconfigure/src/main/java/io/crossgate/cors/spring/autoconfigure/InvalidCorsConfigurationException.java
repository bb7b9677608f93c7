package io.crossgate.cors.spring.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.reload.PolicyReloads.RejectedPolicies;

/**
 * Thrown when what properties and beans declare can't be compiled. Knows which policies
 * are beans, and what all of them say.
 */
class InvalidCorsConfigurationException extends InvalidCorsPolicyException implements RejectedPolicies {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> beans;

	private final transient List<CorsPolicy> policies;

	private final transient DeploymentContext context;

	InvalidCorsConfigurationException(List<Problem> problems, Map<String, String> beans,
			Collection<CorsPolicy> policies, DeploymentContext context) {
		super(problems);
		this.beans = Map.copyOf(beans);
		this.policies = List.copyOf(policies);
		this.context = context;
	}

	/** Throws if one of the problems keeps the policies from being used. */
	static void throwIfFatal(List<Problem> problems, Map<String, String> beans, Collection<CorsPolicy> policies,
			DeploymentContext context) {
		if (Problem.isAnyFatal(problems)) {
			throw new InvalidCorsConfigurationException(problems, beans, policies, context);
		}
	}

	@Override
	public List<CorsPolicy> policies() {
		return this.policies;
	}

	/** Return the deployment they were for. */
	DeploymentContext context() {
		return this.context;
	}

	@Override
	public Map<String, String> beans() {
		return this.beans;
	}

}
