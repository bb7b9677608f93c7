package io.crossgate.cors;

import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.AllowedMethods;
import io.crossgate.cors.fetch.Handshakes;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.origin.pattern.OriginUses;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;

/**
 * One policy, ready to answer. Checks in the order of the standard: origin, method,
 * headers. Every answer that does not repeat part of the request is a constant.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch-0">Fetch,
 * CORS-preflight fetch</a>
 * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
 */
final class CompiledPolicy {

	private final CorsPolicy declaration;

	private final OriginSet origins;

	private final AllowedMethods methods;

	private final AllowedHeaders headers;

	private final SameOriginCheck sameOrigin;

	private final PrecomputedDecisions decisions;

	/** What is asked where no entry matches, or {@code null} if nothing is. */
	private final @Nullable LookedUpOrigins lookup;

	/**
	 * The last preflight response that reflects request values. Unsynchronised on
	 * purpose: the value is immutable, so a race costs a cache miss.
	 */
	private @Nullable ReflectedPreflight lastReflected;

	CompiledPolicy(CorsPolicy policy, OriginSet origins, DeploymentContext context) {
		this(policy, origins, context,
				policy.originsFrom().isEmpty() ? null : new LookedUpOrigins(policy, context, null, Duration.ZERO));
	}

	CompiledPolicy(CorsPolicy policy, OriginSet origins, DeploymentContext context, @Nullable LookedUpOrigins lookup) {
		this.declaration = policy;
		this.origins = origins;
		this.lookup = lookup;
		this.methods = new AllowedMethods(policy.allowedMethods());
		this.headers = new AllowedHeaders(policy.allowedHeaders());
		this.sameOrigin = new SameOriginCheck(context.sameOrigins());
		this.decisions = new PrecomputedDecisions(policy, this.origins.isAny(), this.methods, this.headers,
				(lookup != null) ? lookup.headers() : List.of());
	}

	CorsPolicy declaration() {
		return this.declaration;
	}

	OriginSet origins() {
		return this.origins;
	}

	/**
	 * Return whether a path that can be read in more than one way can't be asked about.
	 */
	boolean isPathLookedUp() {
		return this.lookup != null && this.lookup.dependOnPath();
	}

	/**
	 * Return this policy as an engine asks it, which has the answers of lookups. Where
	 * there are none, origins that are not listed are refused.
	 */
	CompiledPolicy with(@Nullable OriginAnswers answers) {
		return (this.lookup == null || answers == null) ? this : this.lookup.bind(this, answers);
	}

	/** Decides about a request without looking up anything. */
	CorsDecision decide(CorsRequest request) {
		return decide(request.origin(), request.lines(HeaderNames.ORIGIN).size() > 1, request,
				CorsRequest.SnapshotAccessor.INSTANCE, null, OriginUses.NEVER);
	}

	/**
	 * Decides about a request.
	 * @param given the answer to the question about its origin, or {@code null} if it has
	 * not been asked
	 * @param time when, for the note of the entry that allows its origin, or
	 * {@link OriginUses#NEVER}
	 */
	<R> CorsDecision decide(@Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor, @Nullable Answer given, int time) {
		if (this.declaration.mode() == CorsPolicy.Mode.OFF) {
			return this.decisions.off;
		}
		String method = accessor.method(request);
		if (origin == null) {
			return answersTo(method).notCors;
		}
		int entry = (multipleOrigins && !this.origins.isAny()) ? OriginSet.NONE : this.origins.find(origin);
		boolean originAllowed = entry != OriginSet.NONE;
		if (originAllowed) {
			this.origins.uses().note(entry, time);
		}
		Answer answer = given;
		if (!originAllowed && this.lookup != null && !multipleOrigins) {
			answer = (given != null) ? given : this.lookup.known(origin, request, accessor);
			originAllowed = answer == Answer.ALLOWED;
		}
		boolean options = method.equals("OPTIONS");
		if (options) {
			Enumeration<String> methods = accessor.headers(request, HeaderNames.REQUEST_METHOD);
			if (methods.hasMoreElements()) {
				return originAllowed ? preflight(methods, request, accessor)
						: refusal(
								this.decisions
									.deniedPreflight(originReason(origin, multipleOrigins, answer, request, accessor)),
								answer, origin, request, accessor);
			}
		}
		// OPTIONS without a requested method is the application's own.
		if (originAllowed && (options || this.methods.contains(method))) {
			return this.decisions.actual;
		}
		return exemptOrDenied(origin, multipleOrigins, originAllowed, answer, method, request, accessor);
	}

