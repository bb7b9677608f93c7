package io.crossgate.cors.browser.protocol;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.HeaderList;

import static org.assertj.core.api.Assertions.assertThat;

class MaxAgeTests {

	@ParameterizedTest(name = "<{0}>: standard {1}, Chromium {2}, Firefox {3}, WebKit {4}")
	@MethodSource
	void secondsAreReadAsEachEngineDoes(String value, long standard, long chromium, long firefox, long webkit) {
		HeaderList headers = HeaderList.none().with("Access-Control-Max-Age", value);
		assertThat(MaxAge.seconds(headers, EngineProfile.of(null))).isEqualTo(standard);
		assertThat(MaxAge.seconds(headers, EngineProfile.of(BrowserEngine.CHROMIUM))).isEqualTo(chromium);
		assertThat(MaxAge.seconds(headers, EngineProfile.of(BrowserEngine.FIREFOX))).isEqualTo(firefox);
		assertThat(MaxAge.seconds(headers, EngineProfile.of(BrowserEngine.WEBKIT))).isEqualTo(webkit);
	}

	static Stream<Arguments> secondsAreReadAsEachEngineDoes() {
		return Stream.of(Arguments.of("60", 60, 60, 60, 60), Arguments.of("060", 60, 60, 60, 60),
				Arguments.of(" 60\t", 60, 60, 60, 60), Arguments.of("0", 0, 0, 0, 0), Arguments.of("", 5, 5, 5, 5),
				Arguments.of("-1", 5, 0, 0, 0), Arguments.of("-100", 5, 0, 0, 0), Arguments.of("+60", 5, 60, 0, 60),
				Arguments.of("-", 5, 5, 0, 5), Arguments.of("abc", 5, 5, 0, 5), Arguments.of("60abc", 5, 5, 0, 5),
				Arguments.of("1.5", 5, 5, 0, 5), Arguments.of("\"60\"", 5, 5, 0, 5),
				Arguments.of("60, 120", 5, 5, 0, 5), Arguments.of("600", 600, 600, 600, 600),
				Arguments.of("601", 601, 601, 601, 600), Arguments.of("7201", 7201, 7200, 7201, 600),
				Arguments.of("86401", 86401, 7200, 86400, 600),
				Arguments.of("12345678901234567890123", Integer.MAX_VALUE, 5, 86400, 5));
	}

	@Test
	void withoutTheHeaderItIsFiveSeconds() {
		assertThat(MaxAge.seconds(HeaderList.none(), EngineProfile.of(null))).isEqualTo(5);
		assertThat(MaxAge.seconds(HeaderList.none(), EngineProfile.of(BrowserEngine.FIREFOX))).isEqualTo(5);
	}

	@Test
	void twoLinesAreNoNumber() {
		HeaderList headers = HeaderList.none()
			.with("Access-Control-Max-Age", "60")
			.with("Access-Control-Max-Age", "60");
		assertThat(MaxAge.seconds(headers, EngineProfile.of(null))).isEqualTo(5);
		assertThat(MaxAge.seconds(headers, EngineProfile.of(BrowserEngine.FIREFOX))).isZero();
	}

}
