package io.crossgate.cors;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.path.PathTree;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.path.Selection;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.PolicyValidator;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;

/**
 * All policies of an application, validated and compiled. Immutable and pure: the same
 * request always gets the same decision.
 *
 * @since 0.1.0
 */
public final class CorsPolicies {

	private final Map<String, CorsPolicy> policies;

	private final DeploymentContext context;

	private final PathTree<CompiledPolicy> paths;

	private final List<Problem> warnings;

	private CorsPolicies(Collection<CorsPolicy> policies, PolicyValidator validator, DeploymentContext context,
			List<Problem> warnings) {
		this.policies = new LinkedHashMap<>();
		this.context = context;
		PathTree.Builder<CompiledPolicy> paths = PathTree.builder();
		for (CorsPolicy policy : policies) {
			this.policies.put(policy.name(), policy);
			CompiledPolicy compiled = new CompiledPolicy(policy, validator.origins(policy), context);
			for (String path : policy.paths()) {
				paths.add(PathPattern.parse(path), compiled);
			}
		}
		for (PathPattern management : validator.managementPatterns()) {
			paths.exclude(management);
		}
		this.paths = paths.build();
		this.warnings = warnings;
	}

	/**
	 * No policy at all: every request is left alone.
	 * @return an empty set of policies
	 */
	public static CorsPolicies none() {
		return compile(List.of());
	}

	/**
	 * Compiles policies.
	 * @param policies the policies; their order does not matter
	 * @return the compiled policies
	 * @throws InvalidCorsPolicyException if any of them must not be used; carries every
	 * problem of every policy
	 */
	public static CorsPolicies compile(Collection<CorsPolicy> policies) {
		return compile(policies, DeploymentContext.none());
	}

	/**
	 * Compiles policies for an application.
	 * @param policies the policies; their order does not matter
	 * @param context what is known of the application
	 * @return the compiled policies
	 * @throws InvalidCorsPolicyException if any of them must not be used; carries every
	 * problem of every policy
	 */
	public static CorsPolicies compile(Collection<CorsPolicy> policies, DeploymentContext context) {
		PolicyValidator validator = new PolicyValidator(context);
		List<Problem> problems = validator.validate(policies);
		if (isFatal(problems)) {
			throw new InvalidCorsPolicyException(problems);
		}
		return new CorsPolicies(policies, validator, context, problems);
	}

	/**
	 * Checks policies without compiling them.
	 * @param policies the policies
	 * @param context what is known of the application
	 * @return every problem of every policy, warnings included
	 */
	public static List<Problem> check(Collection<CorsPolicy> policies, DeploymentContext context) {
		return new PolicyValidator(context).validate(policies);
	}

	/**
	 * Return the policies with one of them replaced or added.
	 * @param policy the policy that takes the place of its namesake, or is added
	 * @return the policies, compiled for the same circumstances, or empty if they must
	 * not be used
	 */
	public Optional<CorsPolicies> with(CorsPolicy policy) {
		Map<String, CorsPolicy> changed = new LinkedHashMap<>(this.policies);
		changed.put(policy.name(), policy);
		try {
			return Optional.of(compile(changed.values(), this.context));
		}
		catch (InvalidCorsPolicyException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return what would be wrong if one policy were different.
	 * @param policy the policy that takes the place of its namesake, or is added
	 * @return every problem of every policy, warnings included
	 */
	public List<Problem> problemsWith(CorsPolicy policy) {
		Map<String, CorsPolicy> changed = new LinkedHashMap<>(this.policies);
		changed.put(policy.name(), policy);
		return check(changed.values(), this.context);
	}

	private static boolean isFatal(List<Problem> problems) {
		for (Problem problem : problems) {
			if (problem.isFatal()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Decides about a request.
	 * @param request the request
	 * @return the decision
	 */
	public CorsDecision decide(CorsRequest request) {
		List<String> origins = request.lines(HeaderNames.ORIGIN);
		return decide(origins.isEmpty() ? null : origins.get(0), origins.size() > 1, request,
				CorsRequest.SnapshotAccessor.INSTANCE);
	}

	<R> CorsDecision decide(@Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor) {
		if (isEmpty()) {
			return CorsDecision.NO_POLICY;
		}
		String rawPath = accessor.rawPath(request);
		if (!RequestPath.isCanonical(rawPath)) {
			return AmbiguousPath.decide(select(rawPath, request, accessor), origin, multipleOrigins, request, accessor);
		}
		CompiledPolicy policy = this.paths.find(accessor.path(request));
		return (policy != null) ? policy.decide(origin, multipleOrigins, request, accessor) : CorsDecision.NO_POLICY;
	}

	private <R> Selection<CompiledPolicy> select(String rawPath, R request, CorsRequestAccessor<? super R> accessor) {
		String contextPath = accessor.contextPath(request);
		boolean inside = rawPath.startsWith(contextPath);
		return this.paths.select(inside ? contextPath : "", inside ? rawPath.substring(contextPath.length()) : rawPath,
				accessor.path(request));
	}

	/**
	 * Return the policies that a request's path can be read as a path of.
	 * @param request the request
	 * @return the policies' names; of a canonical path, one or none
	 */
	public Selection<String> select(CorsRequest request) {
		Selection<CompiledPolicy> selection = select(request.fullPath(), request,
				CorsRequest.SnapshotAccessor.INSTANCE);
		Set<String> names = new LinkedHashSet<>();
		selection.selected().forEach((policy) -> names.add(policy.declaration().name()));
		return new Selection<>(names, selection.elsewhere());
	}

	/**
	 * Return the policy that covers a path.
	 * @param path a path within the application, as sent
	 * @return the policy, or empty if none covers it or not all readings of the path
	 * select the same
	 */
	public Optional<CorsPolicy> find(String path) {
		Selection<String> selection = select(new CorsRequest("GET", path));
		return selection.isUnanimous() ? selection.selected().stream().findFirst().map(this.policies::get)
				: Optional.empty();
	}

	/**
	 * Return whether there is no policy at all, so that every request is left alone.
	 * @return whether nothing is declared
	 */
	public boolean isEmpty() {
		return this.policies.isEmpty();
	}

	/**
	 * Return the policies as declared.
	 * @return the policies, in the order they were given
	 */
	public List<CorsPolicy> policies() {
		return List.copyOf(this.policies.values());
	}

	/**
	 * Return what was found that does not keep the policies from being used.
	 * @return warnings, accepted risks among them
	 */
	public List<Problem> warnings() {
		return this.warnings;
	}

}
