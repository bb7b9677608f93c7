package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.util.SafeText;

/**
 * The report for people: the worst first, findings of one kind together, each kind cut
 * after a few, and what to do next at the end.
 */
final class TextReport {

	/** Findings of one kind have the same cure. */
	private static final int SHOWN = 5;

	private static final int MOST = 2048;

	private TextReport() {
	}

	static String write(CheckReport report) {
		List<String> lines = new ArrayList<>();
		lines.add("CORS check: " + summary(report));
		Map<String, List<Finding>> byCode = report.findings()
			.stream()
			.collect(Collectors.groupingBy((finding) -> finding.severity() + " " + finding.code(), LinkedHashMap::new,
					Collectors.toList()));
		byCode.values().forEach((findings) -> {
			lines.add("");
			lines.add("  %-5s  %s".formatted(findings.get(0).severity(), findings.get(0).code()));
			findings.stream().limit(SHOWN).forEach((finding) -> add(finding, lines));
			if (findings.size() > SHOWN) {
				lines.add("         and %d more of this kind".formatted(findings.size() - SHOWN));
			}
		});
		for (String failure : report.failures()) {
			lines.add("");
			lines.add("  could not look");
			failure.lines().map((line) -> "         " + SafeText.of(line, MOST)).forEach(lines::add);
		}
		lines.add("");
		lines.add(next(report));
		return String.join(System.lineSeparator(), lines) + System.lineSeparator();
	}

	private static void add(Finding finding, List<String> lines) {
		lines.add("         " + SafeText.of(finding.subject(), MOST));
		if (!finding.place().text().isEmpty()) {
			lines.add("           at   " + SafeText.of(finding.place().text(), MOST));
		}
		lines.add("           why  " + SafeText.of(finding.message(), MOST));
		String label = "fix";
		for (String remedy : finding.remedies()) {
			lines.add("           %-4s %s".formatted(label, SafeText.of(remedy, MOST)));
			label = "or";
		}
	}

	private static String summary(CheckReport report) {
		Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
		report.findings().forEach((finding) -> counts.merge(finding.severity(), 1, Integer::sum));
		List<String> parts = new ArrayList<>();
		counts.forEach((severity, count) -> parts.add(count + " " + noun(severity, count)));
		if (!report.failures().isEmpty()) {
			parts.add("incomplete");
		}
		return parts.isEmpty() ? "nothing to say" : String.join(", ", parts);
	}

	private static String noun(Severity severity, int count) {
		String noun = (severity == Severity.WARN) ? "warning" : severity.name().toLowerCase(Locale.ROOT);
		return (count == 1) ? noun : noun + "s";
	}

	/** Say what comes next, and why the exit code is what it is. */
	private static String next(CheckReport report) {
		String unseen = report.complete() ? ""
				: " Endpoints and other CORS code are looked at once the configuration can be used.";
		String next = switch (report.exitCode()) {
			case CheckReport.COULD_NOT_LOOK -> "Next: solve what keeps the application from being looked at.";
			case CheckReport.FINDINGS -> "Next: " + first(report) + unseen;
			default -> report.findings().isEmpty() ? "Nothing to do." : "Nothing that has to be done.";
		};
		return next + " (exit code " + report.exitCode() + ")";
	}

	private static String first(CheckReport report) {
		Finding worst = report.findings().get(0);
		String place = worst.place().text().isEmpty() ? SafeText.of(worst.subject(), MOST)
				: SafeText.of(worst.place().text(), MOST);
		return "begin with " + place + ", and check again.";
	}

}
