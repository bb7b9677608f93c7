package io.crossgate.cors.spring;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The preset for servers of the Model Context Protocol, in front of an endpoint that
 * counts who reaches it.
 *
 * @see <a href=
 * "https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security-&-endpoint">
 * MCP, streamable HTTP, security</a>
 */
class McpPresetTests {

	private static final String INSPECTOR = "https://inspector.example.com";

	private static final String[] THREE_LINES = { "cors.preset=mcp", "cors.allowed-origins=" + INSPECTOR };

	/** As the specification demands: present and invalid is 403. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void noRequestWithAnInvalidOriginReachesTheEndpoint(Server server) {
		try (Server.Running running = server.start(List.of(Endpoint.class), THREE_LINES)) {
			AtomicInteger reached = running.context().getBean(Endpoint.class).reached;
			for (String origin : List.of("https://evil.example", "null", "http://inspector.example.com",
					"https://inspector.example.com:8443", "https://inspector.example.com.evil.example",
					"https://inspector.example.com/", "https://INSPECTOR.example.com", "garbage", "")) {
				for (String method : List.of("POST", "GET", "DELETE", "HEAD", "PUT")) {
					Http.Response response = running.send(method + " /mcp", "Origin: " + origin, "Sec-Fetch-Mode: cors",
							"Sec-Fetch-Site: cross-site");
					assertThat(response.status()).as("%s from '%s'", method, origin).isEqualTo(403);
					assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
				}
				assertThat(preflight(running, origin, "POST", "content-type").status())
					.as("preflight from '%s'", origin)
					.isEqualTo(403);
			}
			assertThat(running.send("POST /mcp", "Origin: " + INSPECTOR, "Origin: https://evil.example").status())
				.isEqualTo(403);
			assertThat(reached).hasValue(0);
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void clientsInBrowsersMayDoWhatTheProtocolNeeds(Server server) {
		try (Server.Running running = server.start(List.of(Endpoint.class), THREE_LINES)) {
			for (String method : List.of("POST", "GET", "DELETE")) {
				Http.Response preflight = preflight(running, INSPECTOR, method,
						"accept,authorization,content-type,last-event-id,mcp-method,mcp-name,mcp-param-region,"
								+ "mcp-protocol-version,mcp-session-id");
				assertThat(preflight.status()).as(method).isEqualTo(204);
				assertThat(preflight.header("Access-Control-Allow-Methods")).singleElement()
					.asString()
					.contains(method);
				assertThat(preflight.header("Access-Control-Allow-Headers")).singleElement()
					.asString()
					.contains("mcp-param-region", "authorization");
				Http.Response response = running.send(method + " /mcp", "Origin: " + INSPECTOR);
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.header("Access-Control-Allow-Origin")).containsExactly(INSPECTOR);
				assertThat(response.header("Access-Control-Expose-Headers"))
					.containsExactly("Mcp-Session-Id,WWW-Authenticate");
				assertThat(response.header("Access-Control-Allow-Credentials")).isEmpty();
			}
			assertThat(preflight(running, INSPECTOR, "PUT", "content-type").status()).isEqualTo(403);
			assertThat(preflight(running, INSPECTOR, "POST", "x-other").status()).isEqualTo(403);
			// No browser: a client of the command line.
			assertThat(running.send("POST /mcp").status()).isEqualTo(200);
		}
	}

	/**
	 * What no policy refuses: a page on the server's own name, which is any name that
	 * resolves to it, and a form.
	 */
	@ParameterizedTest
	@EnumSource(Server.class)
	void theRestIsForTheHostAndForTheProtection(Server server) {
		try (Server.Running running = server.start(List.of(Endpoint.class), THREE_LINES)) {
			assertThat(running.send("POST /mcp", "Host: rebound.example:8080", "Origin: http://rebound.example:8080")
				.status()).isEqualTo(200);
			assertThat(running.send("POST /mcp", "Origin: https://evil.example", "Sec-Fetch-Mode: navigate").status())
				.isEqualTo(200);
		}
		try (Server.Running running = server.start(List.of(Endpoint.class), "cors.preset=mcp",
				"cors.allowed-origins=" + INSPECTOR, "cors.protection.mode=enforce",
				"cors.protection.trusted-origins=" + INSPECTOR)) {
			assertThat(running
				.send("POST /mcp", "Origin: https://evil.example", "Sec-Fetch-Mode: navigate",
						"Sec-Fetch-Site: cross-site")
				.status()).isEqualTo(403);
			assertThat(running
				.send("POST /mcp", "Origin: " + INSPECTOR, "Sec-Fetch-Mode: cors", "Sec-Fetch-Site: cross-site")
				.status()).isEqualTo(200);
		}
	}

	private static Http.Response preflight(Server.Running running, String origin, String method, String headers) {
		return running.send("OPTIONS /mcp", "Origin: " + origin, "Access-Control-Request-Method: " + method,
				"Access-Control-Request-Headers: " + headers);
	}

	@RestController
	static class Endpoint {

		private final AtomicInteger reached = new AtomicInteger();

		@RequestMapping("/mcp")
		ResponseEntity<String> answer() {
			this.reached.incrementAndGet();
			return ResponseEntity.ok().header("Mcp-Session-Id", "1").body("{}");
		}

	}

}
