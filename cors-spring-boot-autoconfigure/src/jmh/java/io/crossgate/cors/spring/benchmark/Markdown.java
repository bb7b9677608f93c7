package io.crossgate.cors.spring.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables in Markdown. */
final class Markdown {

	private final StringBuilder text = new StringBuilder();

	void title(String title) {
		this.text.append("# ").append(title).append("\n\n");
	}

	void heading(String title) {
		this.text.append("\n## ").append(title).append("\n\n");
	}

	void line(String line) {
		this.text.append(line).append("\n\n");
	}

	void header(Stream<String> cells) {
		List<String> names = cells.toList();
		row(names.stream());
		row(names.stream().map((name) -> name.equals(names.get(0)) ? "---" : "---:"));
	}

	void row(Stream<String> cells) {
		this.text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	void end() {
		this.text.append('\n');
	}

	String text() {
		return this.text.toString();
	}

	static String number(double number) {
		return String.format(Locale.ROOT, (Math.abs(number) < 100) ? "%.1f" : "%,.0f", number);
	}

	static double median(Collection<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
	}

}
