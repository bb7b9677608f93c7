package io.crossgate.cors.spring.takeover;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filters that differ in where they stand and how they are told what to say.
 */
final class FilterPlaces {

	static final List<Case> CASES = List.of(
			Case.servlet("a filter is registered for some paths, in front of Security", Registered.class),
			Case.servlet("a public part of an API stands before the rest", PublicFirst.class),
			Case.servlet("a wide path stands before a narrow one, which never comes to its turn", WideFirst.class),
			Case.servlet("two paths cross, and the first one decides", Crossing.class),
			Case.servlet("two filters, of which the one that is ordered decides", TwoFilters.class),
			Case.servlet("a path that no policy can have", OddPath.class),
			Case.servlet("the rest of a path, which a filter takes for one segment", RestOfPath.class),
			Case.servlet("a source that says the same of every request", Constant.class),
			Case.servlet("a source that answers with whatever origin asks", ReflectingSource.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("a source that asks a table of tenants", Tenants.class),
			Case.servlet("a source that looks at the path itself", ByPath.class),
			Case.servlet("a configuration that decides in code", InCode.class),
			Case.servlet("a processor that decides in code", OwnProcessor.class),
			Case.servlet("a filter that writes the headers itself", HandWritten.class)
				.finding("any-origin-with-credentials"));

	private FilterPlaces() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Registered {

		@Bean
		FilterRegistrationBean<CorsFilter> corsRegistration() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
					Applications.filter("/**", Applications.listed("https://app.example.com")));
			registration.addUrlPatterns("/api/*", "/files/*");
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PublicFirst {

		@Bean
		CorsFilter corsFilter() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/public/**", new CorsConfiguration().applyPermitDefaultValues());
			source.registerCorsConfiguration("/api/**", Applications.listed("https://app.example.com"));
			return new CorsFilter(source);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WideFirst {

		@Bean
		CorsFilter corsFilter() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", Applications.listed("https://app.example.com"));
			source.registerCorsConfiguration("/public/**", new CorsConfiguration().applyPermitDefaultValues());
			return new CorsFilter(source);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Crossing {

		@Bean
		CorsFilter corsFilter() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/shops/*/orders", Applications.listed("https://orders.example.com"));
			source.registerCorsConfiguration("/shops/mine/**", Applications.listed("https://mine.example.com"));
			source.registerCorsConfiguration("/*/mine/*", Applications.listed("https://third.example.com"));
			source.registerCorsConfiguration("/**", Applications.listed("https://app.example.com"));
			return new CorsFilter(source);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoFilters {

		@Bean
		CorsFilter lateCorsFilter() {
			return Applications.filter("/**", Applications.listed("https://late.example.com"));
		}

		@Bean
		CorsFilter earlyCorsFilter() {
			return new Early();
		}

		@Order(-200)
		static class Early extends CorsFilter {

			Early() {
				super(source());
			}

			private static CorsConfigurationSource source() {
				UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
				source.registerCorsConfiguration("/api/**", Applications.listed("https://early.example.com"));
				return source;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OddPath {

		@Bean
		CorsFilter corsFilter() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/assets/*.json", Applications.listed("https://odd.example.com"));
			source.registerCorsConfiguration("/api/**", Applications.listed("https://app.example.com"));
			return new CorsFilter(source);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RestOfPath {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/rest/{*path}", Applications.listed("https://app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Constant {

		@Bean
		CorsFilter corsFilter() {
			return new CorsFilter((request) -> Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
				cors.setAllowedHeaders(List.of("*"));
				cors.setAllowCredentials(true);
				cors.setMaxAge(600L);
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReflectingSource {

		@Bean
		CorsFilter corsFilter() {
			return new CorsFilter((request) -> Applications.cors((cors) -> {
				String origin = request.getHeader("Origin");
				cors.setAllowedOrigins((origin != null) ? List.of(origin) : List.of());
				cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
				cors.setAllowedHeaders(List.of("*"));
				cors.setAllowCredentials(true);
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		CorsFilter corsFilter() {
			List<String> tenants = List.of("https://one.example.com", "https://two.example.com");
			return new CorsFilter((request) -> {
				String origin = request.getHeader("Origin");
				return tenants.contains(String.valueOf(origin)) ? Applications.listed(String.valueOf(origin))
						: Applications.listed();
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByPath {

		@Bean
		CorsFilter corsFilter() {
			return new CorsFilter((request) -> request.getRequestURI().startsWith("/api/")
					? Applications.patterns(true, "https://*.example.com") : null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InCode {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", new Table());
		}

		static class Table extends CorsConfiguration {

			Table() {
				super(Applications.listed("https://app.example.com"));
			}

			@Override
			public @Nullable String checkOrigin(@Nullable String origin) {
				return (origin != null && origin.endsWith(".example.com")) ? origin : null;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProcessor {

		@Bean
		CorsFilter corsFilter() {
			CorsFilter filter = Applications.filter("/api/**", Applications.listed("https://app.example.com"));
			filter.setCorsProcessor((@Nullable CorsConfiguration configuration, HttpServletRequest request,
					HttpServletResponse response) -> true);
			return filter;
		}

	}

	/** As it is copied from answer to answer. */
	@Configuration(proxyBeanMethods = false)
	static class HandWritten {

		@Bean
		SimpleCorsFilter simpleCorsFilter() {
			return new SimpleCorsFilter();
		}

		static class SimpleCorsFilter extends OncePerRequestFilter {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
				response.setHeader("Access-Control-Allow-Credentials", "true");
				chain.doFilter(request, response);
			}

		}

	}

}
