package io.crossgate.cors.spring.benchmark.report;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables in Markdown. */
public final class MarkdownTables {

	private final StringBuilder text = new StringBuilder();

	public MarkdownTables heading(String title) {
		this.text.append("\n## ").append(title).append("\n\n");
		return this;
	}

	public MarkdownTables line(String line) {
		this.text.append(line).append("\n\n");
		return this;
	}

	public MarkdownTables header(String... names) {
		return row(Stream.of(names)).row(Stream.of(names).map((name) -> name.equals(names[0]) ? "---" : "---:"));
	}

	public MarkdownTables row(String... cells) {
		return row(Stream.of(cells));
	}

	public MarkdownTables row(Stream<String> cells) {
		this.text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
		return this;
	}

	public static String number(double number) {
		return Double.isNaN(number) ? "–"
				: String.format(Locale.ROOT, (Math.abs(number) < 100) ? "%.1f" : "%,.0f", number);
	}

	public static double median(Collection<Double> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
