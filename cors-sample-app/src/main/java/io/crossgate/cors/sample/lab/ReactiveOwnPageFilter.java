package io.crossgate.cors.sample.lab;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses changes that are not the own page's, on Netty.
 */
@Component
class ReactiveOwnPageFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!request.getPath().pathWithinApplication().value().startsWith(OwnPage.PATH) || isPermitted(request)) {
			return chain.filter(exchange);
		}
		exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
		return exchange.getResponse().setComplete();
	}

	private static boolean isPermitted(ServerHttpRequest request) {
		Map<String, String> headers = new HashMap<>();
		request.getHeaders()
			.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
		InetSocketAddress client = request.getRemoteAddress();
		return OwnPage.permits(request.getMethod().name(), (client != null) ? client.getAddress() : null, headers);
	}

}
