package io.crossgate.cors.diagnosis;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;

/**
 * Why a decision came out as it did, and what to do about it.
 *
 * <pre class="code">
 * Diagnosis diagnosis = Diagnosis.of(request, policies);
 * diagnosis.sentence(); // Policy 'default' (paths /**) does not allow the origin http://127.0.0.1:5173. The nearest ...
 * diagnosis.change().map(Change::yaml); // cors:\n  allowed-origins: http://localhost:5173, http://127.0.0.1:5173
 * </pre>
 *
 * Every text is printable ASCII, and what it repeats of the request is bounded: it can be
 * logged as it is.
 *
 * @since 0.1.0
 */
public final class Diagnosis {

	/** Allows no origin: none ends in {@code .invalid} (RFC 2606, section 2). */
	private static final String NO_ORIGIN = "https://nobody.invalid";

	private final CorsRequest request;

	private final DecisionReason reason;

	private final boolean denied;

	private final ReasonDescription explanation;

	private final MinimalChangeSearch.Result attempt;

	private Diagnosis(CorsRequest request, DecisionReason reason, boolean denied, ReasonDescription explanation,
			MinimalChangeSearch.Result attempt) {
		this.request = request;
		this.reason = reason;
		this.denied = denied;
		this.explanation = explanation;
		this.attempt = attempt;
	}

	/**
	 * Explains what policies decide about a request.
	 * @param request the request
	 * @param policies the policies
	 * @return the diagnosis
	 */
	public static Diagnosis of(CorsRequest request, CorsPolicies policies) {
		return of(request, policies.decide(request), policies);
	}

	/**
	 * Explains a decision.
	 * @param request the request
	 * @param decision what was decided about it
	 * @param policies the policies that decided
	 * @return the diagnosis
	 */
	public static Diagnosis of(CorsRequest request, CorsDecision decision, CorsPolicies policies) {
		return of(request, decision, decision.reason(), policies);
	}

	/**
	 * Explains what policies decide about a request that was decided earlier. What they
	 * would have to look up counts as it did then.
	 * @param request the request
	 * @param earlier the reason of the decision then
	 * @param policies the policies
	 * @return the diagnosis
	 */
	public static Diagnosis of(CorsRequest request, DecisionReason earlier, CorsPolicies policies) {
		CorsDecision decision = policies.decide(request);
		// What is looked up, or only reported, is not decided again.
		boolean stays = earlier.isOfProtection() || decision.reason() == DecisionReason.LOOKUP_FAILED;
		return of(request, decision, stays ? earlier : decision.reason(), policies);
	}

	private static Diagnosis of(CorsRequest request, CorsDecision decision, DecisionReason reason,
			CorsPolicies inForce) {
		if (reason.isOfProtection()) {
			ReasonDescription explanation = ReasonDescription.ofWrite(request, reason);
			return new Diagnosis(request, reason, true, explanation,
					new MinimalChangeSearch.Result(Optional.empty(), "", explanation.isOwnOrigin() ? List.of()
							: ProtectionChange.of(request, inForce.context().protection())));
		}
		CorsPolicies policies = (decision.policy() == null) ? inForce
				: inForce.policy(decision.policy())
					.map((policy) -> OriginLookups.answered(request, reason, inForce, policy))
					.orElse(inForce);
		if (decision.policy() == null) {
			return policies.isEmpty() ? ofNothing(request, decision, policies) : ofPath(request, decision, policies);
		}
		boolean denied = decision.outcome() == CorsDecision.Outcome.DENIED;
		CorsPolicy policy = policies.policy(decision.policy()).orElse(null);
		if (policy == null) {
			return new Diagnosis(request, reason, denied,
					ReasonDescription.of(request, reason, policies, CorsPolicy.named(decision.policy()).build()),
					MinimalChangeSearch.Result.NONE);
		}
		ReasonDescription explanation = ReasonDescription.of(request, reason, policies, policy);
		return new Diagnosis(request, reason, denied, explanation,
				denied ? change(explanation, request, policies, policy) : MinimalChangeSearch.Result.NONE);
	}

	/**
	 * Return what refuses every page of another origin, but where management endpoints
	 * are.
	 */
	static CorsPolicies closed(CorsPolicies policies) {
		return CorsPolicies.compile(
				List.of(CorsPolicy.named(CorsPolicy.DEFAULT_NAME).paths("/**").allowedOrigins(NO_ORIGIN).build()),
				policies.context().with(CrossOriginProtection.off()));
	}

	/** Nothing is configured yet: asks a default policy that allows no origin. */
	private static Diagnosis ofNothing(CorsRequest request, CorsDecision decision, CorsPolicies policies) {
		CorsPolicy policy = CorsPolicy.named(CorsPolicy.DEFAULT_NAME).paths("/**").build();
		CorsPolicies closed = closed(policies);
		CorsDecision answer = closed.decide(request);
		if (answer.reason() == DecisionReason.NO_POLICY) {
			return ofPath(request, decision, policies);
		}
		ReasonDescription explanation = ReasonDescription.of(request, answer.reason(), closed, policy);
		// No policy restricts the application's own pages yet.
		boolean denied = answer.outcome() == CorsDecision.Outcome.DENIED && !explanation.isOwnOrigin();
		return new Diagnosis(request, decision.reason(), denied, explanation,
				denied ? change(explanation, request, closed, policy) : MinimalChangeSearch.Result.NONE);
	}

