package io.crossgate.cors.spring;

import java.util.List;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A path that ends above handlers is named at start-up, and no other path is.
 */
@ExtendWith(OutputCaptureExtension.class)
class NarrowPathTests {

	@ParameterizedTest
	@EnumSource(value = Server.class, names = { "TOMCAT", "NETTY" })
	void aPathThatEndsAboveAHandlerIsNamedWithTheWiderOne(Server server, CapturedOutput output) {
		start(server, "/orders, /api/*, /alone, /whole/**, /covered");
		assertThat(output)
			.contains("CORS [narrow-path] policy 'default', paths: /orders is that path alone, and nothing below it; "
					+ "the application maps /orders/*, which no policy covers. To cover it, too, write /orders/** in its "
					+ "place.")
			.contains(
					"paths: /api/* ends in exactly one segment; the application maps /api/a/b, which no policy covers. "
							+ "To cover it, too, write /api/** in its place.")
			.doesNotContain("/alone")
			.doesNotContain("/whole")
			.doesNotContain("/actuator")
			.doesNotContain("/error");
		assertThat(output.toString().lines().filter((line) -> line.contains("[narrow-path]"))).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource(value = Server.class, names = { "TOMCAT", "NETTY" })
	void theWiderPathsAreNotNamed(Server server, CapturedOutput output) {
		start(server, "/orders/**, /api/**");
		assertThat(output).doesNotContain("[narrow-path]");
	}

	private static void start(Server server, String paths) {
		server
			.start(List.of(Controller.class), "logging.level.io.crossgate.cors=warn", "cors.paths=" + paths,
					"cors.allowed-origins=https://app.example.com")
			.close();
	}

	@RestController
	static class Controller {

		@GetMapping({ "/orders", "/orders/{id}", "/api/a/b", "/alone", "/whole/a/b", "/covered" })
		String any() {
			return "any";
		}

	}

}
