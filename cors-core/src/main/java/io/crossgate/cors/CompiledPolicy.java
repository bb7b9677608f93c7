package io.crossgate.cors;

import java.util.Enumeration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Handshakes;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginSet;

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

	private final SameOrigin sameOrigin;

	private final Answers answers;

	/**
	 * The last answer that repeats part of the request. A front end asks for the same
	 * again and again. A race only loses a memory: all of it is immutable.
	 */
	private @Nullable Echo echo;

	CompiledPolicy(CorsPolicy policy, OriginSet origins, Circumstances circumstances) {
		this.declaration = policy;
		this.origins = origins;
		this.methods = new AllowedMethods(policy.allowedMethods());
		this.headers = new AllowedHeaders(policy.allowedHeaders());
		this.sameOrigin = new SameOrigin(circumstances.sameOrigins());
		this.answers = new Answers(policy, this.origins.isAny(), this.methods, this.headers);
	}

	CorsPolicy declaration() {
		return this.declaration;
	}

	<R> CorsDecision decide(@Nullable String origin, boolean several, R request, CorsRequest.Reader<? super R> reader) {
		if (this.declaration.mode() == CorsPolicy.Mode.OFF) {
			return this.answers.off;
		}
		String method = reader.method(request);
		if (origin == null) {
			return answersTo(method).notCors;
		}
		boolean listed = this.origins.isAny() || (!several && this.origins.contains(origin));
		boolean options = method.equals("OPTIONS");
		if (options) {
			Enumeration<String> methods = reader.headers(request, HeaderNames.REQUEST_METHOD);
			if (methods.hasMoreElements()) {
				return listed ? preflight(methods, request, reader)
						: this.answers.deniedPreflight(originReason(origin, several));
			}
		}
		// OPTIONS without a requested method is the application's own.
		if (listed && (options || this.methods.contains(method))) {
			return this.answers.actual;
		}
		return exemptOrDenied(origin, several, listed, method, request, reader);
	}

	/**
	 * Looks closer at what is about to be refused. Only here it matters whether the
	 * request is a handshake: whatever its method, one of a listed origin is allowed.
	 */
	private <R> CorsDecision exemptOrDenied(String origin, boolean several, boolean originListed, String method,
			R request, CorsRequest.Reader<? super R> reader) {
		if (originListed && isHandshake(method, request, reader)) {
			return this.answers.webSocket;
		}
		if (this.sameOrigin.isOwn(origin, request, reader)) {
			return answersTo(method).exempt(Reason.SAME_ORIGIN);
		}
		String mode = reader.header(request, HeaderNames.SEC_FETCH_MODE);
		Reason exemption = this.sameOrigin.exemption(mode, request, reader);
		if (exemption != Reason.ALLOWED) {
			return answersTo(method).exempt(exemption);
		}
		if (originListed) {
			return answersTo(method).denied(Reason.METHOD_NOT_ALLOWED);
		}
		Reason reason = originReason(origin, several);
		boolean handshake = !isPlain(mode) && isHandshake(method, request, reader);
		return handshake ? this.answers.deniedWebSocket(reason) : answersTo(method).denied(reason);
	}

	private ActualAnswers answersTo(String method) {
		// Most policies answer the same whatever the method.
		return (this.answers.otherMethod == this.answers.listedMethod || method.equals("OPTIONS")
				|| this.methods.contains(method)) ? this.answers.listedMethod : this.answers.otherMethod;
	}

	private <R> CorsDecision preflight(Enumeration<String> methods, R request, CorsRequest.Reader<? super R> reader) {
		String method = methods.nextElement();
		Reason reason = methods.hasMoreElements() ? Reason.METHOD_MALFORMED : methodReason(method);
		if (reason == Reason.ALLOWED) {
			reason = this.headers.check(request, reader);
		}
		if (reason != Reason.ALLOWED) {
			return this.answers.deniedPreflight(reason);
		}
		// A policy that does not open it gives no permission: the browser enforces that.
		boolean privateNetwork = this.declaration.allowPrivateNetwork()
				&& "true".equals(reader.header(request, HeaderNames.REQUEST_PRIVATE_NETWORK));
		return (this.methods.isAny() || this.headers.isAny()) ? echo(method, privateNetwork, request, reader)
				: this.answers.preflight(privateNetwork);
	}

	private <R> CorsDecision echo(String method, boolean privateNetwork, R request,
			CorsRequest.Reader<? super R> reader) {
		Enumeration<String> lines = reader.headers(request, HeaderNames.REQUEST_HEADERS);
		String line = lines.hasMoreElements() ? lines.nextElement() : null;
		boolean several = lines.hasMoreElements();
		Echo last = this.echo;
		if (last != null && !several && last.answers(method, line, privateNetwork)) {
			return last.decision();
		}
		CorsDecision decision = this.answers.preflight(method, privateNetwork,
				this.headers.isAny() ? AllowedHeaders.requested(request, reader) : null);
		if (!several && (line == null || line.length() <= AllowedHeaders.MAX_REMEMBERED)) {
			this.echo = new Echo(method, line, privateNetwork, decision);
		}
		return decision;
	}

	/** Says why an origin is refused. */
	private static Reason originReason(String origin, boolean several) {
		if (several) {
			return Reason.ORIGIN_MULTIPLE;
		}
		if (Origin.isCanonical(origin)) {
			return Reason.ORIGIN_NOT_ALLOWED;
		}
		if (origin.equals("null")) {
			return Reason.ORIGIN_NULL;
		}
		return isList(origin) ? Reason.ORIGIN_MULTIPLE : Reason.ORIGIN_MALFORMED;
	}

	private Reason methodReason(String method) {
		// What is listed is well-formed.
		if (!this.methods.lists(method) && !AllowedMethods.isWellFormed(method)) {
			return Reason.METHOD_MALFORMED;
		}
		return this.methods.contains(method) ? Reason.ALLOWED : Reason.METHOD_NOT_ALLOWED;
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

	private static <R> boolean isHandshake(String method, R request, CorsRequest.Reader<? super R> reader) {
		return method.equals("GET") ? Handshakes.isWebSocket(reader.header(request, HeaderNames.UPGRADE))
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
	private record Echo(String method, @Nullable String line, boolean privateNetwork, CorsDecision decision) {

		boolean answers(String method, @Nullable String line, boolean privateNetwork) {
			return this.privateNetwork == privateNetwork && this.method.equals(method)
					&& Objects.equals(this.line, line);
		}

	}

}
