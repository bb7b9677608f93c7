package io.crossgate.cors.spring.takeover;

import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Handlers that are asked before others, or past what is said in front of the others.
 */
final class HandlerOrder {

	static final List<Case> CASES = List.of(
			Case.servlet("a hand-made mapping stands before annotated handlers", Users.class, SilentMapping.class),
			Case.servlet("a hand-made mapping is beside a configurer's paths", Everywhere.class, SilentMapping.class),
			Case.servlet("a mapping in code lists origins of its own", Everywhere.class, SpeakingMapping.class),
			Case.reactive("a hand-made reactive mapping is beside a configurer's paths", ReactiveEverywhere.class,
					ReactiveMapping.class));

	private HandlerOrder() {
	}

	@RestController
	static class Users {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/users/{name}")
		String user() {
			return "user";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SilentMapping {

		@Bean
		SimpleUrlHandlerMapping legacy() {
			HttpRequestHandler handler = (request, response) -> response.setStatus(200);
			return new SimpleUrlHandlerMapping(Map.of("/users/mine", handler, "/legacy/**", handler), -10);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SpeakingMapping {

		@Bean
		SimpleUrlHandlerMapping legacy() {
			HttpRequestHandler handler = (request, response) -> response.setStatus(200);
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/legacy/**", handler), -10);
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.addAllowedOrigin("https://legacy.example.com");
			configuration.addAllowedMethod("PUT");
			mapping.setCorsConfigurations(Map.of("/**", configuration));
			return mapping;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Everywhere implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://app.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveMapping {

		@Bean
		org.springframework.web.reactive.handler.SimpleUrlHandlerMapping legacy() {
			org.springframework.web.server.WebHandler handler = (exchange) -> exchange.getResponse().setComplete();
			return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(Map.of("/legacy/**", handler),
					-10);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveEverywhere implements org.springframework.web.reactive.config.WebFluxConfigurer {

		@Override
		public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://app.example.com");
		}

	}

}
