package io.crossgate.cors;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.origin.pattern.OriginUses;
import io.crossgate.cors.path.PathTree;
import io.crossgate.cors.path.Selection;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.validation.PolicyValidator;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;

/**
 * All policies of an application, validated and compiled. Immutable and pure: the same
 * request always gets the same decision.
 *
 * @since 0.1.0
 */
public final class CorsPolicies {

	private final PolicyValidator validator;

	private final DeploymentContext context;

	private final Map<String, CompiledPolicy> policies = new LinkedHashMap<>();

	private final PathTree<CompiledPolicy> paths;

	/** {@code null} where nothing is protected, so that it costs nothing there. */
	private final @Nullable CrossOriginWrites writes;

	/** Takes over compiled policies that the validator, too, has kept as they are. */
	@SuppressWarnings("ReferenceEquality")
	private CorsPolicies(PolicyValidator validator, DeploymentContext context, Map<String, CompiledPolicy> compiled) {
		this.validator = validator;
		this.context = context;
		PathTree.Builder<CompiledPolicy> paths = PathTree.builder();
		for (CorsPolicy policy : validator.policies()) {
			CompiledPolicy known = compiled.get(policy.name());
			CompiledPolicy current = (known != null && known.declaration() == policy) ? known
					: new CompiledPolicy(policy, validator.origins(policy), context);
			this.policies.put(policy.name(), current);
			paths.addAll(validator.paths(policy), current);
		}
		paths.excludeAll(validator.managementPatterns());
		this.paths = paths.build();
		this.writes = (context.protection().mode() == CorsPolicy.Mode.OFF) ? null
				: new CrossOriginWrites(context, validator, this.policies, this.paths);
	}

	/**
	 * Return no policies: every request is left alone.
	 * @return none
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
	 * @throws InvalidCorsPolicyException if any of them must not be used
	 */
	public static CorsPolicies compile(Collection<CorsPolicy> policies, DeploymentContext context) {
		return compile(PolicyValidator.of(context).validate(policies), context, Map.of());
	}

	private static CorsPolicies compile(PolicyValidator validator, DeploymentContext context,
			Map<String, CompiledPolicy> compiled) {
		if (Problem.isAnyFatal(validator.problems())) {
			throw new InvalidCorsPolicyException(validator.problems());
		}
		return new CorsPolicies(validator, context, compiled);
	}

	/**
	 * Checks policies without compiling them.
	 * @param policies the policies
	 * @param context what is known of the application
	 * @return every problem of every policy, warnings included
	 */
	public static List<Problem> check(Collection<CorsPolicy> policies, DeploymentContext context) {
		return PolicyValidator.of(context).validate(policies).problems();
	}

	/**
	 * Compiles other policies for the same application, and takes over those it has.
	 * @param policies the policies; their order does not matter
	 * @return the compiled policies
	 * @throws InvalidCorsPolicyException if any of them must not be used
	 */
	public CorsPolicies recompile(Collection<CorsPolicy> policies) {
		return compile(this.validator.validate(policies), this.context, this.policies);
	}

	/**
	 * Return the policies with one of them replaced or added.
	 * @param policy the policy that takes the place of its namesake, or is added
	 * @return the policies, compiled for the same application
	 * @throws InvalidCorsPolicyException if they must not be used
	 */
	public CorsPolicies with(CorsPolicy policy) {
		Map<String, CorsPolicy> changed = new LinkedHashMap<>();
		policies().forEach((declared) -> changed.put(declared.name(), declared));
		changed.put(policy.name(), policy);
		return recompile(changed.values());
	}

	/**
	 * Return the policies without one of them.
	 * @param name the name of the policy, as it is declared
	 * @return the policies, compiled for the same application; these if none has the name
	 * @throws InvalidCorsPolicyException if the policy has decided where others cross
	 */
	public CorsPolicies without(String name) {
		return this.policies.containsKey(name)
				? recompile(policies().stream().filter((policy) -> !policy.name().equals(name)).toList()) : this;
	}

	/**
	 * Decides about a request. Nothing is looked up: only an engine can do that.
	 * @param request the request
	 * @return the decision
	 */
	public CorsDecision decide(CorsRequest request) {
		return decide(request, null);
	}

	CorsDecision decide(CorsRequest request, @Nullable OriginAnswers answers) {
		List<String> origins = request.lines(HeaderNames.ORIGIN);
		return decide(request.origin(), origins.size() > 1, request, CorsRequest.SnapshotAccessor.INSTANCE, answers,
				OriginUses.NEVER);
	}