	private static MinimalChangeSearch.Result change(ReasonDescription explanation, CorsRequest request,
			CorsPolicies policies, CorsPolicy policy) {
		return explanation.isOwnOrigin() ? MinimalChangeSearch.Result.NONE
				: MinimalChangeSearch.of(request, policies, policy);
	}

	private static Diagnosis ofPath(CorsRequest request, CorsDecision decision, CorsPolicies policies) {
		return new Diagnosis(request, decision.reason(), false, ReasonDescription.ofPath(request, policies),
				RequestPath.isCanonical(request.path()) ? PathChangeSearch.of(request, policies)
						: MinimalChangeSearch.Result.NONE);
	}

	/**
	 * Return why, as the engine said it.
	 * @return the decision's reason
	 */
	public DecisionReason reason() {
		return this.reason;
	}

	/**
	 * Return whether a page is kept from reading the answer: by a policy, or because
	 * there is none at all yet.
	 * @return whether it is a refusal
	 */
	public boolean isDenied() {
		return this.denied;
	}

	/**
	 * Return what decided.
	 * @return the rule
	 */
	public DecidingRule rule() {
		return this.explanation.rule();
	}

	/**
	 * Return what almost matched.
	 * @return the nearest miss
	 */
	public ClosestMatch closestMatch() {
		return this.explanation.closestMatch();
	}

	/**
	 * Return what would have to be configured for exactly this request to be allowed, its
	 * preflight included.
	 * @return the change, with the risks that the policy would have to accept; empty if
	 * the request should not be allowed as it is
	 */
	public Optional<PolicyChange> change() {
		return this.attempt.change();
	}

	/**
	 * Return what would let a request pass that {@code cors.protection} refused.
	 * @return the ways, of which at most one is right; a person has to choose
	 */
	public List<ProtectionChange> protectionChanges() {
		return this.attempt.ways();
	}

	/**
	 * Return the whole explanation for people: the verdict, the nearest miss, and why no
	 * change is suggested where one might be expected.
	 * @return one or more sentences in one line
	 */
	public String sentence() {
		StringBuilder sentence = new StringBuilder(this.explanation.verdict());
		if (!closestMatch().sentence().isEmpty()) {
			sentence.append(' ').append(closestMatch().sentence());
		}
		if (!this.attempt.remark().isEmpty()) {
			sentence.append(' ').append(this.attempt.remark());
		}
		String sender = this.denied ? Sender.remark(this.request) : "";
		return sentence.append(sender.isEmpty() ? "" : " ").append(sender).toString();
	}

	/**
	 * Return what has to be known of the {@link #change() change}: the risk that comes
	 * with it, or why there is none where one might be expected.
	 * @return one or more sentences, or the empty string
	 */
	public String remark() {
		return this.attempt.remark();
	}

	/**
	 * Return the same diagnosis for readers who may not see which origins are allowed.
	 * @return a diagnosis whose rule, nearest miss and sentence name no origin that is
	 * configured; its change still knows them ({@link PolicyChange#yamlWithoutOrigins})
	 */
	public Diagnosis withoutOrigins() {
		return new Diagnosis(this.request, this.reason, this.denied, this.explanation.withoutOrigins(), this.attempt);
	}

	/**
	 * Return a command that sends the request again.
	 * @param baseUrl scheme, host and port of the server, and the context path if there
	 * is one, such as {@code http://localhost:8080}
	 * @return one line for a POSIX shell in which every value is quoted; values of more
	 * than 128 characters are cut, but lists of header names
	 */
	public String curl(String baseUrl) {
		return CurlCommand.of(this.request, baseUrl);
	}

	@Override
	public String toString() {
		return sentence();
	}

	/**
	 * The rule that decided.
	 *
	 * @param policy the name of the policy, or {@code null} if none covers the path
	 * @param property the property of it that decided, such as {@code allowed-origins}
	 * @param entry the entry of the property that decided, or {@code null} if it was the
	 * lack of one
	 * @since 0.1.0
	 */
	public record DecidingRule(@Nullable String policy, String property, @Nullable String entry) {

	}

	/**
	 * What almost matched, or what else explains the refusal best.
	 *
	 * @param kind the kind of difference, for programs
	 * @param entry the configured value that comes nearest, or {@code null} if none is
	 * near
	 * @param sentence the difference, for people: printable ASCII; empty if there is
	 * nothing to say
	 * @since 0.1.0
	 */
	public record ClosestMatch(MismatchKind kind, @Nullable String entry, String sentence) {

		static final ClosestMatch NONE = new ClosestMatch(MismatchKind.NONE, null, "");

		/**
		 * Return the same without the configured value, for readers who may not see it.
		 * @return the same kind without entry, and a sentence that does not name it
		 */
		public ClosestMatch withoutEntry() {
			return (this.entry == null) ? this : new ClosestMatch(this.kind, null, this.kind.general());
		}

		static ClosestMatch because(MismatchKind difference, String sentence) {
			return new ClosestMatch(difference, null, sentence);
		}

	}

}
