package io.crossgate.cors.spring.mistakes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wrong configurations of many kinds are found at start, at the place where they are
 * written; what the report says to do starts, and allows nothing that was not meant.
 */
class WrongConfigurationsTests {

	private static final int CONFIGURATIONS = 400;

	/** Of a hundred, how many may be left to their author. */
	private static final int MOST_WITHOUT_FIX = 30;

	private static final String NO_FIX = "no fix can be given";

	private static final int SHOWN = 8;

	@TempDir
	private Path directory;

	private final long seed = Long.getLong("test.seed", 20261129L);

	private final Map<String, Integer> counts = new LinkedHashMap<>();

	private final List<String> findings = new ArrayList<>();

	@Test
	void everyMistakeIsFoundAndEveryFixStartsAndOpensNothing() {
		int share = CONFIGURATIONS / Integer.getInteger("test.share", 1);
		Grammar grammar = new Grammar(this.seed);
		int only = Integer.getInteger("test.only", -1);
		for (int i = 0; i < share; i++) {
			check(grammar.mistake((only >= 0) ? only : i * (CONFIGURATIONS / share)));
			if (only >= 0) {
				break;
			}
		}
		System.out.printf("%d wrong configurations of %d kinds, seed %d: %s%n", share, Grammar.kinds(), this.seed,
				this.counts);
		assertThat(this.findings).as("seed %d, %s", this.seed, this.counts).isEmpty();
		assertThat(this.counts.getOrDefault(NO_FIX, 0)).as("mistakes without a fix, seed %d", this.seed)
			.isLessThanOrEqualTo(share * MOST_WITHOUT_FIX / 100 + 1);
	}

	private void check(Grammar.Mistake mistake) {
		Start first = Start.of(mistake.written(), this.directory);
		if (first.succeeded()) {
			checkWarned(mistake, first);
			return;
		}
		String report = String.valueOf(first.report()).replace(this.directory + "/", "");
		if (mistake.outcome() == Kind.Outcome.UNPARSABLE && report.contains("YAML file")
				&& report.contains(", line ")) {
			count("unparsable");
			return;
		}
		if (!first.isExplained()) {
			find("not explained", mistake, report + "\n" + first.failure());
			return;
		}
		if (!mistake.written().isNamedIn(report)) {
			find("without a place", mistake, report);
		}
		Advice advice = Advice.read(report);
		if (!advice.isComplete()) {
			count(NO_FIX);
			return;
		}
		Written fixed;
		try {
			fixed = Repair.apply(mistake.written(), advice, mistake.intent());
		}
		catch (RuntimeException ex) {
			find("fix cannot be applied", mistake, report + "\n" + ex);
			return;
		}
		Start second = Start.of(fixed, this.directory);
		if (!second.succeeded()) {
			find("fix does not start", mistake, report + "\nfixed:\n" + fixed + second.report());
			return;
		}
		Probes probes = Probes.of(mistake.intent(), Objects.requireNonNull(second.policies()));
		if (!probes.beyond().isEmpty()) {
			find("fix widens", mistake, report + "\nfixed:\n" + fixed + probes.beyond().stream().limit(SHOWN).toList());
			return;
		}
		count((probes.allowed() > 0) ? "fixed" : "fixed, and allows nothing");
	}

	private void checkWarned(Grammar.Mistake mistake, Start start) {
		boolean warned = start.warnings().stream().anyMatch((warning) -> mistake.written().isNamedIn(warning));
		Probes probes = Probes.of(mistake.intent(), Objects.requireNonNull(start.policies()));
		if (!probes.beyond().isEmpty()) {
			find("starts and allows too much", mistake,
					start.warnings() + "\n" + probes.beyond().stream().limit(SHOWN).toList());
		}
		else if (!warned || mistake.outcome() != Kind.Outcome.WARNED) {
			find(warned ? "only warned of" : "starts in silence", mistake, start.warnings().toString());
		}
		else {
			count("warned of");
		}
	}

	private void find(String what, Grammar.Mistake mistake, String detail) {
		count(what.toUpperCase(Locale.ROOT));
		this.findings.add("\n==== " + what + ": " + mistake + "----\n" + detail + "\n");
	}

	private void count(String what) {
		this.counts.merge(what, 1, Integer::sum);
	}

}
