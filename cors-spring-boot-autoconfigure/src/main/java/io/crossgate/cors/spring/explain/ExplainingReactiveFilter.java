package io.crossgate.cors.spring.explain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * Stands before {@link CorsReactiveFilter} in development and answers refusals of this
 * machine's own user with their explanation. Other requests pass.
 *
 * @since 0.1.0
 */
public final class ExplainingReactiveFilter implements WebFilter, Ordered {

	private final CorsEngine engine;

	private final ConsoleExplanation explanation;

	private final ExplanationPage page;

	private final int order;

	/**
	 * Creates a filter.
	 * @param engine decides
	 * @param order where it stands among the web filters
	 */
	public ExplainingReactiveFilter(CorsEngine engine, int order) {
		this.engine = engine;
		this.explanation = new ConsoleExplanation(engine);
		this.page = new ExplanationPage(engine);
		this.order = order;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		if (!ReactiveClient.isOwn(request)) {
			return chain.filter(exchange);
		}
		CorsRequest facts = CorsReactiveFilter.toCorsRequest(request);
		if (ExplanationPage.isAt(facts, "")) {
			return servePage(facts, request, response);
		}
		if (!this.explanation.mayWait()) {
			return answer(this.explanation.answer(facts, ""), facts, exchange, chain);
		}
		return Mono.fromCallable(() -> this.explanation.answer(facts, ""))
			.subscribeOn(Schedulers.boundedElastic())
			.publishOn(Schedulers.parallel())
			.flatMap((answer) -> answer(answer, facts, exchange, chain));
	}

	private Mono<Void> answer(Optional<ExplanatoryResponse> answer, CorsRequest facts, ServerWebExchange exchange,
			WebFilterChain chain) {
		ServerHttpResponse response = exchange.getResponse();
		answer.ifPresent((explained) -> write(explained, response));
		if (answer.isPresent() && answer.get().endsExchange()) {
			// Observers are notified here, because no filter behind this one does so.
			this.engine.decide(facts);
			response.setStatusCode(HttpStatusCode.valueOf(answer.get().status()));
			return response.setComplete();
		}
		return chain.filter(exchange);
	}

	private Mono<Void> servePage(CorsRequest facts, ServerHttpRequest request, ServerHttpResponse response) {
		ExplanationPage.HEADERS.forEach(response.getHeaders()::set);
		// Explaining can take longer than an event loop has.
		return response.writeWith(Mono
			.fromCallable(() -> this.page.html(facts, request.getQueryParams()).getBytes(StandardCharsets.UTF_8))
			.subscribeOn(Schedulers.boundedElastic())
			.map((html) -> response.bufferFactory().wrap(html)));
	}

	private static void write(ExplanatoryResponse answer, ServerHttpResponse response) {
		answer.headers().forEach(response.getHeaders()::set);
		if (answer.endsExchange()) {
			response.getHeaders().add(HeaderNames.VARY, String.join(", ", answer.vary()));
		}
	}

}
