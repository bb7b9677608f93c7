package io.crossgate.cors.spring.reactive;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * Looks whether others have written the CORS headers of a response that is left to them,
 * when it is complete.
 *
 * @param engine is told if not
 * @param decision what was decided about the request
 * @param request the request
 * @param response the response
 */
record UnansweredWatch(CorsEngine engine, CorsDecision decision, ServerHttpRequest request,
		ServerHttpResponse response) {

	private static final int SWITCHING_PROTOCOLS = 101;

	Mono<Void> around(Mono<Void> exchange) {
		return exchange.doOnTerminate(this::complete);
	}

	/** An exception is handled before all filters, and a status alone is sent there. */
	private void complete() {
		if (this.response.isCommitted()) {
			look();
		}
		else {
			this.response.beforeCommit(() -> Mono.fromRunnable(this::look));
		}
	}

	private void look() {
		var status = this.response.getStatusCode();
		if (this.response.getHeaders().getFirst(HeaderNames.ALLOW_ORIGIN) == null
				&& (status == null || status.value() != SWITCHING_PROTOCOLS)) {
			this.engine.notifyUnanswered(this.decision, this.request, ReactiveCorsRequestAccessor.INSTANCE,
					System.nanoTime());
		}
	}

}
