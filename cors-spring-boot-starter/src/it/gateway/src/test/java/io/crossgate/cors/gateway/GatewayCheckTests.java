package io.crossgate.cors.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code --cors.check} on a gateway: what the gateway says about CORS itself is judged
 * where it is in force, which is on the reactive one alone.
 */
class GatewayCheckTests {

	private static final String GLOBAL = Gateway.PREFIX + "globalcors.cors-configurations.[/**].";

	private static final String ROUTE = Gateway.PREFIX + "routes[0].";

	@Test
	void judgesTheGatewaysOwnCors() throws Exception {
		Checked checked = check("--cors.check", "--" + GLOBAL + "allowed-origin-patterns=*",
				"--" + GLOBAL + "allow-credentials=true", "--" + ROUTE + "metadata.cors.allowedOrigins=null");
		if (Gateway.STACK.equals("webflux")) {
			assertThat(checked.exitCode()).as(checked.output()).isEqualTo(1);
			assertThat(checked.output()).contains("ERROR  any-origin-with-credentials", "null-origin",
					"property for /** = *");
		}
		else {
			assertThat(checked.exitCode()).as(checked.output()).isZero();
			assertThat(checked.output()).doesNotContain("any-origin-with-credentials", "null-origin");
		}
	}

	@Test
	void printsWhatTakesItsPlace() throws Exception {
		Checked checked = check("--cors.check.takeover", "--" + GLOBAL + "allowed-origins=https://app.example.com",
				"--" + GLOBAL + "allowed-methods=GET,PUT");
		if (Gateway.STACK.equals("webflux")) {
			assertThat(checked.output()).contains("cors:", "paths: /**", "allowed-origins: https://app.example.com",
					"allowed-methods: GET, PUT", "#   property " + Gateway.PREFIX + "globalcors.*");
		}
		else {
			assertThat(checked.output()).doesNotContain("globalcors");
		}
	}

	private static Checked check(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
						System.getProperty("java.class.path"), GatewayApplication.class.getName(),
						"--" + ROUTE + "id=upstream", "--" + ROUTE + "uri=http://127.0.0.1:1",
						"--" + ROUTE + "predicates[0]=Path=/api/**"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
		return new Checked(process.exitValue(), output);
	}

	record Checked(int exitCode, String output) {

	}

}
