package io.crossgate.cors.fuzz;

/**
 * Path patterns, and the path of a request; a second line leads to the application.
 */
public final class PathTarget {

	private PathTarget() {
	}

	/**
	 * Tries one input.
	 * @param input the bytes that the fuzzer has made
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		FuzzInput parts = FuzzInput.of(input);
		Invariants.selectsUnderEveryReading(parts.configured(), (parts.sent().size() > 1) ? parts.sent().get(1) : "",
				parts.sent().get(0));
	}

}
