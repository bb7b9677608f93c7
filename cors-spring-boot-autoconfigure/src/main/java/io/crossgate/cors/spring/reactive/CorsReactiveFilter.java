package io.crossgate.cors.spring.reactive;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.PendingDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.ReplacedHeaderWarning;

/**
 * CORS for WebFlux. Stands before everything that could answer in its place.
 *
 * @since 0.1.0
 */
public final class CorsReactiveFilter implements WebFilter, Ordered, ApplicationContextAware {

	private final CorsEngine engine;

	private final boolean authoritative;

	private final int order;

	private final ReplacedHeaderWarning replaced = new ReplacedHeaderWarning();

	private @Nullable ApplicationContext context;

	/**
	 * Creates a filter.
	 * @param engine decides
	 * @param authoritative whether the policy that covers a path is the only author of
	 * its CORS headers, so that those that others write later are dropped
	 * @param order where it stands among the web filters
	 */
	public CorsReactiveFilter(CorsEngine engine, boolean authoritative, int order) {
		this.engine = engine;
		this.authoritative = authoritative;
		this.order = order;
	}

	/**
	 * Creates a filter whose policies are the only authors of CORS headers on their
	 * paths.
	 * @param engine decides
	 */
	public CorsReactiveFilter(CorsEngine engine) {
		this(engine, true, Ordered.HIGHEST_PRECEDENCE + 10);
	}

	/**
	 * Copies the facts CORS looks at.
	 * @param request a request
	 * @return its facts
	 */
	public static CorsRequest toCorsRequest(ServerHttpRequest request) {
		return CorsRequest.copyOf(request, ReactiveCorsRequestAccessor.INSTANCE);
	}

	/**
	 * Return the engine that decides.
	 * @return the engine
	 */
	public CorsEngine engine() {
		return this.engine;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		// The management server on a port of its own takes over its parent's web filters.
		if (this.context != null && !this.context.equals(exchange.getApplicationContext())) {
			return chain.filter(exchange);
		}
		ServerHttpRequest request = exchange.getRequest();
		List<String> origins = HttpHeadersCompat.of(request.getHeaders(), HeaderNames.ORIGIN);
		String origin = origins.isEmpty() ? null : origins.get(0);
		CorsDecision decision = this.engine.decide(origin, origins.size() > 1, request,
				ReactiveCorsRequestAccessor.INSTANCE);
		return (decision instanceof PendingDecision pending) ? decideLater(pending, origin, exchange, chain)
				: apply(decision, origin, exchange, chain);
	}

	/** Behind the answer, the request goes on where it may, on no thread of a lookup. */
	private Mono<Void> decideLater(PendingDecision pending, @Nullable String origin, ServerWebExchange exchange,
			WebFilterChain chain) {
		return Mono.<Object>fromCompletionStage(pending::ask)
			.onErrorComplete()
			.then(Mono.just(pending))
			.publishOn(Schedulers.parallel())
			.flatMap((answered) -> apply(
					this.engine.complete(answered, exchange.getRequest(), ReactiveCorsRequestAccessor.INSTANCE), origin,
					exchange, chain));
	}

	private Mono<Void> apply(CorsDecision decision, @Nullable String origin, ServerWebExchange exchange,
			WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		if (!decision.isEnforced()) {
			return decision.isLeftToOthers()
					? new UnansweredWatch(this.engine, decision, request, response).around(chain.filter(exchange))
					: chain.filter(exchange);
		}
		HttpHeaders headers = response.getHeaders();
		ReactiveCorsHeaderWriter.write(decision, origin, headers);
		if (decision.endsExchange()) {
			response.setStatusCode(status(decision.status()));
			return response.setComplete();
		}
		// What a policy refuses but lets pass must not be opened by an annotation behind
		// it.
		if (this.authoritative || decision.outcome() == CorsDecision.Outcome.DENIED) {
			AuthoritativeServerResponse guarded = AuthoritativeServerResponse.of(this.replaced, decision, origin,
					exchange, response, headers);
			return new FailureWatch<>(chain.filter(new AuthoritativeExchange(exchange, guarded)), guarded);
		}
		// WebFlux replaces Vary where a handler sets its own.
		response.beforeCommit(() -> {
			ReactiveCorsHeaderWriter.restore(decision, origin, headers);
			return Mono.empty();
		});
		return chain.filter(exchange);
	}

	/** Most are refusals, and Spring looks through all it knows to find a status. */
	private static HttpStatusCode status(int status) {
		return (status == HttpStatus.FORBIDDEN.value()) ? HttpStatus.FORBIDDEN : HttpStatusCode.valueOf(status);
	}

}
