package io.crossgate.cors.spring.takeover;

import java.util.List;

import jakarta.servlet.http.HttpServlet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * What is said in front of handlers: in configurers of Spring MVC, in properties of other
 * libraries, at WebSocket endpoints.
 */
final class Mappings {

	static final List<Case> CASES = List.of(Case.servlet("a configurer lists an origin for its API", Listed.class),
			Case.servlet("a configurer maps a path and nothing else", Open.class),
			Case.servlet("a configurer lets every website in with cookies", Reflecting.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("a configurer speaks for handlers that add to it", Listed.class, Adding.class),
			Case.servlet("a configurer speaks for no servlet beside Spring's", Open.class, Console.class),
			Case.servlet("two configurers map the same path, and the last one counts", First.class, Last.class),
			Case.servlet("a configurer names a preview host without a dot", NoDot.class)
				.finding("wildcard-over-top-level-domain"),
			Case.servlet("endpoints of the management are open to the operators' pages")
				.properties("management.endpoints.web.cors.allowed-origins=https://ops.example.com",
						"management.endpoints.web.cors.allowed-methods=GET,POST"),
			Case.servlet("endpoints of the management let every website in with cookies")
				.properties("management.endpoints.web.cors.allowed-origin-patterns=*",
						"management.endpoints.web.cors.allow-credentials=true")
				.finding("any-origin-with-credentials"),
			Case.servlet("GraphQL has properties of its own", GraphQl.class)
				.properties("spring.graphql.cors.allowed-origins=https://app.example.com",
						"spring.graphql.cors.allow-credentials=true"),
			Case.servlet("a WebSocket is open to every website", OpenSocket.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("a WebSocket is open to the application's pages", ListedSocket.class));

	private Mappings() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Listed implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/**")
				.allowedOrigins("https://app.example.com", "https://admin.example.com")
				.allowedMethods("GET", "HEAD", "PUT")
				.allowedHeaders("Authorization", "Content-Type")
				.exposedHeaders("Location")
				.allowCredentials(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Open implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reflecting implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**")
				.allowedOriginPatterns("*")
				.allowedMethods("*")
				.allowedHeaders("*")
				.allowCredentials(true)
				.maxAge(3600);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Console {

		@Bean
		ServletRegistrationBean<HttpServlet> console() {
			return new ServletRegistrationBean<>(new HttpServlet() {
			}, "/h2-console/*");
		}

	}

	@RestController
	static class Adding {

		@CrossOrigin(origins = "https://partner.example.com", methods = {}, allowedHeaders = "X-Partner")
		@GetMapping("/api/orders")
		String orders() {
			return "orders";
		}

		@GetMapping("/api/{other}")
		String other() {
			return "other";
		}

	}

	@Order(1)
	@Configuration(proxyBeanMethods = false)
	static class First implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/**").allowedOrigins("https://first.example.com");
			registry.addMapping("/**").allowedOrigins("https://rest.example.com");
		}

	}

	@Order(2)
	@Configuration(proxyBeanMethods = false)
	static class Last implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/**").allowedOrigins("https://last.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoDot implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/**").allowedOriginPatterns("https://*-example.com", "https://example.com");
		}

	}

	/** As Spring for GraphQL does it, which is not on the class path here. */
	@Configuration(proxyBeanMethods = false)
	static class GraphQl {

		@Bean
		WebMvcConfigurer graphQlConfigurer(Environment environment) {
			return new GraphQlConfigurer(environment);
		}

	}

	static class GraphQlConfigurer implements WebMvcConfigurer {

		private final Environment environment;

		GraphQlConfigurer(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/graphql")
				.combine(Binder.get(this.environment)
					.bind("spring.graphql.cors", Bindable.of(CorsConfiguration.class))
					.get());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class OpenSocket implements WebSocketConfigurer {

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new TextWebSocketHandler(), "/chat").setAllowedOriginPatterns("*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class ListedSocket implements WebSocketConfigurer {

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new TextWebSocketHandler(), "/chat").setAllowedOrigins("https://app.example.com");
		}

	}

}
