package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Management endpoints select no policy, wherever they are, and what is none of them
 * does: on every server, with whatever Boot has for moving them.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManagementEndpointsTests {

	private static final String ORIGIN = "https://portal.example.com";

	private static final String AT_ROOT = "management.endpoints.web.base-path=/";

	static Stream<Place> places() {
		List<Place> places = new ArrayList<>();
		for (Server server : Server.values()) {
			places.add(new Place(server, "below their usual path", "/actuator /actuator/health /actuator/env",
					"/api/x /health /actuators"));
			places.add(new Place(server, "below a path of the user's", "/manage /manage/env /manage/x",
					"/actuator/health /api/x", "management.endpoints.web.base-path=/manage/"));
			places.add(new Place(server, "among the application's",
					"/env /%65nv /env/java.version /env/ /health /health/x /metrics /loggers /loggers/x /things/7",
					"/ /api/x /environment /actuator /ENV", AT_ROOT));
			places.add(new Place(server, "mapped one by one", "/ops/env /ops/env/x /up /loggers",
					"/env /health /ops /api/x", AT_ROOT, "management.endpoints.web.path-mapping.env=ops/env",
					"management.endpoints.web.path-mapping.health=/up"));
			places.add(new Place(server, "some of which are not exposed", "/health /things/7", "/env /loggers/x /api/x",
					AT_ROOT, "management.endpoints.web.exposure.exclude=env,loggers,metrics"));
			places.add(new Place(server, "one of which is switched off", "/health /loggers", "/env /api/x", AT_ROOT,
					"management.endpoint.env.access=none"));
			places.add(new Place(server, "and a health group beside them", "/actuator/health /healthz",
					"/health /api/x /healthzz", "management.endpoint.health.group.live.include=ping",
					"management.endpoint.health.group.live.additional-path=server:/healthz"));
			places.add(new Place(server, "and probes beside them", "/actuator/health /livez /readyz", "/health /api/x",
					"management.endpoint.health.probes.enabled=true",
					"management.endpoint.health.probes.add-additional-paths=true"));
			places.add(new Place(server, "on another port, but for a health group", "/healthz",
					"/actuator/health /env /api/x", "management.server.port=0",
					"management.endpoint.health.group.live.include=ping",
					"management.endpoint.health.group.live.additional-path=server:/healthz"));
			places.add(new Place(server, "on no port", "", "/actuator/health /api/x", "management.server.port=-1"));
			places.add(new Place(server, "in an application whose beans are lazy", "/env /health /loggers/x",
					"/api/x /environment", AT_ROOT, "spring.main.lazy-initialization=true"));
			places.add(new Place(server, "beside probes of an application whose beans are lazy", "/livez", "/api/x",
					"spring.main.lazy-initialization=true", "management.endpoint.health.probes.enabled=true",
					"management.endpoint.health.probes.add-additional-paths=true"));
			places.add(new Place(server, "on Cloud Foundry", "/cloudfoundryapplication /cloudfoundryapplication/env",
					"/cloudfoundry /api/x", "VCAP_APPLICATION={}"));
			if (server.isReactive()) {
				places.add(new Place(server, "below a base path", "/app/env /app/health/x", "/app/api/x", AT_ROOT,
						"spring.webflux.base-path=/app"));
			}
			else {
				places.add(new Place(server, "below context and servlet path", "/app/servlet/env /app/servlet/health",
						"/app/servlet/api/x", AT_ROOT, "server.servlet.context-path=/app",
						"spring.mvc.servlet.path=/servlet"));
				places.add(new Place(server, "below a servlet path", "/servlet/actuator/env", "/servlet/api/x",
						"spring.mvc.servlet.path=/servlet"));
			}
		}
		return places.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void endpointsSelectNoPolicyWhereverTheyAre(Place place) {
		try (Server.Running running = place.start()) {
			for (String path : place.closed()) {
				assertThat(cors(running, "GET " + path)).as(path).isEmpty();
				assertThat(cors(running, "POST " + path)).as(path).isEmpty();
				assertThat(cors(running, "OPTIONS " + path, "Access-Control-Request-Method: POST",
						"Access-Control-Request-Headers: content-type"))
					.as(path)
					.isEmpty();
			}
			for (String path : place.open()) {
				assertThat(running.send("GET " + path, "Origin: " + ORIGIN).header("Access-Control-Allow-Origin"))
					.as(path)
					.containsExactly(ORIGIN);
			}
		}
	}

	/** What the router takes for an endpoint's path is one, whatever the policies see. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void endpointsAreNotOpenedByAnOddSpelling(Server server) {
		try (Server.Running running = server.start(List.of(Controller.class), properties(AT_ROOT))) {
			int answered = 0;
			for (String path : List.of("/env;x=1", "/env;x=1/java.version", "//env", "/env//", "/./env", "/x/../env",
					"/x/%2e%2e/env", "/;/env", "/e%6Ev", "/%65%6E%76;a=b", "/env/%6Aava.version", "/env/java.version;a",
					"/x/..;/env", "/env%2Fjava.version", "/env%3Bx=1")) {
				Http.Response response = running.send("GET " + path, "Origin: " + ORIGIN);
				assertThat(response.cors()).as(path).noneMatch((line) -> line.startsWith("Access-Control-"));
				Http.Response preflight = running.send("OPTIONS " + path, "Origin: " + ORIGIN,
						"Access-Control-Request-Method: POST");
				assertThat(preflight.cors()).as(path).noneMatch((line) -> line.startsWith("Access-Control-"));
				answered += (response.status() == 200) ? 1 : 0;
			}
			assertThat(answered).as("spellings that reach an endpoint").isGreaterThan(2);
		}
	}

	/** A second servlet of Spring MVC asks the mappings of the first one's context. */
	@ParameterizedTest
	@EnumSource(value = Server.class, names = { "TOMCAT", "JETTY" })
	void endpointsAreLeftAloneBehindASecondServlet(Server server) {
		try (Server.Running running = server.start(List.of(Second.class), properties())) {
			for (String path : List.of("/actuator/env", "/second/actuator/env", "/second/actuator/health")) {
				Http.Response response = running.send("GET " + path, "Origin: " + ORIGIN);
				assertThat(response.status()).as(path).isEqualTo(200);
				assertThat(response.cors()).as(path).isEmpty();
			}
			assertThat(cors(running, "GET /second/x")).isNotEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void areOpenedByAPolicyThatNamesThemAndSaysSo(Server server) {
		List<String> named = List.of(AT_ROOT, "cors.policies.status.paths=/health/**",
				"cors.policies.status.allowed-origins=https://status.example.com");
		Throwable refusal = catchThrowable(
				() -> server.start(List.of(Controller.class), properties(named.toArray(String[]::new))));
		assertThat(refusal).hasMessageContaining("[management-path] policy 'status', paths[0]");
		List<String> accepted = new ArrayList<>(named);
		accepted.add("cors.policies.status.accept-risks=management-path");
		try (Server.Running running = server.start(List.of(Controller.class),
				properties(accepted.toArray(String[]::new)))) {
			assertThat(running.send("GET /health", "Origin: https://status.example.com")
				.header("Access-Control-Allow-Origin")).containsExactly("https://status.example.com");
			assertThat(running.send("GET /health", "Origin: " + ORIGIN).status()).isEqualTo(403);
			assertThat(cors(running, "GET /env")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void stopTheStartWhereTheyCanNotBeToldApart(Server server) {
		Throwable refusal = catchThrowable(() -> server.start(List.of(Patients.class), properties(AT_ROOT)));
		assertThat(refusal).hasMessageContaining("[indistinct-management-paths] policy 'default', paths[0] = '/**'")
			.hasMessageContaining("/health/patients/*");
		try (Server.Running running = server.start(List.of(Patients.class), properties())) {
			assertThat(cors(running, "GET /health/patients/7")).isNotEmpty();
		}
		try (Server.Running running = server.start(List.of(Patients.class),
				properties(AT_ROOT, "management.endpoints.web.path-mapping.health=up"))) {
			assertThat(cors(running, "GET /health/patients/7")).isNotEmpty();
			assertThat(cors(running, "GET /up")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void stopTheStartWhereAHealthGroupCanNotBeToldApart(Server server) {
		String[] group = { "management.endpoint.health.group.live.include=ping",
				"management.endpoint.health.group.live.additional-path=server:/health" };
		assertThat(catchThrowable(() -> server.start(List.of(Patients.class), properties(group))))
			.hasMessageContaining("[indistinct-management-paths]")
			.hasMessageContaining("/health/patients/*");
	}

	/** What somebody puts there belongs to management, too. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void endpointsHaveEverythingBelowTheirBasePath(Server server) {
		String below = server.isReactive() ? "spring.webflux.base-path=/app" : "server.servlet.context-path=/app";
		try (Server.Running running = server.start(List.of(Patients.class),
				properties(below, "management.endpoints.web.base-path=/health"))) {
			Http.Response patient = running.send("GET /app/health/patients/7", "Origin: " + ORIGIN);
			assertThat(patient.status()).isEqualTo(200);
			assertThat(patient.cors()).isEmpty();
		}
	}

	@Test
	void mayHaveAPolicyOfTheirOwnBesidePatternsThatAlsoMeetThem() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Controller.class),
				"management.endpoints.web.exposure.include=*", "cors.policies.ops.paths=/actuator/**",
				"cors.policies.ops.allowed-origins=" + ORIGIN, "cors.policies.ops.accept-risks=management-path",
				"cors.policies.two.paths=/*/b", "cors.policies.two.allowed-origins=https://two.example.com",
				"cors.policies.tenants.paths=/{tenant}/health",
				"cors.policies.tenants.allowed-origins=https://tenants.example.com")) {
			assertThat(cors(running, "GET /actuator/health")).contains("Access-Control-Allow-Origin: " + ORIGIN);
			assertThat(running.send("GET /actuator/health", "Origin: https://tenants.example.com").status())
				.isEqualTo(403);
			assertThat(running.send("GET /a/health", "Origin: https://tenants.example.com")
				.header("Access-Control-Allow-Origin")).containsExactly("https://tenants.example.com");
		}
	}

	/** Though the policies are compiled twice where endpoints stand among them. */
	@Test
	void policiesAreReportedOnce(CapturedOutput output) {
		try (Server.Running running = Server.JETTY.start(List.of(Controller.class),
				properties(AT_ROOT, "logging.level.io.crossgate=info", "cors.max-age=3h"))) {
			assertThat(cors(running, "GET /env")).isEmpty();
			assertThat(output).containsOnlyOnce("CORS ready: 1 policy")
				.containsOnlyOnce("[max-age-capped-by-browsers]");
		}
	}

	private static List<String> cors(Server.Running running, String line, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.add("Origin: " + ORIGIN);
		return running.send(line, all.toArray(String[]::new)).cors();
	}

	private static String[] properties(String... properties) {
		List<String> all = new ArrayList<>(List.of("cors.allowed-origins=" + ORIGIN, "cors.allow-credentials=true",
				"management.endpoints.web.exposure.include=*"));
		all.addAll(List.of(properties));
		return all.toArray(String[]::new);
	}

	record Place(Server server, String name, String closedPaths, String openPaths, String... properties) {

		Server.Running start() {
			return this.server.start(List.of(Controller.class, Things.class),
					ManagementEndpointsTests.properties(this.properties));
		}

		List<String> closed() {
			return this.closedPaths.isEmpty() ? List.of() : List.of(this.closedPaths.split(" "));
		}

		List<String> open() {
			return List.of(this.openPaths.split(" "));
		}

		@Override
		public String toString() {
			return this.server + ", " + this.name;
		}

	}

	@RestController
	static class Controller {

		@GetMapping({ "/api/x", "/{tenant}/health" })
		String x() {
			return "x";
		}

	}

	@RestController
	static class Patients {

		@GetMapping("/health/patients/{id}")
		String patient() {
			return "patient";
		}

	}

	@Endpoint(id = "things")
	static class Things {

		@ReadOperation
		String thing(@Selector String name) {
			return name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean
		ServletRegistrationBean<DispatcherServlet> second() {
			ServletRegistrationBean<DispatcherServlet> second = new ServletRegistrationBean<>(
					new DispatcherServlet(new AnnotationConfigWebApplicationContext()), "/second/*");
			second.setName("second");
			return second;
		}

	}

}
