package io.crossgate.cors.spring.servlet;

import java.io.IOException;
import java.util.Enumeration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.PendingDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.ReplacedHeaderWarning;

/**
 * CORS for servlet containers. Stands before everything that could answer in its place;
 * on the dispatches that follow, for errors and asynchronous results, it only puts back
 * what it had decided, because headers get lost on the way there.
 *
 * @since 0.1.0
 */
public final class CorsServletFilter implements Filter {

	private static final String DECISION = CorsServletFilter.class.getName() + ".DECISION";

	private static final int FIRST_ERROR = 400;

	private final CorsEngine engine;

	private final boolean authoritative;

	private final ResetResponseWarning resetWarning;

	private final ReplacedHeaderWarning replaced = new ReplacedHeaderWarning();

	/**
	 * Creates a filter.
	 * @param engine decides
	 * @param authoritative whether the policy that covers a path is the only author of
	 * its CORS headers, so that those that others write later are dropped
	 */
	public CorsServletFilter(CorsEngine engine, boolean authoritative) {
		this.engine = engine;
		this.authoritative = authoritative;
		this.resetWarning = new ResetResponseWarning(authoritative);
	}

	/**
	 * Creates a filter whose policies are the only authors of CORS headers on their
	 * paths.
	 * @param engine decides
	 */
	public CorsServletFilter(CorsEngine engine) {
		this(engine, true);
	}

	/**
	 * Copies the facts CORS looks at.
	 * @param request a request
	 * @return its facts
	 */
	public static CorsRequest toCorsRequest(HttpServletRequest request) {
		return CorsRequest.copyOf(request, ServletCorsRequestAccessor.INSTANCE);
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		if (request.getDispatcherType() != DispatcherType.REQUEST) {
			handleRedispatch(request, response, chain);
			return;
		}
		Enumeration<String> origins = request.getHeaders(HeaderNames.ORIGIN);
		String origin = origins.hasMoreElements() ? origins.nextElement() : null;
		CorsDecision decision = this.engine.decide(origin, origins.hasMoreElements(), request,
				ServletCorsRequestAccessor.INSTANCE);
		if (decision instanceof PendingDecision pending) {
			// A thread of the container may wait, for no longer than the time-out.
			pending.await();
			decision = this.engine.complete(pending, request, ServletCorsRequestAccessor.INSTANCE);
		}
		if (decision.endsExchange()) {
			ServletCorsHeaderWriter.write(decision, origin, response);
			response.setStatus(decision.status());
			return;
		}
		if (!decision.isEnforced()) {
			leave(decision, request, response, chain);
			return;
		}
		ServletCorsHeaderWriter.write(decision, origin, response);
		proceed(decision, origin, request, response, guarded(decision, origin, request, response), chain);
	}

	private void leave(CorsDecision decision, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (decision.isLeftToOthers()) {
				UnansweredWatch.look(this.engine, decision, request, response);
			}
		}
	}

	/** Puts back what was lost on the way to an error page or an asynchronous result. */
	private void handleRedispatch(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!(request.getAttribute(DECISION) instanceof CorsDecision decision)) {
			chain.doFilter(request, response);
			return;
		}
		String origin = request.getHeader(HeaderNames.ORIGIN);
		AuthoritativeResponseWrapper around = AuthoritativeResponseWrapper.around(response);
		if (around != null) {
			// What is written past it is written by the policy.
			HttpServletResponse inner = (HttpServletResponse) around.getResponse();
			ServletCorsHeaderWriter.write(decision, origin, inner);
			proceed(decision, origin, request, inner, response, chain);
			return;
		}
		boolean lossy = request.getDispatcherType() == DispatcherType.ERROR && !decision.vary().isEmpty()
				&& !response.containsHeader(HeaderNames.VARY);
		if (isSoleAuthor(decision)) {
			ServletCorsHeaderWriter.write(decision, origin, response);
		}
		else {
			ServletCorsHeaderWriter.complete(decision, origin, response);
		}
		proceed(decision, origin, request, response,
				guarded(decision, origin, request, lossy ? new SendErrorAsStatusResponseWrapper(response) : response),
				chain);
	}

	private HttpServletResponse guarded(CorsDecision decision, @Nullable String origin, HttpServletRequest request,
			HttpServletResponse response) {
		return isSoleAuthor(decision)
				? new AuthoritativeResponseWrapper(this.replaced, decision, origin, request, response) : response;
	}

	/**
	 * What a policy refuses but lets pass must not be opened by an annotation behind it.
	 */
	private boolean isSoleAuthor(CorsDecision decision) {
		return this.authoritative || decision.outcome() == CorsDecision.Outcome.DENIED;
	}

	private void proceed(CorsDecision decision, @Nullable String origin, HttpServletRequest request,
			HttpServletResponse response, HttpServletResponse guarded, FilterChain chain)
			throws IOException, ServletException {
		boolean later = false;
		boolean mayBeRedispatched = true;
		try {
			chain.doFilter(request, guarded);
			later = request.isAsyncStarted();
			mayBeRedispatched = later || response.getStatus() >= FIRST_ERROR;
		}
		finally {
			if (mayBeRedispatched) {
				request.setAttribute(DECISION, decision);
			}
		}
		if (later) {
			return;
		}
		if (response.isCommitted()) {
			this.resetWarning.check(decision, request, response);
		}
		else {
			ServletCorsHeaderWriter.restore(decision, origin, response);
		}
	}

}
