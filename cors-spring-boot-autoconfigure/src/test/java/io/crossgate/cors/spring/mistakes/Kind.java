package io.crossgate.cors.spring.mistakes;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A kind of mistake.
 *
 * @param name what people do
 * @param change makes it in the draft
 * @param layout writes the draft down in a wrong way; {@code null} if it is written as
 * usual
 * @param level where it can be made
 * @param notations how it can be written
 * @param outcome what comes of it
 */
record Kind(String name, Consumer<Sketch> change, @Nullable Function<Sketch, Written> layout, Level level,
		Set<Notation> notations, Outcome outcome) {

	enum Outcome {

		/** The application does not start. */
		REFUSED,
		/** By contract the application starts, and there is a warning. */
		WARNED,
		/** Boot cannot read the file, and knows the line but not the name. */
		UNPARSABLE

	}

	enum Level {

		ANY, NAMED, DEFAULT

	}

	static Kind of(String name, Consumer<Sketch> change) {
		return new Kind(name, change, null, Level.ANY, EnumSet.allOf(Notation.class), Outcome.REFUSED);
	}

	static Kind laidOut(String name, Level level, Function<Sketch, Written> layout) {
		return new Kind(name, (sketch) -> {
		}, layout, level, EnumSet.of(Notation.YAML), Outcome.REFUSED);
	}

	Kind in(Notation first, Notation... others) {
		return new Kind(this.name, this.change, this.layout, this.level, EnumSet.of(first, others), this.outcome);
	}

	Kind named() {
		return new Kind(this.name, this.change, this.layout, Level.NAMED, this.notations, this.outcome);
	}

	Kind unnamed() {
		return new Kind(this.name, this.change, this.layout, Level.DEFAULT, this.notations, this.outcome);
	}

	Kind warned() {
		return new Kind(this.name, this.change, this.layout, this.level, this.notations, Outcome.WARNED);
	}

	Kind unparsable() {
		return new Kind(this.name, this.change, this.layout, this.level, this.notations, Outcome.UNPARSABLE);
	}

	/** Return whether it can be combined with another mistake. */
	boolean isCombinable() {
		return this.layout == null && this.outcome == Outcome.REFUSED;
	}

}
