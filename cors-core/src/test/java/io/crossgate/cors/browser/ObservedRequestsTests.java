package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.browser.model.BrowserEngine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redirects, {@code XMLHttpRequest} and {@code Headers} objects: what Chromium
 * 156.0.8078.108, Firefox 153.8.0 ESR and WebKitGTK 2.50.6 put on the wire to servers on
 * three ports of the loopback interface, once as the standard has it and once with the
 * quirks of each engine.
 */
class ObservedRequestsTests {

	private static final String PAGE = "http://localhost:8081/";

	private static final Map<BrowserEngine, String> OBSERVED = Map.of(BrowserEngine.CHROMIUM, "chromium-156",
			BrowserEngine.FIREFOX, "firefox-153esr", BrowserEngine.WEBKIT, "webkitgtk-2.50");

	/** What an engine was seen to do and is not modelled, with the reason. */
	private static final Map<String, String> NOT_MODELLED = Map.of("redirect-54 FIREFOX",
			"keeps the type that XMLHttpRequest adds by itself apart from the script's headers", "redirect-55 FIREFOX",
			"as redirect-54", "redirect-105 FIREFOX", "as redirect-54", "redirect-94 WEBKIT",
			"a 307 to the own origin restores what the 302 before it has removed", "headers-07 FIREFOX",
			"sends the later of two Content-Type lines alone");

	@ParameterizedTest(name = "{0}")
	@MethodSource("all")
	void standardAlgorithmGivesTheExpectedResult(ObservedRequest row) {
		FetchResult result = row.run(Browser.at(PAGE));
		assertThat(ObservedRequest.outcome(result)).as(result.toString())
			.isEqualTo(ObservedRequest.outcome(row.json().path("expect")));
	}

	@ParameterizedTest(name = "{1}, {0}")
	@MethodSource("observations")
	void enginesDoWhatWasObserved(ObservedRequest row, BrowserEngine engine) {
		FetchResult result = row.run(Browser.at(PAGE).engine(engine));
		assertThat(ObservedRequest.outcome(result)).as(result.toString())
			.isEqualTo(ObservedRequest.outcome(row.expected(OBSERVED.get(engine))));
	}

	@Test
	void whatIsNotModelledIsStillDifferent() {
		List<String> different = new ArrayList<>();
		for (ObservedRequest row : ObservedRequest.all()) {
			for (BrowserEngine engine : BrowserEngine.values()) {
				FetchResult result = row.run(Browser.at(PAGE).engine(engine));
				if (row.isSeenIn(OBSERVED.get(engine)) && !ObservedRequest.outcome(result)
					.equals(ObservedRequest.outcome(row.expected(OBSERVED.get(engine))))) {
					different.add(row.id() + " " + engine);
				}
			}
		}
		assertThat(different).containsExactlyInAnyOrderElementsOf(NOT_MODELLED.keySet());
	}

	@Test
	void everyRowOfTheFileIsRun() {
		assertThat(ObservedRequest.all()).hasSize(239);
	}

	static List<ObservedRequest> all() {
		return ObservedRequest.all();
	}

	static Stream<Arguments> observations() {
		List<Arguments> observations = new ArrayList<>();
		for (ObservedRequest row : ObservedRequest.all()) {
			for (BrowserEngine engine : BrowserEngine.values()) {
				if (row.isSeenIn(OBSERVED.get(engine)) && !NOT_MODELLED.containsKey(row.id() + " " + engine)) {
					observations.add(Arguments.of(row, engine));
				}
			}
		}
		return observations.stream();
	}

}
