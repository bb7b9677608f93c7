package io.crossgate.cors.sample;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Through both servers of Spring Cloud Gateway the API is of the page's own origin, and
 * everything else comes out as it does without them.
 */
@ExtendWith(Browsers.Sharing.class)
class GatewayInBrowsersTests {

	private static final String MISSING = "Nothing is tested behind Spring Cloud Gateway: build with -Pgateway";

	private static final Map<String, Laboratory> LABORATORIES = new HashMap<>();

	@BeforeAll
	static void start() throws IOException {
		boolean present = ClassUtils.isPresent("org.springframework.cloud.gateway.config.GatewayAutoConfiguration",
				GatewayInBrowsersTests.class.getClassLoader());
		if (!present) {
			// A skipped test's reason is only in its report.
			LogFactory.getLog(GatewayInBrowsersTests.class).warn(MISSING);
		}
		assumeThat(present).as(MISSING).isTrue();
		LABORATORIES.put("gateway", Laboratory.on(WebApplicationType.SERVLET, "--spring.profiles.active=gateway"));
		LABORATORIES.put("gateway,netty",
				Laboratory.on(WebApplicationType.REACTIVE, "--spring.profiles.active=gateway,netty"));
	}

	@AfterAll
	static void stop() {
		LABORATORIES.values().forEach(Laboratory::close);
	}

	@ParameterizedTest
	@CsvSource({ "CHROMIUM, gateway", "CHROMIUM, 'gateway,netty'", "FIREFOX, gateway", "FIREFOX, 'gateway,netty'",
			"WEBKIT, gateway", "WEBKIT, 'gateway,netty'" })
	void everyScenarioComesOutAsExpected(BrowserKind kind, String profiles, Browsers browsers) {
		assertThat(AllScenarios.run(browsers.get(kind), kind, LABORATORIES.get(profiles)))
			.contains("same-origin-gateway", "same-origin");
	}

}
