package io.crossgate.cors.spring.autoconfigure.reload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.reload.MountedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * An application whose policies stand in a mounted ConfigMap.
 */
@ExtendWith(OutputCaptureExtension.class)
class WatchedConfigurationTests {

	private static final String[] SHOWN = { "logging.level.io.crossgate.cors=info",
			"management.endpoints.web.exposure.include=cors" };

	@TempDir
	Path folder;

	@Test
	void runningApplicationFollowsItsFiles(CapturedOutput output) {
		MountedFolder mounted = new MountedFolder(this.folder, configMap("https://app.example.com"));
		try (Server.Running running = Server.TOMCAT.start(List.of(), SHOWN[0], SHOWN[1],
				"cors.reload.watch=" + this.folder)) {
			assertThat(allowed(running, "https://app.example.com")).isTrue();
			mounted.put(configMap("https://app.example.com, https://partner.example.net"));
			await(() -> assertThat(allowed(running, "https://partner.example.net")).isTrue());
			// The log says so once it is in force.
			await(() -> assertThat(output).contains("CORS watches " + this.folder + ", which has 3 keys below cors")
				.contains("CORS policies changed with the watched files, access is wider: sha256:")
				.contains("api  allowed-origins: https://partner.example.net gains access with credentials"));
			// A bad push, first one that no policy can be made of, then no YAML.
			mounted.put(configMap("https://app.example.com/"));
			await(() -> assertThat(output)
				.contains("[malformed-origin] cors.policies.api.allowed-origins[0] = " + "https://app.example.com/"));
			assertThat(output).contains("at   " + this.folder + "/cors.yml:5:24");
			mounted.put(Map.of("cors.yml", "cors:\n  allowed-origins: *.example.com\n"));
			await(() -> assertThat(output).contains("[unreadable-file] cors.reload.watch = " + this.folder));
			assertThat(output).contains("/cors.yml:2:21 can't be read: while scanning an alias");
			assertThat(allowed(running, "https://partner.example.net")).isTrue();
			await(() -> assertThat(running.send("GET /actuator/cors").body()).contains("\"result\":\"failure\"",
					"\"trigger\":\"watch\"", "unreadable-file"));
			mounted.put(configMap("https://partner.example.net"));
			await(() -> assertThat(allowed(running, "https://app.example.com")).isFalse());
			assertThat(allowed(running, "https://partner.example.net")).isTrue();
		}
	}

	@Test
	void startIsRefusedWhereFilesCanNotBeRead() throws Exception {
		Files.writeString(this.folder.resolve("cors.yml"), "cors:\n  allowed-origins: *.example.com\n");
		assertThatException()
			.isThrownBy(() -> Server.TOMCAT.start(List.of(), "cors.reload.watch=" + this.folder).close())
			.isInstanceOf(InvalidCorsPolicyException.class)
			.withMessageContaining("[unreadable-file] policy 'default', reload.watch = '" + this.folder + "': "
					+ this.folder + "/cors.yml:2:21 can't be read");
	}

	private static Map<String, String> configMap(String origins) {
		return Map.of("cors.yml", """
				cors:
				  policies:
				    api:
				      paths: /api/**
				      allowed-origins: %s
				      allow-credentials: true
				""".formatted(origins));
	}

	private static boolean allowed(Server.Running running, String origin) {
		return !running.send("GET /api/todos", "Origin: " + origin).header("Access-Control-Allow-Origin").isEmpty();
	}

	private static void await(Runnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion::run);
	}

}