	/**
	 * Looks closer at what is about to be refused. Only here it matters whether the
	 * request is a handshake: whatever its method, one of a listed origin is allowed.
	 */
	private <R> CorsDecision exemptOrDenied(String origin, boolean multipleOrigins, boolean originListed,
			@Nullable Answer answer, String method, R request, CorsRequestAccessor<? super R> accessor) {
		if (originListed && isHandshake(method, request, accessor)) {
			return this.decisions.webSocket;
		}
		if (this.sameOrigin.isOwn(origin, request, accessor)) {
			return answersTo(method).exempt(DecisionReason.SAME_ORIGIN);
		}
		String mode = accessor.header(request, HeaderNames.SEC_FETCH_MODE);
		DecisionReason exemption = this.sameOrigin.exemptReason(mode, request, accessor);
		if (exemption != null) {
			return answersTo(method).exempt(exemption);
		}
		if (originListed) {
			return answersTo(method).denied(DecisionReason.METHOD_NOT_ALLOWED);
		}
		DecisionReason reason = originReason(origin, multipleOrigins, answer, request, accessor);
		boolean handshake = !isPlain(mode) && isHandshake(method, request, accessor);
		return refusal(handshake ? this.decisions.deniedWebSocket(reason) : answersTo(method).denied(reason), answer,
				origin, request, accessor);
	}

	/** What is refused only because it has not been asked yet is to be asked. */
	private <R> CorsDecision refusal(CorsDecision refusal, @Nullable Answer answer, String origin, R request,
			CorsRequestAccessor<? super R> accessor) {
		return (this.lookup == null || answer != null || refusal.reason() != DecisionReason.LOOKUP_FAILED) ? refusal
				: new PendingDecision(refusal, this, this.lookup.question(origin, request, accessor));
	}

	private PrecomputedActualDecisions answersTo(String method) {
		// Most policies answer the same whatever the method.
		return (this.decisions.otherMethod == this.decisions.listedMethod || method.equals("OPTIONS")
				|| this.methods.contains(method)) ? this.decisions.listedMethod : this.decisions.otherMethod;
	}

	private <R> CorsDecision preflight(Enumeration<String> methods, R request,
			CorsRequestAccessor<? super R> accessor) {
		String method = methods.nextElement();
		DecisionReason reason = methods.hasMoreElements() ? DecisionReason.METHOD_MALFORMED : methodReason(method);
		if (reason == DecisionReason.ALLOWED) {
			reason = reason(this.headers.check(accessor.headers(request, HeaderNames.REQUEST_HEADERS)));
		}
		if (reason != DecisionReason.ALLOWED) {
			return this.decisions.deniedPreflight(reason);
		}
		// A policy that does not open it gives no permission: the browser enforces that.
		boolean privateNetwork = this.declaration.allowPrivateNetwork()
				&& "true".equals(accessor.header(request, HeaderNames.REQUEST_PRIVATE_NETWORK));
		return (this.methods.isAny() || this.headers.isOpen()) ? reflect(method, privateNetwork, request, accessor)
				: this.decisions.preflight(privateNetwork);
	}

