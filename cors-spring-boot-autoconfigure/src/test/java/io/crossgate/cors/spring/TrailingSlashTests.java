package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where Spring's filter has a path with a slash at its end answered as the one without,
 * the log says which policies cover only the one.
 */
@ExtendWith(OutputCaptureExtension.class)
class TrailingSlashTests {

	private static final String ORIGIN = "https://app.example.com";

	static Stream<Row> rows() {
		List<Row> rows = new ArrayList<>();
		for (Server server : Server.values()) {
			Class<?> everywhere = server.isReactive() ? Reactive.class : Servlet.class;
			Class<?> first = server.isReactive() ? ReactiveFirst.class : ServletFirst.class;
			rows.add(new Row(server, "a literal path", "/pay", everywhere,
					"policy 'api' covers /pay, and /pay/ not; write /pay/**"));
			rows.add(new Row(server, "any segment", "/orders/*", everywhere,
					"policy 'api' covers /orders/*, and /orders/*/ not; write /orders/*/**"));
			rows.add(new Row(server, "a name", "/{id}", everywhere,
					"policy 'api' covers /{id}, and /{id}/ not; write /{id}/**"));
			rows.add(new Row(server, "both at once", "/pay/**", everywhere, null));
			rows.add(new Row(server, "both one by one", "/pay,/pay/**", everywhere, null));
			rows.add(new Row(server, "the root", "/", everywhere, null));
			rows.add(new Row(server, "what the filter does not handle", "/else", everywhere, null));
			rows.add(new Row(server, "a filter that stands before the policies", "/pay", first, null));
			rows.add(new Row(server, "no such filter", "/pay", Controller.class, null));
		}
		rows.add(new Row(Server.JETTY, "a filter that is a bean", "/pay", ServletBean.class,
				"'slashes' has paths with a slash at their end"));
		rows.add(new Row(Server.TOMCAT, "a bean that is registered before the policies", "/pay", ServletBoth.class,
				null));
		return rows.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void aTwinWithoutPolicyIsNamed(Row row, CapturedOutput output) {
		try (Server.Running running = row.server.start(List.of(row.filter, Controller.class),
				"logging.level.io.crossgate=warn", "cors.policies.api.paths=" + row.paths,
				"cors.policies.api.allowed-origins=" + ORIGIN)) {
			assertThat(running.port()).isPositive();
			if (row.line != null) {
				assertThat(output).contains("CORS: the UrlHandlerFilter '").contains(row.line);
			}
			else {
				assertThat(output).doesNotContain("UrlHandlerFilter");
			}
		}
	}

	/** What the log says is so. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void whatIsNamedIsServedWithoutAPolicyUntilItIsWritten(Server server) {
		Class<?> filter = server.isReactive() ? Reactive.class : Servlet.class;
		for (String path : List.of("/pay", "/pay/**")) {
			try (Server.Running running = server.start(List.of(filter, Controller.class),
					"cors.policies.api.paths=" + path, "cors.policies.api.allowed-origins=" + ORIGIN)) {
				assertThat(running.send("GET /pay", "Origin: https://evil.example").status()).isEqualTo(403);
				assertThat(running.send("GET /pay/", "Origin: https://evil.example").status())
					.isEqualTo(path.equals("/pay") ? 200 : 403);
			}
		}
	}

	record Row(Server server, String name, String paths, Class<?> filter, String line) {

		@Override
		public String toString() {
			return this.server + ", " + this.name;
		}

	}

	@RestController
	static class Controller {

		@GetMapping({ "/pay", "/orders/{id}" })
		String pay() {
			return "pay";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Servlet {

		@Bean
		FilterRegistrationBean<UrlHandlerFilter> slashes() {
			return new FilterRegistrationBean<>(
					UrlHandlerFilter.trailingSlashHandler("/pay/**", "/orders/**", "/a/**").wrapRequest().build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletFirst {

		@Bean
		FilterRegistrationBean<UrlHandlerFilter> slashes() {
			FilterRegistrationBean<UrlHandlerFilter> registration = new FilterRegistrationBean<>(
					UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletBean {

		@Bean
		UrlHandlerFilter slashes() {
			return UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletBoth {

		@Bean
		UrlHandlerFilter slashes() {
			return UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build();
		}

		@Bean
		FilterRegistrationBean<UrlHandlerFilter> registered(UrlHandlerFilter slashes) {
			FilterRegistrationBean<UrlHandlerFilter> registration = new FilterRegistrationBean<>(slashes);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reactive {

		@Bean
		org.springframework.web.filter.reactive.UrlHandlerFilter slashes() {
			return org.springframework.web.filter.reactive.UrlHandlerFilter
				.trailingSlashHandler("/pay/**", "/orders/**", "/a/**")
				.mutateRequest()
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveFirst {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		org.springframework.web.filter.reactive.UrlHandlerFilter slashes() {
			return org.springframework.web.filter.reactive.UrlHandlerFilter.trailingSlashHandler("/**")
				.mutateRequest()
				.build();
		}

	}

}
