package io.crossgate.cors.fuzz;

/**
 * Entries of {@code allowed-origins}, and origins that meet them.
 */
public final class PatternTarget {

	private PatternTarget() {
	}

	/**
	 * Tries one input.
	 * @param input the bytes that the fuzzer has made
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		FuzzInput parts = FuzzInput.of(input);
		Invariants.matchesAsWritten(parts.configured(), parts.sent());
	}

}
