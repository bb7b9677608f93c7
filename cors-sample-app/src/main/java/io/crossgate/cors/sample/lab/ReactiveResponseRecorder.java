package io.crossgate.cors.sample.lab;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Records responses on Netty, those of the CORS filter among them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReactiveResponseRecorder implements WebFilter {

	private static final int OK = 200;

	private final ResponseLog log;

	ReactiveResponseRecorder(ResponseLog log) {
		this.log = log;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		// Exception handlers stand before all filters: only the commit comes after them.
		exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> record(exchange)));
		return chain.filter(exchange);
	}

	private void record(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		this.log.add(request.getMethod().name(), request.getURI(), (status != null) ? status.value() : OK,
				(name) -> exchange.getResponse().getHeaders().getOrEmpty(name));
	}

}
