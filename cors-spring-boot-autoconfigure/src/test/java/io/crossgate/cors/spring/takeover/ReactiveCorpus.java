package io.crossgate.cors.spring.takeover;

import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebHandler;

/**
 * Reactive applications, gateways among them.
 */
final class ReactiveCorpus {

	private static final String GLOBAL = "spring.cloud.gateway.server.webflux.globalcors.cors-configurations.";

	static final List<Case> CASES = List.of(Case.reactive("a reactive filter lists origins", Listed.class),
			Case.reactive("a reactive filter lets every website in with cookies", Reflecting.class)
				.finding("any-origin-with-credentials"),
			Case.reactive("a reactive filter asks a source that says the same of every request", Constant.class),
			Case.reactive("a reactive source answers with whatever origin asks", ReflectingSource.class)
				.finding("any-origin-with-credentials"),
			Case.reactive("a reactive filter stands before another", TwoFilters.class),
			Case.reactive("a reactive configurer lists an origin", Mapped.class),
			Case.reactive("an annotation at a reactive controller", Annotated.class),
			Case.reactive("a reactive chain asks the one source there is", Chain.class),
			Case.reactive("a gateway lists origins for its paths", Gateway.class)
				.properties(GLOBAL + "[/shop/**].allowedOrigins=https://shop.example.com",
						GLOBAL + "[/shop/**].allowedMethods=GET,HEAD,POST", GLOBAL + "[/shop/**].allowedHeaders=*",
						GLOBAL + "[/shop/**].maxAge=600"),
			Case.reactive("a gateway lets every website in with cookies", Gateway.class)
				.properties(GLOBAL + "[/**].allowed-origin-patterns=*", GLOBAL + "[/**].allowed-methods=*",
						GLOBAL + "[/**].allowed-headers=*", GLOBAL + "[/**].allow-credentials=true")
				.finding("any-origin-with-credentials"),
			Case.reactive("a gateway's route names a preview host without a dot", Route.class)
				.properties("spring.cloud.gateway.server.webflux.routes[0].id=shop",
						"spring.cloud.gateway.server.webflux.routes[0].uri=http://shop",
						"spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/shop/**,/store/**",
						"spring.cloud.gateway.server.webflux.routes[0].metadata.cors.allowedOriginPatterns"
								+ "=https://*example.com",
						"spring.cloud.gateway.server.webflux.routes[0].metadata.cors.allowedMethods=GET,HEAD")
				.finding("wildcard-over-top-level-domain"));

	private ReactiveCorpus() {
	}

	private static CorsWebFilter filter(String path, CorsConfiguration configuration) {
		return new CorsWebFilter(source(path, configuration));
	}

	private static UrlBasedCorsConfigurationSource source(String path, CorsConfiguration configuration) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration(path, configuration);
		return source;
	}

	@Configuration(proxyBeanMethods = false)
	static class Listed {

		@Bean
		CorsWebFilter corsWebFilter() {
			return filter("/api/{*rest}", Applications.listed("https://app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reflecting {

		@Bean
		CorsWebFilter corsWebFilter() {
			return filter("/**", Applications.patterns(true, "*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Constant {

		@Bean
		CorsWebFilter corsWebFilter() {
			return new CorsWebFilter((exchange) -> Applications.listed("https://app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReflectingSource {

		@Bean
		CorsWebFilter corsWebFilter() {
			return new CorsWebFilter((exchange) -> Applications.cors((cors) -> {
				String origin = exchange.getRequest().getHeaders().getOrigin();
				cors.setAllowedOrigins((origin != null) ? List.of(origin) : List.of());
				cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
				cors.setAllowCredentials(true);
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoFilters {

		@Bean
		@Order(2)
		CorsWebFilter lateFilter() {
			return filter("/**", Applications.listed("https://late.example.com"));
		}

		@Bean
		@Order(1)
		CorsWebFilter earlyFilter() {
			return filter("/api/**", Applications.listed("https://early.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mapped implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/**")
				.allowedOrigins("https://app.example.com")
				.allowedMethods("GET", "HEAD", "PATCH");
		}

	}

	@RestController
	static class Annotated {

		@CrossOrigin(originPatterns = "https://*.example.com", allowCredentials = "true")
		@GetMapping("/todos")
		String todos() {
			return "todos";
		}

		@CrossOrigin(originPatterns = "https://*.example.com", allowCredentials = "true")
		@PostMapping("/todos")
		String add() {
			return "added";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class Chain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

		@Bean
		CorsConfigurationSource mySource() {
			return source("/api/**", Applications.listed("https://app.example.com"));
		}

	}

	/** As Spring Cloud Gateway does it, which is not on the class path here. */
	@Configuration(proxyBeanMethods = false)
	static class Gateway {

		@Bean
		SimpleUrlHandlerMapping routes(Environment environment) {
			Map<String, CorsConfiguration> configurations = Binder.get(environment)
				.bind(GLOBAL.substring(0, GLOBAL.length() - 1), Bindable.mapOf(String.class, CorsConfiguration.class))
				.get();
			return mapping(configurations);
		}

		static SimpleUrlHandlerMapping mapping(Map<String, CorsConfiguration> configurations) {
			WebHandler handler = (exchange) -> exchange.getResponse().setComplete();
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/**", handler), 0);
			mapping.setCorsConfigurations(configurations);
			return mapping;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Route {

		@Bean
		SimpleUrlHandlerMapping routes(Environment environment) {
			return Gateway.mapping(Map.of("/shop/**",
					Binder.get(environment)
						.bind("spring.cloud.gateway.server.webflux.routes[0].metadata.cors", CorsConfiguration.class)
						.get()));
		}

	}

}
