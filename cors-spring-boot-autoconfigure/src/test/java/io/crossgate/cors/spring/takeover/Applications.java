package io.crossgate.cors.spring.takeover;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What the applications of the corpus have in common.
 */
final class Applications {

	private Applications() {
	}

	static CorsConfiguration cors(Consumer<CorsConfiguration> values) {
		CorsConfiguration configuration = new CorsConfiguration();
		values.accept(configuration);
		return configuration;
	}

	/** The configuration that most tutorials begin with. */
	static CorsConfiguration listed(String... origins) {
		return cors((cors) -> {
			cors.setAllowedOrigins(List.of(origins));
			cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
			cors.setAllowedHeaders(List.of("Authorization", "Content-Type"));
			cors.setAllowCredentials(true);
			cors.setMaxAge(3600L);
		});
	}

	static CorsConfiguration patterns(boolean credentials, String... patterns) {
		return cors((cors) -> {
			cors.setAllowedOriginPatterns(List.of(patterns));
			cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
			cors.setAllowedHeaders(List.of("Content-Type", "X-Requested-With"));
			cors.setAllowCredentials(credentials);
			cors.setMaxAge(1800L);
		});
	}

	static CorsFilter filter(String path, CorsConfiguration configuration) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration(path, configuration);
		return new CorsFilter(source);
	}

	/** As Boot has it: something answers for every path. */
	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Mvc implements WebMvcConfigurer {

		@Override
		public void addResourceHandlers(ResourceHandlerRegistry registry) {
			registry.addResourceHandler("/**").addResourceLocations("classpath:/static/");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class Flux implements WebFluxConfigurer {

		@Override
		public void addResourceHandlers(org.springframework.web.reactive.config.ResourceHandlerRegistry registry) {
			registry.addResourceHandler("/**").addResourceLocations("classpath:/static/");
		}

	}

}
