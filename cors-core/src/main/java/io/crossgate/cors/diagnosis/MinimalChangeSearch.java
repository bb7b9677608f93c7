package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.Severity;

/**
 * Finds the smallest change by trying: cure the reason the engine gives, ask it again,
 * until it allows the request and its counterpart. What the validator would refuse is
 * never proposed, and what it would accept only as a risk comes with the risk's name, if
 * at all.
 */
final class MinimalChangeSearch {

	/** Risks of an origin that are its author's to judge, because the page is known. */
	private static final Set<ProblemCode> ACCEPTABLE = EnumSet.of(ProblemCode.INSECURE_ORIGIN,
			ProblemCode.LOOPBACK_ORIGIN);

	/** A longer list of headers is not reviewed. */
	private static final int MAX_HEADERS = 16;

	private final AttemptedRequest attempted;

	private final CorsPolicy policy;

	private final List<PolicyEdit> edits = new ArrayList<>();

	private final Set<DecisionReason> handled = EnumSet.noneOf(DecisionReason.class);

	private CorsPolicies policies;

	private CorsPolicy changed;

	private String remark = "";

	private MinimalChangeSearch(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		this.attempted = new AttemptedRequest(request);
		this.policies = policies;
		this.policy = policy;
		this.changed = policy;
	}

	/**
	 * Looks for a change of the policy that covers the request.
	 * @param request the denied request
	 * @param policies the policies that deny it
	 * @param policy the policy to change, as it is declared
	 */
	static Result of(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		MinimalChangeSearch change = new MinimalChangeSearch(request, policies, policy);
		CorsRequest counterpart = change.attempted.counterpart();
		boolean found = change.allows(request) && (counterpart == null || change.allows(counterpart))
				&& !change.edits.isEmpty();
		return new Result(found ? Optional.of(new PolicyChange(policy, change.edits)) : Optional.empty(),
				change.remark);
	}

	/**
	 * Looks for a policy that would allow the request if it covered its path.
	 */
	static Result ofPath(CorsRequest request, CorsPolicies policies) {
		String path = RequestPath.decode(request.path());
		PolicyEdit edit = PolicyEdit.add(PolicyChange.PATHS, path);
		if (!isLiteral(path) || !PolicyChange.isPresentable(edit)) {
			return Result.NONE;
		}
		for (CorsPolicy policy : policies.policies()) {
			MinimalChangeSearch change = new MinimalChangeSearch(request, policies, policy);
			CorsRequest counterpart = change.attempted.counterpart();
			if (change.apply(edit) && change.decide(request) == DecisionReason.ALLOWED
					&& (counterpart == null || change.decide(counterpart) == DecisionReason.ALLOWED)) {
				return new Result(Optional.of(new PolicyChange(policy, change.edits)), change.remark);
			}
		}
		return Result.NONE;
	}

	private boolean allows(CorsRequest request) {
		DecisionReason reason = decide(request);
		while (reason != DecisionReason.ALLOWED) {
			PolicyEdit edit = this.handled.add(reason) ? editFor(reason) : null;
			if (edit == null || !PolicyChange.isPresentable(edit) || !apply(edit)) {
				return false;
			}
			reason = decide(request);
		}
		return true;
	}

	private DecisionReason decide(CorsRequest request) {
		CorsDecision decision = this.policies.decide(request);
		return decision.reason();
	}

	private boolean apply(PolicyEdit edit) {
		this.changed = PolicyChange.apply(edit, this.changed);
		this.edits.add(edit);
		Optional<CorsPolicies> policies = this.policies.with(this.changed);
		if (policies.isEmpty() && accept(this.policies.problemsWith(this.changed))) {
			policies = this.policies.with(this.changed);
		}
		this.policies = policies.orElse(this.policies);
		return policies.isPresent();
	}

	/** Names the risks of a change, and accepts those that a page's origin can have. */
	private boolean accept(List<Problem> problems) {
		List<Problem> fatal = problems.stream().filter(Problem::isFatal).toList();
		Set<ProblemCode> codes = EnumSet.noneOf(ProblemCode.class);
		fatal.forEach((problem) -> codes.add(problem.code()));
		String names = codes.stream().map(ProblemCode::code).collect(Collectors.joining(", "));
		if (codes.stream().anyMatch((code) -> code.severity() != Severity.RISK)) {
			this.remark = "No change is suggested: the policy could not be used with it.";
			return false;
		}
		if (!ACCEPTABLE.containsAll(codes)) {
			this.remark = "No change is suggested: the policy would have to accept the risk " + names + ".";
			return false;
		}
		PolicyEdit risks = PolicyEdit.add(PolicyChange.RISKS, codes.stream().map(ProblemCode::code).toList());
		this.changed = PolicyChange.apply(risks, this.changed);
		this.edits.add(risks);
		this.remark = "To allow it is a risk, " + names + ": " + fatal.get(0).message();
		return true;
	}

	private @Nullable PolicyEdit editFor(DecisionReason reason) {
		String origin = this.attempted.origin();
		return switch (reason) {
			case ORIGIN_NOT_ALLOWED -> (origin == null || ClosestOriginFinder.isLookalike(origin, this.policy)) ? null
					: PolicyEdit.add(PolicyChange.ORIGINS, origin);
			case METHOD_NOT_ALLOWED -> isUnknown(this.attempted.method()) ? null
					: PolicyEdit.add(PolicyChange.METHODS, this.attempted.method());
			case HEADERS_NOT_ALLOWED -> headers(this.attempted.refusedHeaders(this.policies));
			default -> null;
		};
	}

	/** What a page calls * is one header to the page, and every header to the policy. */
	private static @Nullable PolicyEdit headers(List<String> names) {
		return (names.isEmpty() || names.size() > MAX_HEADERS || names.contains("*")) ? null
				: PolicyEdit.add(PolicyChange.HEADERS, names);
	}

	/** It is the page that has to change: the server would not know the method. */
	private boolean isUnknown(String method) {
		String upper = method.toUpperCase(Locale.ROOT);
		return method.equals("*") || (!method.equals(upper)
				&& (CorsPolicy.DEFAULT_METHODS.contains(upper) || this.policy.allowedMethods().contains(upper)));
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

	/**
	 * What came of looking.
	 *
	 * @param change the change, or empty if there is none to suggest
	 * @param remark the risk that it takes, or why there is none, or the empty string
	 */
	record Result(Optional<PolicyChange> change, String remark) {

		static final Result NONE = new Result(Optional.empty(), "");

	}

}
