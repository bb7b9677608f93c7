package io.crossgate.cors.spring.inventory;

import java.util.List;
import java.util.function.Function;

/**
 * The findings as a table.
 */
final class InventoryReport {

	private InventoryReport() {
	}

	static String of(List<Finding> findings) {
		return "Other CORS configuration found (cors.conflicts=warn)" + table(findings);
	}

	static String table(List<Finding> findings) {
		int kind = width(findings, Finding::kind);
		int where = width(findings, Finding::where);
		int paths = width(findings, InventoryReport::paths);
		StringBuilder table = new StringBuilder();
		int number = 1;
		for (Finding finding : findings) {
			table.append(System.lineSeparator()).append("    ").append(number++).append("  ");
			pad(table, finding.kind(), kind);
			pad(table, finding.where(), where);
			pad(table, paths(finding), paths);
			table.append(finding.advice());
		}
		return table.toString();
	}

	private static String paths(Finding finding) {
		List<String> paths = finding.paths();
		return (paths.size() <= 3) ? String.join(", ", paths)
				: String.join(", ", paths.subList(0, 3)) + " and " + (paths.size() - 3) + " more";
	}

	private static int width(List<Finding> findings, Function<Finding, String> column) {
		return findings.stream().map(column).mapToInt(String::length).max().orElse(0);
	}

	private static void pad(StringBuilder table, String text, int width) {
		table.append(text).append(" ".repeat(width - text.length() + 2));
	}

}
