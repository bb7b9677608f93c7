package io.crossgate.cors.spring.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * Looks whether others have written the CORS headers of a response that is left to them,
 * when it is complete.
 */
final class UnansweredWatch implements AsyncListener {

	private final CorsEngine engine;

	private final CorsDecision decision;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private UnansweredWatch(CorsEngine engine, CorsDecision decision, HttpServletRequest request,
			HttpServletResponse response) {
		this.engine = engine;
		this.decision = decision;
		this.request = request;
		this.response = response;
	}

	static void look(CorsEngine engine, CorsDecision decision, HttpServletRequest request,
			HttpServletResponse response) {
		if (request.isAsyncStarted()) {
			request.getAsyncContext().addListener(new UnansweredWatch(engine, decision, request, response));
		}
		else {
			lookNow(engine, decision, request, response);
		}
	}

	private static void lookNow(CorsEngine engine, CorsDecision decision, HttpServletRequest request,
			HttpServletResponse response) {
		if (!response.containsHeader(HeaderNames.ALLOW_ORIGIN)
				&& response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
			engine.notifyUnanswered(decision, request, ServletCorsRequestAccessor.INSTANCE, System.nanoTime());
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		lookNow(this.engine, this.decision, this.request, this.response);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// It is completed after that.
	}

	@Override
	public void onError(AsyncEvent event) {
		// It is completed after that.
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

}
