package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.AbstractSockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * The endpoints for WebSocket, STOMP and SockJS that Spring checks by origins of their
 * own. The default of such a list is the server's own origin, so that pages which a
 * policy allows are turned away behind it. Endpoints of Jakarta's API and of WebFlux have
 * no such list.
 */
final class WebSocketEndpoints {

	private static final String PATTERNS = "setAllowedOriginPatterns(\"*\")";

	private static final String GRAPHQL = "spring.graphql.cors";

	private WebSocketEndpoints() {
	}

	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (HandlerMapping mapping : beans.getBeansOfType(HandlerMapping.class, true, false).values()) {
			if (mapping instanceof AbstractUrlHandlerMapping byPath) {
				byPath.getHandlerMap()
					.forEach((path, handler) -> speaker(path, handler, beans).ifPresent(configurations::add));
			}
		}
		return configurations;
	}

	private static Optional<DetectedCorsConfiguration> speaker(String path, Object handler,
			ConfigurableListableBeanFactory beans) {
		if (handler instanceof SockJsHttpRequestHandler sockJs
				&& sockJs.getSockJsService() instanceof AbstractSockJsService service) {
			return Optional.of(speaker(path, DetectedCorsConfiguration.SOCK_JS, sockJs.getWebSocketHandler(),
					service.getAllowedOrigins(), service.getAllowedOriginPatterns(), beans));
		}
		if (handler instanceof WebSocketHttpRequestHandler webSocket) {
			for (HandshakeInterceptor interceptor : webSocket.getHandshakeInterceptors()) {
				if (interceptor instanceof OriginHandshakeInterceptor check) {
					return Optional.of(speaker(path, "WebSocket", webSocket.getWebSocketHandler(),
							check.getAllowedOrigins(), check.getAllowedOriginPatterns(), beans));
				}
			}
		}
		return Optional.empty();
	}

	private static DetectedCorsConfiguration speaker(String path, String transport, WebSocketHandler handler,
			@Nullable Collection<String> origins, @Nullable Collection<String> patterns,
			ConfigurableListableBeanFactory beans) {
		String type = WebSocketHandlerDecorator.unwrap(handler).getClass().getName();
		if (type.startsWith("org.springframework.graphql.")) {
			return saying(DetectedCorsConfiguration.of("GraphQL over " + transport, GRAPHQL + ".*", List.of(path)),
					origins, patterns)
				.checking(new EndpointOriginCheck(listOf(origins), listOf(patterns),
						GRAPHQL + ".allowed-origin-patterns: \"*\""));
		}
		// By its name, because without spring-messaging the class can't be loaded.
		boolean stomp = type.equals("org.springframework.web.socket.messaging.SubProtocolWebSocketHandler");
		List<String> configurers = stomp ? configurers(beans, WebSocketMessageBrokerConfigurer.class)
				: configurers(beans, WebSocketConfigurer.class);
		String where = configurers.isEmpty() ? type : String.join(", ", configurers);
		return saying(DetectedCorsConfiguration.of((stomp ? "STOMP over " : "") + transport, where, List.of(path)),
				origins, patterns)
			.checking(new EndpointOriginCheck(listOf(origins), listOf(patterns), PATTERNS));
	}

	/**
	 * SockJS answers what it allows with credentials; of a handshake cookies are part.
	 */
	private static DetectedCorsConfiguration saying(DetectedCorsConfiguration detected,
			@Nullable Collection<String> origins, @Nullable Collection<String> patterns) {
		return detected.saying(Stage.HANDSHAKE, () -> {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.setAllowedOrigins(listOf(origins));
			configuration.setAllowedOriginPatterns(listOf(patterns));
			configuration.setAllowedMethods(List.of(CorsConfiguration.ALL));
			configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
			configuration.setAllowCredentials(true);
			return Content
				.of(detected.paths().stream().map((path) -> new Rule(path, configuration, detected.where())).toList());
		});
	}

	private static List<String> listOf(@Nullable Collection<String> values) {
		return (values != null) ? List.copyOf(values) : List.of();
	}

	private static List<String> configurers(ConfigurableListableBeanFactory beans, Class<?> type) {
		List<String> configurers = new ArrayList<>();
		for (String name : beans.getBeanNamesForType(type, true, false)) {
			if (!BeanLocation.isFrameworkType(beans.getBean(name).getClass())) {
				configurers.add(BeanLocation.of(beans, name));
			}
		}
		return configurers;
	}

}
