package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.crossgate.cors.browser.model.BrowserEngine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what was observed in Chromium 156, Firefox 153 ESR and WebKitGTK 2.50: once as the
 * standard has it, and once with the quirks of each engine.
 */
class BrowserCasesTests {

	private static final Map<BrowserEngine, String> OBSERVED = Map.of(BrowserEngine.CHROMIUM, "chromium-156",
			BrowserEngine.FIREFOX, "firefox-153esr", BrowserEngine.WEBKIT, "webkitgtk-2.50");

	/** What an engine was seen to do and is not modelled, with the reason. */
	private static final Map<String, String> NOT_MODELLED = Map.of("G27 WEBKIT",
			"gives up on the way home, although it follows the same redirect in a shorter chain");

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void standardAlgorithmGivesTheExpectedResult(BrowserCase aCase) {
		FetchResult result = Browser.at(aCase.page()).fetch(aCase.call(), aCase::answer);
		JsonNode expected = aCase.expect();
		assertThat(BrowserCase.requests(result)).as(result.toString()).isEqualTo(BrowserCase.requests(expected));
		assertThat(result.preflightSent()).isEqualTo(expected.path("preflightSent").asBoolean());
		assertThat(result.verdict().value()).as(result.toString()).isEqualTo(expected.path("verdict").asString());
		assertThat(result.reason()).isEqualTo(expected.path("reason").asString());
		assertThat(result.responseType().value()).isEqualTo(expected.path("responseType").asString());
		assertThat(result.exposedHeaders()).isEqualTo(words(expected.path("exposedHeaders")));
	}

	@ParameterizedTest(name = "{1}, {0}")
	@MethodSource("observations")
	void enginesDoWhatWasObserved(BrowserCase aCase, BrowserEngine engine, JsonNode expected) {
		FetchResult result = Browser.at(aCase.page()).engine(engine).fetch(aCase.call(), aCase::answer);
		assertThat(BrowserCase.requests(result)).as(result.toString()).isEqualTo(BrowserCase.requests(expected));
		assertThat(result.verdict().value()).as(result.toString()).isEqualTo(expected.path("verdict").asString());
	}

	@Test
	void whatIsNotModelledIsStillDifferent() {
		List<String> different = new ArrayList<>();
		for (BrowserCase aCase : BrowserCase.all()) {
			for (BrowserEngine engine : BrowserEngine.values()) {
				JsonNode observed = aCase.json().path("engines").path(OBSERVED.get(engine));
				FetchResult result = Browser.at(aCase.page()).engine(engine).fetch(aCase.call(), aCase::answer);
				if (observed.isObject() && !BrowserCase.requests(observed).equals(BrowserCase.requests(result))) {
					different.add(aCase.id() + " " + engine);
				}
			}
		}
		assertThat(different).containsExactlyInAnyOrderElementsOf(NOT_MODELLED.keySet());
	}

	@Test
	void everyCaseOfTheFileIsRun() {
		assertThat(BrowserCase.all()).hasSize(247);
	}

	static List<BrowserCase> cases() {
		return BrowserCase.all();
	}

	static Stream<Arguments> observations() {
		List<Arguments> observations = new ArrayList<>();
		for (BrowserCase aCase : BrowserCase.all()) {
			for (BrowserEngine engine : BrowserEngine.values()) {
				JsonNode deviation = aCase.json().path("engines").path(OBSERVED.get(engine));
				boolean observed = aCase.json().path("verified").has(OBSERVED.get(engine));
				if (observed && !NOT_MODELLED.containsKey(aCase.id() + " " + engine)) {
					observations.add(Arguments.of(aCase, engine, deviation.isObject() ? deviation : aCase.expect()));
				}
			}
		}
		return observations.stream();
	}

	private static Set<String> words(JsonNode array) {
		Set<String> words = new TreeSet<>();
		array.forEach((word) -> words.add(word.asString()));
		return words;
	}

}
