package io.crossgate.cors.spring.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * Policies and a request that both filters answer.
 */
public final class FiltersTarget {

	private FiltersTarget() {
	}

	/**
	 * Tries one input.
	 * @param input the bytes that the fuzzer has made
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		FuzzedExchange.parse(new String(input, StandardCharsets.UTF_8)).ifPresent(FilterInvariants::hold);
	}

}
