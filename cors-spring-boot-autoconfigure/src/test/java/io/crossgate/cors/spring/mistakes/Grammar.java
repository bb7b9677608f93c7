package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes wrong configurations: each kind of mistake in turn, in any notation, alone or
 * with another one.
 */
final class Grammar {

	private static final List<Kind> KINDS = Stream
		.of(ValueMistakes.kinds(), KeyMistakes.kinds(), LayoutMistakes.kinds())
		.flatMap(List::stream)
		.toList();

	private static final List<Kind> SECOND = KINDS.stream().filter(Kind::isCombinable).toList();

	private final long seed;

	Grammar(long seed) {
		this.seed = seed;
	}

	static int kinds() {
		return KINDS.size();
	}

	/** Return the configuration of a number, which does not depend on any other. */
	Mistake mistake(int number) {
		Random random = new Random(this.seed * 31 + number);
		Kind kind = KINDS.get(number % KINDS.size());
		boolean named = (kind.level() == Kind.Level.ANY) ? random.nextBoolean() : kind.level() == Kind.Level.NAMED;
		Sketch sketch = new Sketch(random, named);
		List<Notation> notations = new ArrayList<>(kind.notations());
		Notation notation = notations.get(random.nextInt(notations.size()));
		String name = kind.name();
		kind.change().accept(sketch);
		if (kind.isCombinable() && random.nextInt(4) == 0) {
			Kind second = SECOND.get(random.nextInt(SECOND.size()));
			boolean fits = second.notations().contains(notation)
					&& (second.level() == Kind.Level.ANY || (second.level() == Kind.Level.NAMED) == named);
			if (fits && second.name().startsWith("a misspelt key") != kind.name().startsWith("a misspelt key")) {
				second.change().accept(sketch);
				name += ", and " + second.name();
			}
		}
		Written written = (kind.layout() != null) ? kind.layout().apply(sketch)
				: notation.write(sketch.written(), random);
		return new Mistake("#" + number + " " + name, written, sketch.meant().intent(), kind.outcome());
	}

	/**
	 * A wrong configuration.
	 *
	 * @param name what is wrong with it
	 * @param written how it is written
	 * @param intent what is meant
	 * @param outcome what comes of it
	 */
	record Mistake(String name, Written written, Intent intent, Kind.Outcome outcome) {

		@Override
		public String toString() {
			return this.name + "\n" + this.written + "means " + this.intent.grants() + "\n";
		}

	}

}
