package io.crossgate.cors.sample;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the scenarios teach is what happens in real browsers, in profiles that add
 * scenarios and, in one browser, without them: a profile takes nothing away.
 */
@Tag("browsers")
@ExtendWith(Browsers.Sharing.class)
class ScenariosInBrowsersTests {

	private static final String PROFILES = "tenants,security";

	private static final String[] OF_PROFILES = { "tenant-added", "session-login", "csrf-or-cors", "bearer-token" };

	private static final int WITHOUT_PROFILES = 39;

	private static final Map<String, Laboratory> LABORATORIES = new HashMap<>();

	@BeforeAll
	static void start() throws IOException {
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			for (String profiles : List.of("", PROFILES)) {
				LABORATORIES.put(type + profiles, Laboratory.on(type, "--spring.profiles.active=" + profiles));
			}
		}
	}

	@AfterAll
	static void stop() {
		LABORATORIES.values().forEach(Laboratory::close);
	}

	@ParameterizedTest
	@CsvSource({ "CHROMIUM, SERVLET", "CHROMIUM, REACTIVE", "FIREFOX, SERVLET", "FIREFOX, REACTIVE", "WEBKIT, SERVLET",
			"WEBKIT, REACTIVE" })
	void everyScenarioComesOutAsExpected(BrowserKind kind, WebApplicationType type, Browsers browsers) {
		assertThat(AllScenarios.run(browsers.get(kind), kind, LABORATORIES.get(type + PROFILES))).contains(OF_PROFILES)
			.hasSizeGreaterThanOrEqualTo(WITHOUT_PROFILES + OF_PROFILES.length);
	}

	@ParameterizedTest
	@CsvSource({ "CHROMIUM, SERVLET", "CHROMIUM, REACTIVE" })
	void everyScenarioComesOutAsExpectedWithoutProfiles(BrowserKind kind, WebApplicationType type, Browsers browsers) {
		assertThat(AllScenarios.run(browsers.get(kind), kind, LABORATORIES.get(type.toString())))
			.doesNotContain(OF_PROFILES)
			.hasSizeGreaterThanOrEqualTo(WITHOUT_PROFILES);
	}

}
