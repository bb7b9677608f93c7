package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Paths are within the application. One that contains the path the application is
 * deployed below, or that no servlet answers on, stops the start with the right one;
 * nothing that can be reached does.
 */
class UnreachablePathTests {

	private static final String ORIGIN = "https://app.example.com";

	private static final String CONTEXT = "server.servlet.context-path=/app";

	private static final String SERVLET = "spring.mvc.servlet.path=/servlet";

	private static final String BASE = "spring.webflux.base-path=/app";

	static Stream<Place> places() {
		List<Place> places = new ArrayList<>();
		for (Server server : Server.values()) {
			String below = server.isReactive() ? BASE : CONTEXT;
			places.add(new Place(server, "/api/**", null, "/app/api/x", Controller.class, below));
			places.add(new Place(server, "/app/api/**", "paths[0]: /api/**", "", Controller.class, below));
			places.add(new Place(server, "/app/things/{id}", null, "/app/app/things/7", Namesake.class, below));
			places.add(new Place(server, "/app/else/{id}", null, "/app/app/else/7", Namesake.class, below));
			places.add(new Place(server, "/app/**", null, "/app/x", Controller.class));
			if (server.isReactive()) {
				places.add(new Place(server, "/app/routed", null, "/app/app/routed", Routed.class, below));
				places.add(new Place(server, "/app/api/**", "paths[0]: /api/**", "", Controller.class, BASE + "/"));
				places.add(new Place(server, "/app/api/**", null, "/app/api/x", Controller.class, CONTEXT, SERVLET));
			}
			else {
				places.add(new Place(server, "/api/**", "paths[0]: /servlet/api/**", "", Controller.class, SERVLET));
				places.add(new Place(server, "/servlet/api/**", null, "/servlet/api/x", Controller.class, SERVLET));
				places.add(new Place(server, "/**", null, "/servlet/api/x", Controller.class, SERVLET));
				places.add(new Place(server, "/plain/**", null, "/plain/x", Plain.class, SERVLET));
				places.add(new Place(server, "/app/api/**", "paths[0]: /servlet/api/**", "", Controller.class, CONTEXT,
						SERVLET));
				places.add(new Place(server, "/app/servlet/api/**", "paths[0]: /servlet/api/**", "", Controller.class,
						CONTEXT, SERVLET));
				places.add(new Place(server, "/servlet/api/**", null, "/app/servlet/api/x", Controller.class, CONTEXT,
						SERVLET));
				places.add(new Place(server, "/app/api/**", null, "/app/api/x", Controller.class, BASE));
			}
		}
		return places.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void stopTheStartWithTheRightOne(Place place) {
		if (place.fix != null) {
			Throwable refusal = catchThrowable(place::start);
			assertThat(refusal).hasMessageContaining("[unreachable-path] policy 'api', paths[0] = '" + place.path + "'")
				.hasMessageContaining("Fix: " + place.fix);
			return;
		}
		try (Server.Running running = place.start()) {
			Http.Response response = running.send("GET " + place.request, "Origin: " + ORIGIN);
			assertThat(response.status()).isIn(200, 404);
			assertThat(response.header("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
		}
	}

	/** A test without a server finds out, too. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("contexts")
	void unreachablePathsStopTheStartWithoutAServer(String name, AbstractApplicationContextRunner<?, ?, ?> runner,
			boolean refused) {
		runner.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class))
			.withPropertyValues("cors.policies.api.paths=/app/api/**", "cors.policies.api.allowed-origins=" + ORIGIN)
			.run((context) -> {
				if (refused) {
					assertThat(context.getStartupFailure()).hasMessageContaining("[unreachable-path]");
				}
				else {
					assertThat(context.getBean(CorsEngine.class).policies().find("/app/api/x")).isPresent();
				}
			});
	}

	static Stream<Object[]> contexts() {
		WebApplicationContextRunner servlet = new WebApplicationContextRunner();
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner();
		return Stream.of(new Object[] { "a servlet application", servlet.withPropertyValues(CONTEXT), true },
				new Object[] { "a servlet application, a servlet's path", servlet.withPropertyValues(SERVLET), true },
				new Object[] { "a servlet application, a reactive base path", servlet.withPropertyValues(BASE), false },
				new Object[] { "a reactive application", reactive.withPropertyValues(BASE), true },
				new Object[] { "a reactive application, a servlet's paths",
						reactive.withPropertyValues(CONTEXT, SERVLET), false });
	}

	record Place(Server server, String path, @Nullable String fix, String request, Class<?> handlers,
			String... properties) {

		Server.Running start() {
			List<String> all = new ArrayList<>(List.of(this.properties));
			all.add("cors.policies.api.paths=" + this.path);
			all.add("cors.policies.api.allowed-origins=" + ORIGIN);
			return this.server.start(List.of(this.handlers), all.toArray(String[]::new));
		}

		@Override
		public String toString() {
			return this.server + " " + String.join(" ", this.properties) + ", " + this.path + " of "
					+ this.handlers.getSimpleName();
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/api/{id}")
		String todo() {
			return "todo";
		}

	}

	/** Whoever maps the context path's namesake has it twice in the URL. */
	@RestController
	@RequestMapping("/app")
	static class Namesake {

		@GetMapping("/things/{id}")
		String thing() {
			return "thing";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routed {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route(RequestPredicates.GET("/app/routed"),
					(request) -> ServerResponse.ok().bodyValue("routed"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

		@Bean
		ServletRegistrationBean<HttpServlet> plain() {
			return new ServletRegistrationBean<>(new HttpServlet() {

				private static final long serialVersionUID = 1L;

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) {
					response.setStatus(200);
				}

			}, "/plain/*");
		}

	}

}
