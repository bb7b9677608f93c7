package io.crossgate.cors.sample.live;

import java.util.Map;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import reactor.core.publisher.Flux;

/**
 * A WebSocket on Netty.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveSocket {

	@Bean
	SimpleUrlHandlerMapping sockets() {
		WebSocketHandler greeting = (session) -> session.send(Flux.just(session.textMessage("A todo was added")))
			.and(session.receive());
		return new SimpleUrlHandlerMapping(Map.of("/api/live", greeting), Ordered.HIGHEST_PRECEDENCE);
	}

}
