package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.CorsFilter;

/**
 * Filters with something wrong in them.
 */
final class FaultyFilters {

	static final List<Case> CASES = List.of(
			Case.servlet("every origin is let in with cookies, as many answers advise", Reflecting.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("every origin is let in with cookies beside one that is listed", ReflectingBeside.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("a star with cookies, which fails with every request", Throwing.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("a dot is missing in front of the domain", NoDot.class)
				.finding("wildcard-over-top-level-domain"),
			Case.servlet("the end of the host is open", OpenEnd.class).finding("wildcard-over-top-level-domain"),
			Case.servlet("a star was meant for the port", OpenPort.class).finding("wildcard-over-top-level-domain"),
			Case.servlet("a star behind localhost", OpenLocalhost.class).finding("wildcard-over-top-level-domain"),
			Case.servlet("a star in an address", OpenNetwork.class).finding("wildcard-over-top-level-domain"),
			Case.servlet("a wildcard over a top-level domain", EveryCom.class)
				.finding("wildcard-over-top-level-domain"),
			Case.servlet("every host with https", EveryHttps.class).finding("any-origin-with-credentials"),
			Case.servlet("every scheme and no scheme", EveryScheme.class).finding("insecure-origin"),
			Case.servlet("pages of all customers of a host", GithubPages.class).finding("public-suffix-pattern"),
			Case.servlet("null is let in with cookies", Null.class).finding("null-origin-with-credentials"),
			Case.servlet("null is let in without cookies", NullAlone.class).finding("null-origin"),
			Case.servlet("an origin without a scheme never matches", NoScheme.class).finding("malformed-origin"),
			Case.servlet("an origin with the default port never matches", DefaultPort.class)
				.finding("malformed-origin"),
			Case.servlet("an origin with a path never matches", WithPath.class).finding("malformed-origin"),
			Case.servlet("a pattern stands among exact origins and never matches", StarAmongExact.class)
				.finding("malformed-origin"),
			Case.servlet("a pattern in upper case never matches", UpperCasePattern.class)
				.finding("malformed-origin-pattern"),
			Case.servlet("an origin without encryption, with cookies", Http.class).finding("insecure-origin"),
			Case.servlet("an origin without encryption, without cookies", HttpWithout.class)
				.finding("insecure-origin-without-credentials"),
			Case.servlet("any port of a server, with cookies", RemotePort.class).finding("any-port"),
			Case.servlet("a page may set where it comes from", Routing.class).finding("routing-header"),
			Case.servlet("every header is exposed, with cookies", ExposedStar.class)
				.finding("exposed-wildcard-with-credentials"),
			Case.servlet("a max-age in milliseconds", Milliseconds.class).finding("max-age-capped-by-browsers"),
			Case.servlet("a method in lower case never matches", LowerCase.class).finding("method-case"));

	private FaultyFilters() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Reflecting {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.patterns(true, "*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReflectingBeside {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowedOriginPatterns(List.of("*"));
				cors.setAllowedMethods(List.of("*"));
				cors.setAllowedHeaders(List.of("*"));
				cors.setAllowCredentials(true);
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Throwing {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.listed("*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoDot {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://*example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenEnd {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://app.example.*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenPort {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://app.example.com*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenLocalhost {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.patterns(true, "http://localhost*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenNetwork {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.patterns(true, "http://192.168.*:3000"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryCom {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://*.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryHttps {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryScheme {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "*://app.example.com", "*.example.org"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GithubPages {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://*.github.io"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Null {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("null", "https://app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NullAlone {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**",
					Applications.cors((cors) -> cors.setAllowedOrigins(List.of("null"))).applyPermitDefaultValues());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoScheme {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DefaultPort {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("https://app.example.com:443"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithPath {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**",
					Applications.listed("https://app.example.com/login", "https://app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StarAmongExact {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**",
					Applications.listed("https://*.example.com", "https://app.example.org"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UpperCasePattern {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**",
					Applications.patterns(true, "https://*.Example.com", "https://app.example.org"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Http {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("http://intranet.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HttpWithout {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(false, "http://intranet.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RemotePort {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://build.example.com:[*]"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routing {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowedHeaders(List.of("Content-Type", "X-Forwarded-For"));
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ExposedStar {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setExposedHeaders(List.of("*"));
				cors.setAllowCredentials(true);
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LowerCase {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowedMethods(List.of("GET", "HEAD", "post", "Put"));
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Milliseconds {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setMaxAge(3600000L);
			}));
		}

	}

}
