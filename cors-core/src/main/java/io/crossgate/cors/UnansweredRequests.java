package io.crossgate.cors;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.CorsDecision.Outcome;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;

/**
 * Judges requests that were answered without CORS headers: whether their browser keeps
 * the answer from a page, and whether someone could have meant to allow that page. Only
 * messages and counts are made of it.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
 */
final class UnansweredRequests {

	/** Allows none: no origin ends in {@code .invalid} (RFC 2606, section 2). */
	private static final String NO_ORIGIN = "https://none.invalid";

	/** More are not looked at, so that a flood of them costs a glance at a clock each. */
	private static final int A_SECOND = 100;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final CorsPolicies policies;

	/** Refuses whatever CORS has a say in, but for the management endpoints. */
	private final CorsPolicies closed;

	/** Unsynchronised on purpose: a race lets a few more or less be looked at. */
	private long second;

	private int left = A_SECOND;

	UnansweredRequests(CorsPolicies policies, long nanoTime) {
		this.second = nanoTime;
		this.policies = policies;
		this.closed = CorsPolicies.compile(
				List.of(CorsPolicy.named(CorsPolicy.DEFAULT_NAME).paths("/**").allowedOrigins(NO_ORIGIN).build()),
				policies.context().with(CrossOriginProtection.off()));
	}

	boolean areOf(CorsPolicies policies) {
		return this.policies.equals(policies);
	}

	/**
	 * Return whether one more is to be looked at.
	 */
	boolean isDue(long nanoTime) {
		if (nanoTime - this.second >= SECOND) {
			this.second = nanoTime;
			this.left = A_SECOND;
		}
		return this.left-- > 0;
	}

	/**
	 * Return what to tell observers, or {@code null} if there is nothing to tell. Who
	 * asks for an answer that can't be read is not kept from it.
	 */
	@Nullable CorsDecision judge(CorsDecision decision, CorsRequest request) {
		CorsDecision strict = this.closed.decide(request);
		if (strict.outcome() != Outcome.DENIED || strict.kind() == Kind.WEBSOCKET
				|| request.lines(HeaderNames.SEC_FETCH_MODE).contains("no-cors") || OwnOrigin.isLikely(request)) {
			return null;
		}
		if (decision.policy() != null) {
			return decision;
		}
		return isLikelyMeant(request) ? Uncovered.unanswered(strict.kind()) : null;
	}

	private boolean isLikelyMeant(CorsRequest request) {
		List<String> origins = request.lines(HeaderNames.ORIGIN);
		return this.policies.isEmpty() || (origins.size() == 1 && isListed(origins.get(0)))
				|| RequestPath.parents(request.path()).stream().anyMatch((path) -> this.policies.find(path).isPresent())
				|| (!request.contextPath().isEmpty() && this.policies.find(request.fullPath()).isPresent());
	}

	/** Return whether a policy lists an origin, and not merely every one. */
	private boolean isListed(String origin) {
		return this.policies.policies()
			.stream()
			.map((policy) -> this.policies.origins(policy.name()))
			.anyMatch((origins) -> !origins.isAny() && origins.contains(origin));
	}

	/**
	 * The decisions about paths that no policy covers.
	 */
	static final class Uncovered {

		static final CorsDecision WITHOUT_ORIGIN = CorsDecision.uncovered(Kind.NOT_CORS);

		/** Whether a page can read the answer is up to others. */
		private static final CorsDecision OF_PAGE = CorsDecision.uncovered(Kind.NOT_CORS);

		private static final CorsDecision UNANSWERED = CorsDecision.uncovered(Kind.ACTUAL);

		private static final CorsDecision UNANSWERED_PREFLIGHT = CorsDecision.uncovered(Kind.PREFLIGHT);

		private Uncovered() {
		}

		static CorsDecision of(@Nullable String origin) {
			return (origin != null) ? OF_PAGE : WITHOUT_ORIGIN;
		}

		/** Return what observers are told of a request that should have been covered. */
		static CorsDecision unanswered(Kind kind) {
			return (kind == Kind.PREFLIGHT) ? UNANSWERED_PREFLIGHT : UNANSWERED;
		}

	}

	/**
	 * Looks at what the policies in force leave to others.
	 */
	static final class Watch {

		/** Made when it is needed first. */
		private volatile @Nullable UnansweredRequests requests;

		/** Takes note of a response that has no {@code Access-Control-Allow-Origin}. */
		<R> void note(CorsDecision decision, CorsPolicies policies, R request, CorsRequestAccessor<? super R> accessor,
				long nanoTime, Observers observers) {
			UnansweredRequests requests = this.requests;
			if (requests == null || !requests.areOf(policies)) {
				requests = new UnansweredRequests(policies, nanoTime);
				this.requests = requests;
			}
			if (requests.isDue(nanoTime)) {
				CorsRequest facts = CorsRequest.copyOf(request, accessor);
				CorsDecision judged = requests.judge(decision, facts);
				if (judged != null) {
					observers.notifyUnanswered(judged, facts);
				}
			}
		}

	}

}
