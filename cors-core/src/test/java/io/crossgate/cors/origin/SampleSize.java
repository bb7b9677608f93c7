package io.crossgate.cors.origin;

/**
 * How many of the generated cases a run makes: all, or a part where each is run again and
 * again.
 */
public final class SampleSize {

	private static final int DIVISOR = Integer.getInteger("test.share", 1);

	private SampleSize() {
	}

	/**
	 * Returns the share of a number of cases.
	 * @param cases how many there are in a full run
	 * @return how many to make
	 */
	public static int of(int cases) {
		return cases / DIVISOR;
	}

}
