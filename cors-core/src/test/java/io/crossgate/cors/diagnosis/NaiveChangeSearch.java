package io.crossgate.cors.diagnosis;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

/**
 * The naive twin of {@link MinimalChangeSearch}: looks at every entry of a policy, and
 * compiles all policies anew for every edit that it tries.
 */
final class NaiveChangeSearch {

	private static final Set<ProblemCode> ACCEPTABLE = EnumSet.of(ProblemCode.INSECURE_ORIGIN,
			ProblemCode.LOOPBACK_ORIGIN);

	private final AttemptedRequest attempted;

	private final CorsPolicy policy;

	private final List<PolicyEdit> edits = new ArrayList<>();

	private final Set<DecisionReason> handled = EnumSet.noneOf(DecisionReason.class);

	private CorsPolicies policies;

	private CorsPolicy changed;

	private String remark = "";

	private NaiveChangeSearch(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		this.attempted = new AttemptedRequest(request);
		this.policies = policies;
		this.policy = policy;
		this.changed = policy;
	}

	/** Return the policy, the edits and the remark, as text. */
	static String of(CorsRequest request, CorsPolicies policies, CorsPolicy policy) {
		NaiveChangeSearch search = new NaiveChangeSearch(request, policies, policy);
		CorsRequest counterpart = search.attempted.counterpart();
		boolean found = search.allows(request) && (counterpart == null || search.allows(counterpart))
				&& !search.edits.isEmpty();
		return found ? policy.name() + " " + search.edits + " " + search.advice() : "none " + search.remark;
	}

	private String advice() {
		URI origin = URI.create(String.valueOf(this.attempted.origin()));
		boolean listed = this.edits.stream().anyMatch((edit) -> edit.property().equals(PolicyChange.ORIGINS));
		boolean own = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(origin.getHost()));
		boolean named = this.remark.contains("insecure-origin") && !origin.getHost().matches("[0-9.]+|\\[.*");
		String insecure = named ? " Then https://" + origin.getHost() + " is the entry, and no risk has to be accepted."
				: "";
		return ((listed && !own) ? "Allow it only if the origin is yours. " : "").concat(this.remark + insecure)
			.strip();
	}

	static String ofPath(CorsRequest request, CorsPolicies policies) {
		String path = RequestPath.decode(request.path());
		if (path.chars().anyMatch((c) -> !Character.isLetterOrDigit(c) && "/-._~".indexOf(c) < 0)) {
			return "none ";
		}
		for (CorsPolicy policy : policies.policies()) {
			NaiveChangeSearch search = new NaiveChangeSearch(request, policies, policy);
			CorsRequest counterpart = search.attempted.counterpart();
			if (!search.origins().contains("*") && search.apply(PolicyEdit.add(PolicyChange.PATHS, List.of(path)))
					&& search.decide(request) == DecisionReason.ALLOWED
					&& (counterpart == null || search.decide(counterpart) == DecisionReason.ALLOWED)) {
				return policy.name() + " " + search.edits + " " + search.remark;
			}
		}
		return "none ";
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
		return this.policies.decide(request).reason();
	}

	private boolean apply(PolicyEdit edit) {
		this.changed = PolicyChange.apply(edit, this.changed);
		this.edits.add(edit);
		try {
			this.policies = compile();
			return true;
		}
		catch (InvalidCorsPolicyException ex) {
			if (accept(ex.problems())) {
				this.policies = compile();
				return true;
			}
			return false;
		}
	}

	private CorsPolicies compile() {
		List<CorsPolicy> all = new ArrayList<>(this.policies.policies());
		all.replaceAll((policy) -> policy.name().equals(this.changed.name()) ? this.changed : policy);
		return CorsPolicies.compile(all, this.policies.context());
	}

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

	private PolicyEdit editFor(DecisionReason reason) {
		String origin = this.attempted.origin();
		return switch (reason) {
			case ORIGIN_NOT_ALLOWED -> (origin == null || ClosestOriginFinder.isLookalike(origin, origins())) ? null
					: PolicyEdit.add(PolicyChange.ORIGINS, List.of(origin));
			case METHOD_NOT_ALLOWED -> isUnknown(this.attempted.method()) ? null
					: PolicyEdit.add(PolicyChange.METHODS, List.of(this.attempted.method()));
			case HEADERS_NOT_ALLOWED -> headers(this.attempted.refusedHeaders(this.policies));
			default -> null;
		};
	}

	private List<String> origins() {
		return Stream.concat(this.policy.allowedOrigins().stream(), this.policy.allowedOriginPatterns().stream())
			.toList();
	}

	private static PolicyEdit headers(List<String> names) {
		return (names.isEmpty() || names.size() > 16 || names.contains("*")) ? null
				: PolicyEdit.add(PolicyChange.HEADERS, names);
	}

	private boolean isUnknown(String method) {
		String upper = method.toUpperCase(Locale.ROOT);
		return method.equals("*") || (!method.equals(upper)
				&& (CorsPolicy.DEFAULT_METHODS.contains(upper) || this.policy.allowedMethods().contains(upper)));
	}

}