	<R> CorsDecision decide(@Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor, @Nullable OriginAnswers answers, int time) {
		CorsDecision decision = isEmpty() ? UnansweredRequests.Uncovered.of(origin)
				: PolicyRouting.decide(this.paths, origin, multipleOrigins, request, accessor, answers, time);
		return (this.writes == null) ? decision
				: this.writes.enforce(decision, origin, multipleOrigins, request, accessor);
	}

	/** Return what finds unsafe requests of other sites, where there is protection. */
	@Nullable CrossOriginWrites writes() {
		return this.writes;
	}

	/**
	 * Return the policies that a request's path can be read as a path of.
	 * @param request the request
	 * @return the policies' names; of a canonical path, one or none
	 */
	public PathSelection select(CorsRequest request) {
		Selection<CompiledPolicy> selection = PolicyRouting.select(this.paths, request,
				CorsRequest.SnapshotAccessor.INSTANCE);
		Set<String> names = new LinkedHashSet<>();
		selection.selected().forEach((policy) -> names.add(policy.declaration().name()));
		return new PathSelection(names, selection.elsewhere());
	}

	/**
	 * Return the policy that covers a path.
	 * @param path a path within the application, as sent
	 * @return the policy, or empty if none covers it or not all readings of the path
	 * select the same
	 */
	public Optional<CorsPolicy> find(String path) {
		PathSelection selection = select(new CorsRequest("GET", path));
		return selection.isUnanimous() ? selection.selected().stream().findFirst().flatMap(this::policy)
				: Optional.empty();
	}

	/**
	 * Return what one policy decides about a request, whose path is not read.
	 * @param name the name of the policy, as it is declared
	 * @param request the request
	 * @return the decision, or empty if there is no such policy
	 */
	public Optional<CorsDecision> decide(String name, CorsRequest request) {
		return Optional.ofNullable(this.policies.get(name)).map((policy) -> policy.decide(request));
	}

	/**
	 * Return whether there is no policy at all.
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
		return this.validator.policies();
	}

	/**
	 * Return a policy as declared.
	 * @param name its name, as it is declared
	 * @return the policy, or empty if there is none of that name
	 */
	public Optional<CorsPolicy> policy(String name) {
		return Optional.ofNullable(this.policies.get(name)).map(CompiledPolicy::declaration);
	}

	/**
	 * Return the entries of a policy that match an origin or may have been meant for it.
	 * @param name the name of the policy, as it is declared
	 * @param origin the value of an {@code Origin} header; untrusted
	 * @return entries as written; none if there is no such policy, or its mode is off
	 */
	public List<String> nearestOrigins(String name, String origin) {
		return origins(name).near(origin);
	}

	/**
	 * Return when the entries of a policy last allowed the origin of a request that an
	 * engine was asked about, by {@linkplain CorsEngine#setTime its clock}. Of several
	 * that match it, an exact origin is used, or else a widest pattern.
	 * @param name the name of the policy, as it is declared
	 * @return the minute by entry as written, of those that have been used
	 */
	public Map<String, Instant> lastUses(String name) {
		return origins(name).uses().lastUses();
	}

	/** Takes over what policies of the same names know of the use of their entries. */
	void takeOverUses(CorsPolicies before) {
		this.policies.forEach((name, policy) -> policy.origins().uses().takeOver(before.origins(name).uses()));
	}

	OriginSet origins(String name) {
		CompiledPolicy policy = this.policies.get(name);
		return (policy != null) ? policy.origins() : OriginSet.compile(List.of());
	}

	/**
	 * Return what the policies are compiled for. Policies that take their place are to be
	 * compiled for the same: see {@link #recompile recompile}.
	 * @return what is known of the application
	 */
	public DeploymentContext context() {
		return this.context;
	}

	/**
	 * Return what was found that does not keep the policies from being used.
	 * @return warnings, accepted risks among them
	 */
	public List<Problem> warnings() {
		return this.validator.problems();
	}

	/**
	 * The policies that the readings of a path select.
	 *
	 * @param selected the names of the policies that some reading selects
	 * @param elsewhere whether some reading selects no policy
	 */
	public record PathSelection(Set<String> selected, boolean elsewhere) {

		/**
		 * Return whether all readings select the same.
		 * @return whether there is one answer
		 */
		public boolean isUnanimous() {
			return this.selected.size() + (this.elsewhere ? 1 : 0) == 1;
		}

	}

}
