package io.crossgate.cors.fuzz;

/**
 * Names that are allowed, and lines of {@code Access-Control-Request-Headers}.
 */
public final class HeaderListTarget {

	private HeaderListTarget() {
	}

	/**
	 * Tries one input.
	 * @param input the bytes that the fuzzer has made
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		FuzzInput parts = FuzzInput.of(input);
		Invariants.readsNamesAsWritten(parts.configured(), parts.sent());
	}

}
