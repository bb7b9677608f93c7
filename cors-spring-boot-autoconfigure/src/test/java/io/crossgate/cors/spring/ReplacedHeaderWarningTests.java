package io.crossgate.cors.spring;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler that writes CORS headers where a policy covers the path is named once for
 * each header; whoever sends what, the log stays short.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReplacedHeaderWarningTests {

	private static final String APP = "Origin: https://app.example.com";

	@ParameterizedTest
	@EnumSource(Server.class)
	void replacedHeadersAreNamedOnceForEachHandler(Server server, CapturedOutput output) {
		try (Server.Running running = start(server)) {
			for (int i = 0; i < 3; i++) {
				running.send("GET /api/add", APP);
				running.send("GET /api/set");
				running.send("GET /api/plain?filter=set", APP);
				running.send("GET /api/nothing-" + i + "?filter=set", APP);
			}
		}
		assertThat(output).containsOnlyOnce("CORS header of GET /{area}/add replaced  "
				+ "Access-Control-Allow-Origin: https://theirs.example  Policy 'api' covers the path and is the only "
				+ "author of its CORS headers. Delete what writes it, or set cors.authoritative: false")
			.containsOnlyOnce("CORS header of GET /{area}/add replaced  Access-Control-Max-Age: 1  ")
			.containsOnlyOnce("CORS header of GET /{area}/set replaced  Access-Control-Allow-Origin: ")
			.containsOnlyOnce("CORS header of GET /{area}/set replaced  Access-Control-Allow-Methods: DELETE  ")
			// A filter writes before it is known what the handler is.
			.containsOnlyOnce("CORS header of GET /api/plain replaced  Access-Control-Allow-Origin: ")
			.doesNotContain("nothing-");
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void headersAreNotNamedWhereNothingWasReplaced(Server server, CapturedOutput output) {
		try (Server.Running running = start(server)) {
			running.send("GET /else/set", APP);
			running.send("GET /watched/set", APP);
			running.send("GET /api/plain", APP);
			running.send("GET /api/vary-lines", APP);
			running.send("GET /api/remove", APP);
			running.send("GET /api/too-late", APP);
			running.send("GET /api/broken?filter=none", APP);
		}
		try (Server.Running running = start(server, "cors.authoritative=false")) {
			running.send("GET /api/set", APP);
		}
		assertThat(output).doesNotContain("/plain replaced")
			.doesNotContain("/vary-lines replaced")
			.doesNotContain("/set replaced")
			.doesNotContain("/remove replaced")
			.doesNotContain("/too-late replaced");
	}

	@Test
	void replacedHeadersAreNotNamedWithoutEnd(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		// Applications of earlier tests may have switched it off.
		logging.setLogLevel("io.crossgate.cors.replaced", LogLevel.WARN);
		try {
			ReplacedHeaderWarning replaced = new ReplacedHeaderWarning();
			CorsDecision decision = CorsPolicies
				.compile(
						List.of(CorsPolicy.named("api").paths("/**").allowedOrigins("https://app.example.com").build()))
				.decide(new CorsRequest("GET", "/x"));
			for (int i = 0; i < 10 * ReplacedHeaderWarning.MAX_LINES; i++) {
				replaced.add(decision, "Access-Control-Allow-Origin", "*\n" + i, "/handler/" + i, () -> "GET /x");
				replaced.add(decision, "access-control-allow-origin", "*", null, () -> "GET /another");
			}
			assertThat(output.getAll().lines().filter((line) -> line.contains("GET /x replaced")))
				.hasSize(ReplacedHeaderWarning.MAX_LINES - 1)
				.allMatch((line) -> line.contains("*\\u000a"));
			assertThat(output).containsOnlyOnce("GET /another replaced");
		}
		finally {
			logging.setLogLevel("io.crossgate.cors.replaced", null);
		}
	}

	private static Server.Running start(Server server, String... more) {
		return server.start(List.of(server.isReactive() ? ReactiveAuthors.class : ServletAuthors.class),
				"cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins=https://app.example.com",
				"cors.policies.watched.paths=/watched/**",
				"cors.policies.watched.allowed-origins=https://app.example.com",
				"cors.policies.watched.mode=report-only", "logging.level.io.crossgate.cors.replaced=warn",
				(more.length > 0) ? more[0] : "cors.mode=enforce");
	}

}
