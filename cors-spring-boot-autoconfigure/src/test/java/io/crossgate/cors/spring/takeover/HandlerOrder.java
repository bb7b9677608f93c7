package io.crossgate.cors.spring.takeover;

import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Handlers that are asked before others, or past what is said in front of the others.
 */
final class HandlerOrder {

	static final List<Case> CASES = List.of(
			Case.servlet("a hand-made mapping stands before annotated handlers", Users.class, SilentMapping.class),
			Case.servlet("a hand-made mapping is beside a configurer's paths", Everywhere.class, SilentMapping.class),
			Case.servlet("a mapping in code lists origins of its own", Everywhere.class, SpeakingMapping.class),
			Case.reactive("a hand-made reactive mapping is beside a configurer's paths", ReactiveEverywhere.class,
					ReactiveMapping.class),
			Case.servlet("a functional route of every path shadows an annotated handler", Users.class, WideRoute.class),
			Case.servlet("a functional route has a path of an annotated handler", Heads.class, SameRoute.class),
			Case.servlet("a handler of some requests names no method", SomeOfEveryMethod.class),
			Case.servlet("paths match in any case, set in code", Users.class, AnyCase.class),
			Case.servlet("an annotated path has no method that a wider one has", FewerMethods.class),
			Case.servlet("a matcher of Ant patterns", Users.class, Middle.class, AntMatcher.class),
			Case.servlet("calls that a condition leaves to a handler of a wider path", Leftovers.class));

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

	@RestController
	static class Leftovers {

		@CrossOrigin("https://app.example.com")
		@GetMapping(path = "/reports/public", params = "year")
		String year() {
			return "year";
		}

		@GetMapping("/reports/{name}")
		String report() {
			return "report";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WideRoute {

		@Bean
		RouterFunction<ServerResponse> everything() {
			return RouterFunctions.route(RequestPredicates.GET("/**"), (request) -> ServerResponse.ok().build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SameRoute {

		@Bean
		RouterFunction<ServerResponse> same() {
			return RouterFunctions.route(RequestPredicates.GET("/head"), (request) -> ServerResponse.ok().build())
				.andRoute(RequestPredicates.path("/cart"), (request) -> ServerResponse.ok().build());
		}

	}

	@RestController
	static class Heads {

		@CrossOrigin(origins = "https://app.example.com", methods = RequestMethod.HEAD)
		@RequestMapping(path = "/head", method = RequestMethod.HEAD)
		void head() {
		}

		@CrossOrigin("https://app.example.com")
		@GetMapping("/cart")
		String cart() {
			return "cart";
		}

	}

	@RestController
	static class SomeOfEveryMethod {

		@RequestMapping(path = "/report", params = "secret")
		String secret() {
			return "secret";
		}

		@CrossOrigin("https://app.example.com")
		@GetMapping("/report")
		String report() {
			return "report";
		}

	}

	@RestController
	static class FewerMethods {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/users/mine")
		String mine() {
			return "mine";
		}

		@CrossOrigin(origins = "https://app.example.com", methods = RequestMethod.PUT)
		@PutMapping("/users/{name}")
		String change() {
			return "changed";
		}

	}

	@RestController
	static class Middle {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/files/**/raw")
		String raw() {
			return "raw";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyCase implements WebMvcConfigurer {

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			PathPatternParser parser = new PathPatternParser();
			parser.setCaseSensitive(false);
			configurer.setPatternParser(parser);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AntMatcher implements WebMvcConfigurer {

		@Override
		@SuppressWarnings({ "deprecation", "removal" })
		public void configurePathMatch(PathMatchConfigurer configurer) {
			configurer.setPathMatcher(new AntPathMatcher());
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
