package io.crossgate.cors.origin.pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InternationalNamesTests {

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "b\u00fccher.example, xn--bcher-kva.example", "B\u00dcCHER.example, xn--bcher-kva.example",
			"bu\u0308cher.example, xn--bcher-kva.example", "b\u00fccher\u3002example, xn--bcher-kva.example",
			"b\u00fccher\uff0eexample, xn--bcher-kva.example", "b\u00fccher\uff61example, xn--bcher-kva.example",
			"\u0939\u093f\u0928\u094d\u0926\u0940.example, xn--j2bd4cyah0f.example",
			"\u00fc\u0967.example, xn--tda424b.example", "axn--b.b\u00fccher, axn--b.xn--bcher-kva",
			"a-1_b.\u00fc, a-1_b.xn--tda" })
	void whatBrowsersAndTheJdkReadAlikeHasOneName(String host, String ascii) {
		assertThat(InternationalNames.toAscii(host)).isEqualTo(ascii);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "stra\u00dfe.example", "\u03b1\u03c2.example", "a\u200db.example", "\u0301a.\u00fc",
			"a.\u0301b.\u00fc", "xn--bcher-kva.\u00fc", "\u00fc.xn--bcher-kva", "\u05d0.example", "\u0627.example",
			"\u00fc\u0663.example", "\u2603.example", "\u00fc\u2028.example", "\u1e9e.example",
			"\ud83d\ude00.example" })
	void whatTheyMayReadDifferentlyHasNone(String host) {
		assertThat(InternationalNames.toAscii(host)).isNull();
	}

}
