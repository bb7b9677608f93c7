package io.crossgate.cors.fuzz;

/**
 * Policies, and a request that they decide about.
 */
public final class ExchangeTarget {

	private ExchangeTarget() {
	}

	/**
	 * Tries one input.
	 * @param input the bytes that the fuzzer has made
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		FuzzedExchange.parse(FuzzInput.of(input)).ifPresent(Invariants::decidesAsWritten);
	}

}
