package io.crossgate.cors.fuzz;

/**
 * An {@code Origin} header is read.
 */
public final class OriginTarget {

	private OriginTarget() {
	}

	/**
	 * Tries one input.
	 * @param input the bytes that the fuzzer has made
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		Invariants.readsOneSpelling(FuzzInput.text(input));
	}

}
