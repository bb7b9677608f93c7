package io.crossgate.cors;

import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.PrecomputedDecisions.Header;
import io.crossgate.cors.fetch.Handshakes;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.VaryNames;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.path.PathTree;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.path.Selection;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.validation.PolicyValidator;
import io.crossgate.cors.policy.validation.ValidatedProtection;

/**
 * Finds the unsafe requests that pages of other sites make, for
 * {@link CrossOriginProtection}. Everything that lets a request pass is asked for in the
 * order of its cost: which of several it was makes no difference.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch
 * Metadata, Sec-Fetch-Site</a>
 * @see <a href="https://fetch.spec.whatwg.org/#append-a-request-origin-header">Fetch,
 * append a request Origin header</a>
 */
final class CrossOriginWrites {

	private static final int FORBIDDEN = 403;

	private final CorsPolicy.Mode mode;

	private final OriginSet trusted;

	private final SameOriginCheck sameOrigin;

	/** Exempt for every method, and for {@code POST}; {@code null} if none is. */
	private final @Nullable PathTree<Boolean> exempt;

	private final @Nullable PathTree<Boolean> callbacks;

	private final Refusals uncovered;

	private final Map<String, PolicyTrust> policies = new HashMap<>();

	private final PathTree<CompiledPolicy> paths;

	CrossOriginWrites(DeploymentContext context, PolicyValidator validator, Map<String, CompiledPolicy> policies,
			PathTree<CompiledPolicy> paths) {
		ValidatedProtection protection = validator.protection();
		this.mode = context.protection().mode();
		this.trusted = protection.trusted();
		this.sameOrigin = new SameOriginCheck(context.sameOrigins());
		this.exempt = tree(protection.exempt(), validator.managementPatterns());
		this.callbacks = tree(protection.callbacks(), validator.managementPatterns());
		this.paths = paths;
		this.uncovered = new Refusals(null, this.mode);
		policies.forEach((name, policy) -> this.policies.put(name, PolicyTrust.of(policy, this.mode)));
	}

	private static @Nullable PathTree<Boolean> tree(List<PathPattern> patterns, List<PathPattern> management) {
		if (patterns.isEmpty()) {
			return null;
		}
		PathTree.Builder<Boolean> tree = PathTree.builder();
		tree.addAll(patterns, true);
		tree.excludeAll(management);
		return tree.build();
	}

	/**
	 * Return what is decided in the end. What a policy has answered or refused stays so.
	 */
	<R> CorsDecision enforce(CorsDecision decision, @Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor) {
		if (decision instanceof PendingDecision pending) {
			return pending.judgedBy(this);
		}
		CorsDecision refusal = (this.mode != CorsPolicy.Mode.ENFORCE || decision.endsExchange()) ? null
				: judge(decision, origin, multipleOrigins, request, accessor);
		return (refusal != null) ? refusal : decision;
	}

	/** Tells observers of a refusal that is only reported. */
	<R> void report(Observers observers, CorsDecision decision, @Nullable String origin, boolean multipleOrigins,
			R request, CorsRequestAccessor<? super R> accessor) {
		CorsDecision refusal = (this.mode == CorsPolicy.Mode.ENFORCE || decision.endsExchange()) ? null
				: judge(decision, origin, multipleOrigins, request, accessor);
		if (refusal != null) {
			observers.notifyDecision(refusal, request, accessor);
		}
	}

	private <R> @Nullable CorsDecision judge(CorsDecision decision, @Nullable String origin, boolean multipleOrigins,
			R request, CorsRequestAccessor<? super R> accessor) {
		String method = accessor.method(request);
		boolean get = method.equals("GET");
		if (!get && isSafe(method)) {
			return null;
		}
		if (decision.outcome() == CorsDecision.Outcome.ALLOWED && isCredentialed(decision)) {
			return null;
		}
		if (get && !Handshakes.isWebSocket(accessor.header(request, HeaderNames.UPGRADE))) {
			return null;
		}
		// Programs send neither: containers make an enumeration even of nothing.
		if (origin == null && accessor.header(request, HeaderNames.SEC_FETCH_SITE) == null) {
			return null;
		}
		Enumeration<String> sites = accessor.headers(request, HeaderNames.SEC_FETCH_SITE);
		boolean told = sites.hasMoreElements();
		// Browsers send one line; of several, none is a browser's word.
		if (told && isOwn(sites.nextElement()) && !sites.hasMoreElements()) {
			return null;
		}
		if (origin == null) {
			return isExempt(method, request, accessor) ? null : refusal(decision, true, method);
		}
		if (!multipleOrigins && ((!told && this.sameOrigin.isOwn(origin, request, accessor))
				|| this.trusted.contains(origin) || trust(origin, request, accessor))) {
			return null;
		}
		return isExempt(method, request, accessor) ? null : refusal(decision, told, method);
	}

	/**
	 * Methods are case-sensitive, and what is not known may change anything.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1">RFC 9110, safe
	 * methods</a>
	 */
	private static boolean isSafe(String method) {
		return switch (method) {
			case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY" -> true;
			default -> false;
		};
	}

