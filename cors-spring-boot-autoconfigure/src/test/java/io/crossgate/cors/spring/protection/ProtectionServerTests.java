package io.crossgate.cors.spring.protection;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine's table of decisions, sent to real servers byte by byte: of what is refused
 * no controller ever hears, and what passes arrives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtectionServerTests {

	/** Containers answer these themselves, or take them for something else. */
	private static final Set<String> OF_CONTAINERS = Set.of("CONNECT", "TRACE", "OPTIONS", "get", "HEAD");

	private final Map<Server, Server.Running> servers = new EnumMap<>(Server.class);

	ProtectionServerTests() {
		for (Server server : List.of(Server.TOMCAT, Server.NETTY)) {
			this.servers.put(server, server.start(List.of(Everything.class), ProtectionCase.PROPERTIES));
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(Server.Running::close);
	}

	Stream<Arguments> rows() {
		return this.servers.keySet()
			.stream()
			.flatMap((server) -> ProtectionCase.all()
				.filter((row) -> !OF_CONTAINERS.contains(row.method()) && !isOfCallback(row))
				.map((row) -> Arguments.of(server, row)));
	}

	/** No one serves them here. */
	private static boolean isOfCallback(ProtectionCase row) {
		return row.passes() && (row.path().startsWith("/login/saml2") || row.path().startsWith("/logout/connect"));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("rows")
	void onlyWhatPassesReachesAController(Server server, ProtectionCase row) {
		Server.Running running = this.servers.get(server);
		String id = server + " " + row.name();
		String[] headers = Stream.concat(row.headers().stream(), Stream.of("Host: app.example", "X-Id: " + id))
			.toArray(String[]::new);
		Http.Response response = running.send(row.method() + " " + row.path(), headers);
		boolean reached = running.context().getBean(Everything.class).seen.contains(id);
		assertThat(reached).as("%s of %s", response.status(), row).isEqualTo(row.passes());
		if (row.passes()) {
			assertThat(response.status()).isEqualTo(200);
		}
		else {
			// A container refuses some spellings of a path before anyone sees it.
			assertThat(response.status()).isIn(403, 400);
			assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void protectsWhereNoPolicyIsConfigured(Server server) {
		Server.Running running = this.servers.get(server);
		CorsEngine engine = running.context().getBean(CorsEngine.class);
		var before = engine.policies();
		try {
			engine.update((policies) -> policies.recompile(List.of()));
			assertThat(running.send("POST /api/x", "Host: app.example", "Origin: https://spa.example").status())
				.isEqualTo(403);
			assertThat(running.send("POST /api/x", "Host: app.example", "Origin: https://pay.example").status())
				.isEqualTo(200);
		}
		finally {
			engine.update((policies) -> before);
		}
	}

	@RestController
	static class Everything {

		private final Set<String> seen = ConcurrentHashMap.newKeySet();

		@RequestMapping("/**")
		String any(@RequestHeader(name = "X-Id", required = false) String id) {
			if (id != null) {
				this.seen.add(id);
			}
			return "reached";
		}

	}

}
