package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.MinimalChangeSearch.Result;
import io.crossgate.cors.diagnosis.PathMismatchFinder.Narrow;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;

/**
 * Finds the change that covers a path which no policy covers: a wider pattern in the
 * place of one that ends above it, or the path itself.
 */
final class PathChangeSearch {

	/** Policies that would allow the request but can't cover its path. */
	private static final int MAX_ATTEMPTS = 4;

	private PathChangeSearch() {
	}

	/**
	 * Looks for a policy that would allow the request if it covered its path. Every
	 * policy is asked as it is compiled, and only one that allows the request is tried.
	 */
	static Result of(CorsRequest request, CorsPolicies policies) {
		Narrow narrow = PathMismatchFinder.narrow(request, policies).orElse(null);
		if (narrow != null) {
			return widening(request, policies, narrow);
		}
		String path = RequestPath.decode(request.path());
		PolicyEdit edit = PolicyEdit.add(PolicyChange.PATHS, path);
		if (!isLiteral(path) || !PolicyChange.isPresentable(edit)) {
			return Result.NONE;
		}
		CorsRequest counterpart = new AttemptedRequest(request).counterpart();
		Map<List<String>, Boolean> usable = new HashMap<>();
		int attempts = 0;
		for (CorsPolicy policy : policies.policies()) {
			if (attempts < MAX_ATTEMPTS && isAllowed(request, policies, policy)
					&& (counterpart == null || isAllowed(counterpart, policies, policy))
					&& usable.computeIfAbsent(policy.acceptRisks(), (risks) -> isUsable(path, policies, risks))
					&& !isOpen(policy)) {
				attempts++;
				CorsPolicies covering = new MinimalChangeSearch(request, policies, policy).with(edit);
				if (covering != null && covering.decide(request).reason() == DecisionReason.ALLOWED
						&& (counterpart == null || covering.decide(counterpart).reason() == DecisionReason.ALLOWED)) {
					return new Result(Optional.of(new PolicyChange(policy, List.of(edit))), "");
				}
			}
		}
		return Result.NONE;
	}

	/**
	 * A policy for all origins was declared for its own paths, and no others.
	 */
	private static boolean isOpen(CorsPolicy policy) {
		return Stream.of(policy.allowedOrigins(), policy.allowedOriginPatterns())
			.anyMatch((entries) -> entries.stream().anyMatch(OriginPattern::isAny));
	}

	/**
	 * The path itself beside a pattern that ends too early would only be the next one.
	 */
	private static Result widening(CorsRequest request, CorsPolicies policies, Narrow narrow) {
		PolicyEdit edit = PolicyEdit.replace(PolicyChange.PATHS, narrow.entry(), narrow.widened());
		CorsPolicies wider = new MinimalChangeSearch(request, policies, narrow.policy()).with(edit);
		if (wider == null) {
			return new Result(Optional.empty(), "No change is suggested: the policies could not be used with it.");
		}
		CorsRequest counterpart = new AttemptedRequest(request).counterpart();
		if (wider.decide(request).reason() == DecisionReason.ALLOWED
				&& (counterpart == null || wider.decide(counterpart).reason() == DecisionReason.ALLOWED)) {
			return new Result(Optional.of(new PolicyChange(narrow.policy(), List.of(edit))), "");
		}
		Result rest = MinimalChangeSearch.of(request, wider, wider.policy(narrow.policy().name()).orElseThrow());
		return new Result(rest.change().map((change) -> {
			List<PolicyEdit> edits = new ArrayList<>(List.of(edit));
			edits.addAll(change.edits());
			return new PolicyChange(narrow.policy(), edits);
		}), rest.remark());
	}

	private static boolean isAllowed(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		return policies.decide(policy.name(), request)
			.filter((decision) -> decision.reason() == DecisionReason.ALLOWED)
			.isPresent();
	}

	/**
	 * Return whether a policy may cover a path, as far as other policies don't matter.
	 */
	private static boolean isUsable(String path, CorsPolicies policies, List<String> risks) {
		CorsPolicy policy = CorsPolicy.named("path")
			.paths(path)
			.allowedOrigins(MinimalChangeSearch.NO_ORIGIN)
			.acceptRisks(risks)
			.build();
		return CorsPolicies.check(List.of(policy), policies.context()).stream().noneMatch(Problem::isFatal);
	}

	/** A path is untrusted text, and some of its characters would make a pattern. */
	private static boolean isLiteral(String path) {
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')
					&& "/-._~".indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

}
