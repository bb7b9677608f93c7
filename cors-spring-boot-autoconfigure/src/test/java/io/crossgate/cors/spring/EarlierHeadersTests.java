package io.crossgate.cors.spring;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a filter in front has written: {@code Access-Control-*} is replaced, because two
 * lines make browsers refuse, and {@code Vary} keeps what it has.
 */
class EarlierHeadersTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String PUT = "Access-Control-Request-Method: PUT";

	@ParameterizedTest
	@EnumSource(Server.class)
	void earlierHeadersAreReplacedOrAddedTo(Server server) {
		Class<?> filter = server.isReactive() ? Reactive.class : Servlet.class;
		try (Server.Running running = server.start(List.of(Todos.class, filter),
				"cors.allowed-origins=https://app.example.com", "cors.allowed-methods=GET,PUT")) {
			for (Http.Response response : List.of(running.send("GET /todos", APP),
					running.send("OPTIONS /todos", APP, PUT))) {
				assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
				assertThat(names(response)).contains("accept", "origin").doesNotHaveDuplicates();
			}
			assertThat(names(running.send("GET /todos"))).containsExactlyInAnyOrder("accept", "origin");
		}
	}

	private static List<String> names(Http.Response response) {
		return response.header("Vary")
			.stream()
			.flatMap((line) -> Stream.of(line.split(",")))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.toList();
	}

	@RestController
	static class Todos {

		@GetMapping("/todos")
		String todos() {
			return "[]";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Servlet {

		@Bean
		FilterRegistrationBean<Filter> early() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				((HttpServletResponse) response).addHeader("Access-Control-Allow-Origin", "*");
				((HttpServletResponse) response).addHeader("Vary", "Accept, origin");
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reactive {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter early() {
			return (exchange, chain) -> {
				HttpHeaders headers = exchange.getResponse().getHeaders();
				headers.add("Access-Control-Allow-Origin", "*");
				headers.add("Vary", "Accept, origin");
				return chain.filter(exchange);
			};
		}

	}

}
