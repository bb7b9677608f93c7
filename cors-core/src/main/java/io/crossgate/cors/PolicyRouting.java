package io.crossgate.cors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.CorsDecision.Outcome;
import io.crossgate.cors.PrecomputedDecisions.Header;
import io.crossgate.cors.UnansweredRequests.Uncovered;
import io.crossgate.cors.fetch.VaryNames;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.pattern.OriginUses;
import io.crossgate.cors.path.PathTree;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.path.Selection;

/**
 * Selects the policy that decides about a request. Of a path that can be read in more
 * than one way, all readings have to select the same. If they do not, nothing is granted,
 * and what any of the policies refuses is refused: the way a path is spelt leads neither
 * past a refusal nor to a grant.
 */
final class PolicyRouting {

	private static final int FORBIDDEN = 403;

	/** Decides instead of all: the first that enforces, or else the first. */
	private @Nullable CorsDecision first;

	/** What is no matter of CORS to one policy is none to any other. */
	private @Nullable CorsDecision untouched;

	private @Nullable CorsDecision refusal;

	private VaryNames vary = VaryNames.NONE;

	private PolicyRouting() {
	}

	static <R> CorsDecision decide(PathTree<CompiledPolicy> paths, @Nullable String origin, boolean multipleOrigins,
			R request, CorsRequestAccessor<? super R> accessor, @Nullable OriginAnswers answers, int time) {
		if (!RequestPath.isCanonical(accessor.rawPath(request))) {
			return decide(select(paths, request, accessor), origin, multipleOrigins, request, accessor, answers, time);
		}
		CompiledPolicy policy = paths.find(accessor.path(request));
		return (policy != null) ? policy.with(answers).decide(origin, multipleOrigins, request, accessor, null, time)
				: Uncovered.of(origin);
	}

	private static <R> CorsDecision decide(Selection<CompiledPolicy> selection, @Nullable String origin,
			boolean several, R request, CorsRequestAccessor<? super R> reader, @Nullable OriginAnswers answers,
			int time) {
		if (selection.isUnanimous()) {
			for (CompiledPolicy selected : selection.selected()) {
				CompiledPolicy policy = selected.with(answers);
				return policy.decide(origin, several, request, reader, policy.isPathLookedUp() ? Answer.DENIED : null,
						time);
			}
			return Uncovered.of(origin);
		}
		PolicyRouting path = new PolicyRouting();
		for (CompiledPolicy policy : selection.selected()) {
			// Nothing will be granted, so nothing is looked up.
			path.add(policy.decide(origin, several, request, reader, Answer.DENIED, OriginUses.NEVER));
			if (path.refusal != null) {
				break;
			}
		}
		return path.decision(origin);
	}

	/** Looks the path of a request up under each of its readings. */
	static <R, T> Selection<T> select(PathTree<T> tree, R request, CorsRequestAccessor<? super R> accessor) {
		String rawPath = accessor.rawPath(request);
		String contextPath = accessor.contextPath(request);
		boolean inside = rawPath.startsWith(contextPath);
		return tree.select(inside ? contextPath : "", inside ? rawPath.substring(contextPath.length()) : rawPath,
				accessor.path(request));
	}

	private void add(CorsDecision decision) {
		if (decision.reason() == DecisionReason.NO_POLICY) {
			return;
		}
		if (decision.outcome() == Outcome.NOT_APPLICABLE && this.untouched == null) {
			this.untouched = decision;
		}
		if (this.first == null || (this.first.isReportOnly() && !decision.isReportOnly())) {
			this.first = decision;
		}
		if (!decision.isReportOnly()) {
			this.vary = this.vary.and(decision.varyNames());
			if (decision.endsExchange() || decision.kind() == Kind.PREFLIGHT) {
				this.refusal = decision;
			}
		}
	}

	private CorsDecision decision(@Nullable String origin) {
		if (this.refusal != null) {
			return decision(this.refusal, DecisionReason.AMBIGUOUS_PATH, Header.NO_STORE, FORBIDDEN);
		}
		if (this.untouched != null) {
			return decision(this.untouched, this.untouched.reason(), Header.NONE, 0);
		}
		return (this.first != null) ? decision(this.first, DecisionReason.AMBIGUOUS_PATH, Header.NONE, 0)
				: Uncovered.of(origin);
	}

	private CorsDecision decision(CorsDecision of, DecisionReason reason, Header[] headers, int status) {
		boolean enforced = this.first != null && this.first.isEnforced();
		return of.withoutGrant(reason, headers, this.vary, status, enforced);
	}

}
