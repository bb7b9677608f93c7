package io.crossgate.cors.spring.reactive;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/** An exchange with another response, without what a builder would make besides. */
final class AuthoritativeExchange extends ServerWebExchangeDecorator {

	private final ServerHttpResponse response;

	AuthoritativeExchange(ServerWebExchange exchange, ServerHttpResponse response) {
		super(exchange);
		this.response = response;
	}

	@Override
	public ServerHttpResponse getResponse() {
		return this.response;
	}

}
