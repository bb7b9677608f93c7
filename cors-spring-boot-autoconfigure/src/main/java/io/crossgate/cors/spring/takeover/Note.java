package io.crossgate.cors.spring.takeover;

import java.util.Locale;

/**
 * What a policy does otherwise than the code whose place it takes.
 *
 * @param direction whether it lets in more or less
 * @param about what requests it concerns
 * @param text what is different, in one sentence
 */
record Note(Direction direction, About about, String text) {

	static Note narrower(About about, String text) {
		return new Note(Direction.NARROWER, about, text);
	}

	static Note wider(About about, String text) {
		return new Note(Direction.WIDER, about, text);
	}

	static Note same(About about, String text) {
		return new Note(Direction.SAME, about, text);
	}

	/**
	 * Return whether it says of the same requests that as much is let in. Of two who are
	 * asked for a path, each has its own.
	 */
	boolean isLike(Note other) {
		return equals(other)
				|| (this.direction == other.direction && this.about == other.about && this.about != About.PATH);
	}

	@Override
	public String toString() {
		return this.direction.name().toLowerCase(Locale.ROOT) + ": " + this.text;
	}

	/** Whether more or less is let in. */
	enum Direction {

		/** Something is no longer let in. */
		NARROWER,
		/** Something is let in that was not. */
		WIDER,
		/** Nothing changes, which one might doubt. */
		SAME

	}

	/** What requests differ in. */
	enum About {

		ORIGIN, CREDENTIALS, METHOD, HEADER, RESPONSE, PREFLIGHT, PATH

	}

}
