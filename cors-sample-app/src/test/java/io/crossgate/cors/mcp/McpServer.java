package io.crossgate.cors.mcp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * An MCP server that speaks as much of streamable HTTP as two public clients need, on
 * Tomcat or Netty, and knows nothing of CORS. It is strict where a header that the
 * browser has held back would go unnoticed otherwise.
 *
 * @see <a href=
 * "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">
 * MCP 2025-11-25, streamable HTTP</a>
 * @see <a href=
 * "https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">
 * MCP 2026-07-28, streamable HTTP</a>
 */
@RestController
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, R2dbcAutoConfiguration.class,
		ServletWebSecurityAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class })
class McpServer {

	private static final String SESSION = "Mcp-Session-Id";

	private static final String CURRENT = "2026-07-28";

	private static final Map<String, Object> INFO = Map.of("name", "weather", "version", "1");

	private static final Map<String, Object> CAPABILITIES = Map.of("tools", Map.of("listChanged", true));

	private static final List<Object> TOOLS = List.of(Map.of("name", "weather", "inputSchema", Map.of("type", "object",
			"properties", Map.of("region", Map.of("type", "string", "x-mcp-header", "Region")))));

	private final Set<String> sessions = ConcurrentHashMap.newKeySet();

	/** The names of all headers that have arrived, in lower case. */
	final Set<String> headers = new ConcurrentSkipListSet<>();

	@PostMapping("/mcp")
	ResponseEntity<Object> receive(@RequestHeader HttpHeaders headers, @RequestBody Map<String, Object> message) {
		authorise(headers);
		boolean current = CURRENT.equals(headers.getFirst("MCP-Protocol-Version"));
		String method = String.valueOf(message.get("method"));
		if (current) {
			demand(method.equals(headers.getFirst("Mcp-Method")), "Mcp-Method does not match");
		}
		else if (!method.equals("initialize")) {
			inSession(headers);
		}
		return switch (method) {
			case "initialize" -> {
				String session = UUID.randomUUID().toString();
				this.sessions.add(session);
				yield ResponseEntity.ok()
					.header(SESSION, session)
					.body(result(message,
							Map.of("protocolVersion", "2025-11-25", "capabilities", CAPABILITIES, "serverInfo", INFO)));
			}
			case "notifications/initialized" -> ResponseEntity.accepted().build();
			case "server/discover" -> ResponseEntity
				.ok(result(message, Map.of("resultType", "complete", "supportedVersions", List.of(CURRENT),
						"capabilities", CAPABILITIES, "serverInfo", INFO, "ttlMs", 0, "cacheScope", "private")));
			case "tools/list" -> ResponseEntity.ok(result(message,
					current ? Map.of("resultType", "complete", "tools", TOOLS, "ttlMs", 0, "cacheScope", "private")
							: Map.of("tools", TOOLS)));
			case "tools/call" -> ResponseEntity.ok(result(message, call(headers, message, current)));
			default -> ResponseEntity.notFound().build();
		};
	}

	private static Map<String, Object> call(HttpHeaders headers, Map<String, Object> message, boolean current) {
		Map<?, ?> parameters = (Map<?, ?>) message.get("params");
		Object region = ((Map<?, ?>) parameters.get("arguments")).get("region");
		List<Object> content = List.of(Map.of("type", "text", "text", "sunny in " + region));
		if (!current) {
			return Map.of("content", content);
		}
		demand(parameters.get("name").equals(headers.getFirst("Mcp-Name")), "Mcp-Name does not match");
		demand(region.equals(headers.getFirst("Mcp-Param-Region")), "Mcp-Param-Region does not match");
		return Map.of("resultType", "complete", "content", content);
	}

	/** The first stream ends after one event; one that resumes it has the next. */
	@GetMapping("/mcp")
	ResponseEntity<Flux<ServerSentEvent<Object>>> stream(@RequestHeader HttpHeaders headers) {
		authorise(headers);
		inSession(headers);
		String last = headers.getFirst("Last-Event-ID");
		demand(last == null || last.equals("1"), "Not an event of this stream");
		ServerSentEvent<Object> event = ServerSentEvent.<Object>builder()
			.id((last != null) ? "2" : "1")
			.data(Map.of("jsonrpc", "2.0", "method", "notifications/tools/list_changed"))
			.build();
		return ResponseEntity.ok((last != null) ? Flux.just(event).concatWith(Flux.never()) : Flux.just(event));
	}

	@DeleteMapping("/mcp")
	ResponseEntity<Void> end(@RequestHeader HttpHeaders headers) {
		authorise(headers);
		this.sessions.remove(inSession(headers));
		return ResponseEntity.noContent().build();
	}

	/** Return whether every session that was begun was ended. */
	boolean isIdle() {
		return this.sessions.isEmpty();
	}

	private void authorise(HttpHeaders headers) {
		headers.forEach((name, values) -> this.headers.add(name.toLowerCase(Locale.ROOT)));
		if (!"Bearer token".equals(headers.getFirst(HttpHeaders.AUTHORIZATION))) {
			throw new RefusedException(ResponseEntity.status(HttpStatus.UNAUTHORIZED)
				.header(HttpHeaders.WWW_AUTHENTICATE,
						"Bearer resource_metadata=\"https://as.example/.well-known/oauth-protected-resource\"")
				.build());
		}
	}

	private String inSession(HttpHeaders headers) {
		String session = headers.getFirst(SESSION);
		demand(session != null && this.sessions.contains(session), "No session");
		return session;
	}

	private static void demand(boolean condition, String reason) {
		if (!condition) {
			throw new RefusedException(ResponseEntity.badRequest().body(reason));
		}
	}

	private static Map<String, Object> result(Map<String, Object> message, Map<String, Object> result) {
		return Map.of("jsonrpc", "2.0", "id", message.get("id"), "result", result);
	}

	@ExceptionHandler
	ResponseEntity<String> refuse(RefusedException refusal) {
		return refusal.answer;
	}

	private static final class RefusedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient ResponseEntity<String> answer;

		RefusedException(ResponseEntity<String> answer) {
			this.answer = answer;
		}

	}

}