	private <R> CorsDecision reflect(String method, boolean privateNetwork, R request,
			CorsRequestAccessor<? super R> accessor) {
		Enumeration<String> lines = accessor.headers(request, HeaderNames.REQUEST_HEADERS);
		String line = lines.hasMoreElements() ? lines.nextElement() : null;
		boolean multipleLines = lines.hasMoreElements();
		ReflectedPreflight last = this.lastReflected;
		if (last != null && !multipleLines && last.answers(method, line, privateNetwork)) {
			return last.decision();
		}
		CorsDecision decision = this.decisions.preflight(method, privateNetwork, this.headers.isOpen()
				? AllowedHeaders.requested(accessor.headers(request, HeaderNames.REQUEST_HEADERS)) : null);
		if (!multipleLines && (line == null || line.length() <= AllowedHeaders.MAX_CACHED)) {
			this.lastReflected = new ReflectedPreflight(method, line, privateNetwork, decision);
		}
		return decision;
	}

	/** Says why an origin is refused, or is until its lookup has allowed it. */
	private <R> DecisionReason originReason(String origin, boolean multipleOrigins, @Nullable Answer answer, R request,
			CorsRequestAccessor<? super R> accessor) {
		DecisionReason reason = originReason(origin, multipleOrigins);
		return (this.lookup != null && reason == DecisionReason.ORIGIN_NOT_ALLOWED)
				? this.lookup.reason(answer, origin, request, accessor) : reason;
	}

	private static DecisionReason reason(AllowedHeaders.Answer answer) {
		return switch (answer) {
			case ALLOWED -> DecisionReason.ALLOWED;
			case NOT_ALLOWED -> DecisionReason.HEADERS_NOT_ALLOWED;
			case MALFORMED -> DecisionReason.HEADERS_MALFORMED;
			case TOO_LARGE -> DecisionReason.HEADERS_TOO_LARGE;
		};
	}

	private static DecisionReason originReason(String origin, boolean multipleOrigins) {
		if (multipleOrigins) {
			return DecisionReason.ORIGIN_MULTIPLE;
		}
		if (Origin.isCanonical(origin)) {
			return DecisionReason.ORIGIN_NOT_ALLOWED;
		}
		if (origin.equals("null")) {
			return DecisionReason.ORIGIN_NULL;
		}
		return isList(origin) ? DecisionReason.ORIGIN_MULTIPLE : DecisionReason.ORIGIN_MALFORMED;
	}

	private DecisionReason methodReason(String method) {
		// What is listed is well-formed.
		if (!this.methods.lists(method) && !AllowedMethods.isWellFormed(method)) {
			return DecisionReason.METHOD_MALFORMED;
		}
		return this.methods.contains(method) ? DecisionReason.ALLOWED : DecisionReason.METHOD_NOT_ALLOWED;
	}

	/** Two origins in one line; looked at only as far as an origin can be long. */
	private static boolean isList(String origin) {
		int separator = -1;
		for (int i = 0; i < Math.min(origin.length(), 512) && separator < 0; i++) {
			separator = (origin.charAt(i) == ',' || origin.charAt(i) == ' ') ? i : -1;
		}
		return separator > 0 && origin.lastIndexOf("://", 512) > separator;
	}

	/**
	 * Return whether a request that is refused anyway needs no closer look, because its
	 * browser says that it is no handshake. A policy that has such requests served
	 * believes nothing but the request itself.
	 */
	private boolean isPlain(@Nullable String mode) {
		return this.declaration.onDenied() == CorsPolicy.OnDenied.REJECT
				&& ("cors".equals(mode) || "no-cors".equals(mode));
	}

	private static <R> boolean isHandshake(String method, R request, CorsRequestAccessor<? super R> accessor) {
		return method.equals("GET") ? Handshakes.isWebSocket(accessor.header(request, HeaderNames.UPGRADE))
				: Handshakes.isConnect(method);
	}

	/**
	 * An answer, and the parts of the request it repeats.
	 *
	 * @param method the requested method
	 * @param line the only line of requested headers, if there is one
	 * @param privateNetwork whether a private network was asked for
	 * @param decision the answer
	 */
	private record ReflectedPreflight(String method, @Nullable String line, boolean privateNetwork,
			CorsDecision decision) {

		boolean answers(String method, @Nullable String line, boolean privateNetwork) {
			return this.privateNetwork == privateNetwork && this.method.equals(method)
					&& Objects.equals(this.line, line);
		}

	}

}
