package io.crossgate.cors.spring.paths;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which paths have a servlet behind them, and which servlets ask handler mappings.
 */
class ServletsTests {

	private static final String MVC = DispatcherServlet.class.getName();

	private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";

	private static final String OTHER = "com.example.Other";

	static Stream<Row> rows() {
		return Stream.of(new Row("Spring MVC everywhere", "", "", MVC + " /"),
				new Row("Spring MVC below a path", "/servlet/**", "/servlet", MVC + " /servlet/*"),
				new Row("Spring MVC behind every path but JSPs", "", "", MVC + " /*"),
				new Row("twice", "/b/**,/a/**", "/a,/b", MVC + " /a/*", MVC + " /b/*"),
				new Row("its own first", "/a/**,/other/**", "/a", OTHER + " /other/*", MVC + " /a/*"),
				new Row("static files beside it", "", "/a", MVC + " /a/*", OTHER + " /"),
				new Row("single paths", "/a/**,/,/x", "/a", MVC + " /a/*", OTHER + " ", OTHER + " /x"),
				new Row("by extension", "/a/**", "/a", MVC + " /a/*", OTHER + " *.jsp"),
				new Row("Jetty's answer where nothing is", "/a/**", "/a", MVC + " /a/*",
						"org.eclipse.jetty.ee11.servlet.ServletHandler$Default404Servlet /"),
				new Row("Jersey", "/api/**", "/api", JERSEY + " /api/*"),
				new Row("none that is known", "/configured/**", "/configured", OTHER + " /other/*"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void servletsAreFoundWhereTheyAreMapped(Row row) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.mvc.servlet.path", "configured/");
		Servlets servlets = Servlets.of(container("/app", row.registrations), environment);
		assertThat(servlets.contextPath()).isEqualTo("/app");
		assertThat(String.join(",", servlets.patterns())).isEqualTo(row.patterns);
		assertThat(String.join(",", servlets.dispatchers())).isEqualTo(row.dispatchers);
	}

	@Test
	void servletsAreReadOffThePropertiesWhereNoContainerTells() {
		MockEnvironment environment = new MockEnvironment().withProperty("server.servlet.context-path", "/app/");
		for (ServletContext container : Arrays.asList(null, container("", "mute"), new MockServletContext())) {
			Servlets servlets = Servlets.of(container, environment);
			assertThat(servlets).isEqualTo(new Servlets("/app", List.of(), List.of("")));
		}
		environment.setProperty("spring.jersey.application-path", "api");
		assertThat(Servlets.of(null, environment).dispatchers()).containsExactly("/api");
		assertThat(Servlets.of(container("/shop"), environment).contextPath()).isEqualTo("/shop");
	}

	/** A container with servlets such as {@code com.example.Servlet /path/*}. */
	private static ServletContext container(String contextPath, String... registrations) {
		Map<String, ServletRegistration> servlets = new LinkedHashMap<>();
		for (String registration : registrations) {
			int space = registration.indexOf(' ');
			servlets.put(registration, (space < 0) ? null
					: registration(registration.substring(0, space), registration.substring(space + 1)));
		}
		return new MockServletContext() {

			@Override
			public String getContextPath() {
				return contextPath;
			}

			@Override
			public Map<String, ServletRegistration> getServletRegistrations() {
				if (servlets.containsValue(null)) {
					throw new UnsupportedOperationException();
				}
				return servlets;
			}

		};
	}

	private static ServletRegistration registration(String type, String mapping) {
		return (ServletRegistration) Proxy.newProxyInstance(ServletsTests.class.getClassLoader(),
				new Class<?>[] { ServletRegistration.class },
				(proxy, method, arguments) -> method.getName().equals("getClassName") ? type : List.of(mapping));
	}

	record Row(String name, String patterns, String dispatchers, @Nullable String... registrations) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