	/** A request of the user's own is no page's. */
	private static boolean isOwn(String site) {
		return site.equals("same-origin") || site.equals("none");
	}

	private boolean isCredentialed(CorsDecision decision) {
		String name = decision.policy();
		PolicyTrust policy = (name != null) ? this.policies.get(name) : null;
		return policy != null && policy.credentials();
	}

	/**
	 * Return whether an origin is trusted by all policies that its path may be one of.
	 */
	private <R> boolean trust(String origin, R request, CorsRequestAccessor<? super R> accessor) {
		if (RequestPath.isCanonical(accessor.rawPath(request))) {
			return trusts(this.paths.find(accessor.path(request)), origin);
		}
		Selection<CompiledPolicy> selection = PolicyRouting.select(this.paths, request, accessor);
		return !selection.elsewhere() && selection.selected().stream().allMatch((policy) -> trusts(policy, origin));
	}

	private boolean trusts(@Nullable CompiledPolicy policy, String origin) {
		PolicyTrust trust = (policy != null) ? this.policies.get(policy.declaration().name()) : null;
		return trust != null && trust.credentials() && trust.origins().contains(origin);
	}

	private <R> boolean isExempt(String method, R request, CorsRequestAccessor<? super R> accessor) {
		return covers(this.exempt, request, accessor)
				|| (method.equals("POST") && covers(this.callbacks, request, accessor));
	}

	/** Of all readings, one is that of the router that will run. */
	private static <R> boolean covers(@Nullable PathTree<Boolean> paths, R request,
			CorsRequestAccessor<? super R> accessor) {
		if (paths == null) {
			return false;
		}
		return RequestPath.isCanonical(accessor.rawPath(request)) ? paths.find(accessor.path(request)) != null
				: !PolicyRouting.select(paths, request, accessor).elsewhere();
	}

	/** Of what is safe, only a handshake is refused. */
	private CorsDecision refusal(CorsDecision decision, boolean told, String method) {
		String policy = decision.policy();
		PolicyTrust trust = (policy != null) ? this.policies.get(policy) : null;
		return ((trust != null) ? trust.refusals() : this.uncovered).of(told,
				method.equals("GET") || Handshakes.isConnect(method));
	}

	/**
	 * Whom a policy trusts. One that only reports touches nothing, so that it does not
	 * let anything pass either.
	 *
	 * @param credentials whether those it allows act for their users
	 * @param origins the origins it lists
	 * @param refusals what is answered to others
	 */
	private record PolicyTrust(boolean credentials, OriginSet origins, Refusals refusals) {

		static PolicyTrust of(CompiledPolicy policy, CorsPolicy.Mode mode) {
			CorsPolicy declared = policy.declaration();
			boolean credentials = declared.allowCredentials() && declared.mode() == CorsPolicy.Mode.ENFORCE
					&& !policy.origins().isAny();
			return new PolicyTrust(credentials, policy.origins(), new Refusals(policy, mode));
		}

	}

	/**
	 * The refusals on the paths of one policy, or of none. Nothing that is refused is
	 * stored, and {@code Vary} is what the policy's other answers have.
	 */
	private static final class Refusals {

		private final CorsDecision request;

		private final CorsDecision handshake;

		private final CorsDecision unprovenRequest;

		private final CorsDecision unprovenHandshake;

		Refusals(@Nullable CompiledPolicy policy, CorsPolicy.Mode mode) {
			this.request = refusal(policy, mode, Kind.ACTUAL, DecisionReason.CROSS_ORIGIN_WRITE);
			this.handshake = refusal(policy, mode, Kind.WEBSOCKET, DecisionReason.CROSS_ORIGIN_WRITE);
			this.unprovenRequest = refusal(policy, mode, Kind.ACTUAL, DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN);
			this.unprovenHandshake = refusal(policy, mode, Kind.WEBSOCKET, DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN);
		}

		private static CorsDecision refusal(@Nullable CompiledPolicy policy, CorsPolicy.Mode mode, Kind kind,
				DecisionReason reason) {
			boolean enforced = mode == CorsPolicy.Mode.ENFORCE;
			boolean varies = enforced && policy != null && policy.declaration().mode() == CorsPolicy.Mode.ENFORCE
					&& !policy.origins().isAny();
			CorsDecision template = (policy != null)
					? CorsDecision.of(policy.declaration(), kind, reason, Header.NONE, VaryNames.NONE, 0)
					: CorsDecision.uncovered(kind);
			return template.withoutGrant(reason, enforced ? Header.NO_STORE : Header.NONE,
					varies ? VaryNames.ORIGIN : VaryNames.NONE, enforced ? FORBIDDEN : 0, enforced);
		}

		CorsDecision of(boolean told, boolean handshake) {
			if (told) {
				return handshake ? this.handshake : this.request;
			}
			return handshake ? this.unprovenHandshake : this.unprovenRequest;
		}

	}

}
