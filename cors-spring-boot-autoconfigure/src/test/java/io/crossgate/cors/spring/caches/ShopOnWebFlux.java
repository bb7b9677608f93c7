package io.crossgate.cors.spring.caches;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * What writes to the response itself, on WebFlux.
 */
@RestController
class ShopOnWebFlux {

	@Bean
	static Arrivals arrivals() {
		return new Arrivals();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static WebFilter counter(Arrivals arrivals) {
		return (exchange, chain) -> {
			URI uri = exchange.getRequest().getURI();
			arrivals.count(uri.getPath(), uri.getQuery(),
					exchange.getRequest().getHeaders().containsHeader(Client.DIRECT));
			// Reactor Netty sends none, and Squid stores nothing without.
			exchange.getResponse().getHeaders().setDate(System.currentTimeMillis());
			return chain.filter(exchange);
		};
	}

	@GetMapping("/shop/by-hand")
	Mono<Void> byHand(@RequestHeader("Accept-Language") String language, ServerHttpResponse response) {
		response.getHeaders().set("Access-Control-Allow-Origin", "*");
		return write(Page.BY_HAND, language, response);
	}

	@GetMapping("/shop/download")
	Mono<Void> download(@RequestHeader("Accept-Language") String language, ServerHttpResponse response) {
		response.getHeaders().clear();
		return write(Page.DOWNLOAD, language, response);
	}

	private static Mono<Void> write(Page page, String language, ServerHttpResponse response) {
		response.getHeaders().set("Vary", "Accept-Language");
		response.getHeaders().setCacheControl(Shop.A_MINUTE);
		response.getHeaders().setContentType(MediaType.valueOf("text/plain;charset=UTF-8"));
		byte[] body = page.body(language).getBytes(StandardCharsets.UTF_8);
		return response.writeAndFlushWith(Mono.just(Mono.just(response.bufferFactory().wrap(body))));
	}

}
