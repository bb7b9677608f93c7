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
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.util.SafeText;

/**
 * Finds the smallest change by trying: cure the reason the engine gives, ask it again,
 * until it allows the request and its counterpart. What the validator would refuse is
 * never proposed, and what it would accept only as a risk comes with the risk's name, if
 * at all.
 * <p>
 * What is tried is the policy with only those of its origins that are near the request's.
 * Entries of a policy are judged one by one, and others neither allow nor refuse this
 * origin, so that the answers are those of the whole policy at the cost of a small one.
 */
final class MinimalChangeSearch {

	/** Risks of an origin that are its author's to judge, because the page is known. */
	private static final Set<ProblemCode> ACCEPTABLE = EnumSet.of(ProblemCode.INSECURE_ORIGIN,
			ProblemCode.LOOPBACK_ORIGIN);

	/** A longer list of headers is not reviewed. */
	private static final int MAX_HEADERS = 16;

	/** Allows none: no origin ends in {@code .invalid} (RFC 2606, section 2). */
	static final String NO_ORIGIN = "https://none.invalid";

	private final AttemptedRequest attempted;

	private final CorsPolicies policies;

	private final CorsPolicy policy;

	private final List<PolicyEdit> edits = new ArrayList<>();

	private final Set<DecisionReason> handled = EnumSet.noneOf(DecisionReason.class);

	/** The policy's origins that are near the request's. */
	private final List<String> near;

	private CorsPolicy changed;

	/** The changed policy alone, or {@code null} before there is a change. */
	private @Nullable CorsPolicies compiled;

	private String remark = "";

	MinimalChangeSearch(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		this.attempted = new AttemptedRequest(request);
		this.policies = policies;
		this.policy = policy;
		String origin = this.attempted.origin();
		this.near = (origin != null && ReasonDescription.hasOrigins(policy))
				? policies.nearestOrigins(policy.name(), origin) : List.of();
		this.changed = policy.toBuilder()
			.allowedOrigins(
					(this.near.isEmpty() && ReasonDescription.hasOrigins(policy)) ? List.of(NO_ORIGIN) : this.near)
			.allowedOriginPatterns(List.of())
			.build();
	}

	/**
	 * Looks for a change of the policy that covers the request.
	 * @param request the denied request
	 * @param policies the policies that deny it
	 * @param policy the policy to change, as it is declared
	 */
	static Result of(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		MinimalChangeSearch change = new MinimalChangeSearch(request, policies, policy);
		// Whether it may cover a path has been asked of each of its paths already.
		change.changed = change.changed.toBuilder().paths(policy.paths().subList(0, 1)).build();
		CorsRequest counterpart = change.attempted.counterpart();
		boolean found = change.allows(request) && (counterpart == null || change.allows(counterpart))
				&& !change.edits.isEmpty();
		return found ? new Result(Optional.of(new PolicyChange(policy, change.edits)), change.advice())
				: new Result(Optional.empty(), change.remark);
	}

	/**
	 * Return what to think of. The port of https is not known, unless it is the default.
	 */
	private String advice() {
		Optional<Origin> origin = Origin.parse(String.valueOf(this.attempted.origin()));
		boolean stranger = isEdited(PolicyChange.ORIGINS) && origin.stream().noneMatch(Origin::isLoopback);
		String host = origin.map(Origin::host).orElse("");
		boolean named = this.remark.contains(ProblemCode.INSECURE_ORIGIN.code()) && !host.startsWith("[")
				&& host.chars().anyMatch((c) -> c >= 'a' && c <= 'z');
		return ((stranger ? "Allow it only if the origin is yours. " : "") + this.remark + (named
				? " Then https://" + SafeText.of(host) + " is the entry, and no risk has to be accepted." : ""))
			.strip();
	}

	private boolean isEdited(String property) {
		return this.edits.stream().anyMatch((edit) -> edit.property().equals(property));
	}

	/** Return all policies with the edit, or {@code null} if they must not be used. */
	@Nullable CorsPolicies with(PolicyEdit edit) {
		try {
			return this.policies.with(PolicyChange.apply(edit, this.changed));
		}
		catch (InvalidCorsPolicyException ex) {
			return null;
		}
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

	/** Decides as the policies do, or as they would with the change. */
	private DecisionReason decide(CorsRequest request) {
		CorsDecision before = this.policies.decide(request);
		return (this.compiled == null) ? before.reason()
				: this.compiled.decide(this.policy.name(), request).orElse(before).reason();
	}

	private boolean apply(PolicyEdit edit) {
		this.changed = PolicyChange.apply(edit, this.changed);
		this.edits.add(edit);
		this.compiled = compile().orElse(null);
		return this.compiled != null;
	}

	private Optional<CorsPolicies> compile() {
		try {
			return Optional.of(CorsPolicies.compile(List.of(this.changed), this.policies.context()));
		}
		catch (InvalidCorsPolicyException ex) {
			return accept(ex.problems()) ? compile() : Optional.empty();
		}
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
			// What a lookup refuses is not to be listed past it.
			case ORIGIN_NOT_ALLOWED -> (origin == null || !this.policy.originsFrom().isEmpty()
					|| ClosestOriginFinder.isLookalike(origin, this.near)) ? null
							: PolicyEdit.add(PolicyChange.ORIGINS, origin);
			case METHOD_NOT_ALLOWED -> isUnknown(this.attempted.method()) ? null
					: PolicyEdit.add(PolicyChange.METHODS, this.attempted.method());
			case HEADERS_NOT_ALLOWED -> headers(this.attempted.refusedHeaders(this::decide));
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

	/**
	 * What came of looking.
	 *
	 * @param change the change, or empty if there is none to suggest
	 * @param remark the risk that it takes, or why there is none, or the empty string
	 * @param ways the ways past {@code cors.protection}, of which one is right
	 */
	record Result(Optional<PolicyChange> change, String remark, List<ProtectionChange> ways) {

		static final Result NONE = new Result(Optional.empty(), "");

		Result(Optional<PolicyChange> change, String remark) {
			this(change, remark, List.of());
		}

	}

}
