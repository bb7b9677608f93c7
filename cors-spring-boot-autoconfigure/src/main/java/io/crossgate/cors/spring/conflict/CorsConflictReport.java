package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.function.Function;

/**
 * The findings as a table.
 */
final class CorsConflictReport {

	private CorsConflictReport() {
	}

	static String of(List<CorsConflict> detected) {
		return "Other CORS configuration found (cors.conflicts=warn)" + table(detected);
	}

	static String table(List<CorsConflict> detected) {
		int kind = width(detected, CorsConflict::kind);
		int where = width(detected, CorsConflict::where);
		int paths = width(detected, CorsConflictReport::paths);
		StringBuilder table = new StringBuilder();
		int number = 1;
		for (CorsConflict conflict : detected) {
			table.append(System.lineSeparator()).append("    ").append(number++).append("  ");
			pad(table, conflict.kind(), kind);
			pad(table, conflict.where(), where);
			pad(table, paths(conflict), paths);
			table.append(conflict.advice());
		}
		return table.toString();
	}

	private static String paths(CorsConflict conflict) {
		List<String> paths = conflict.paths();
		return (paths.size() <= 3) ? String.join(", ", paths)
				: String.join(", ", paths.subList(0, 3)) + " and " + (paths.size() - 3) + " more";
	}

	private static int width(List<CorsConflict> detected, Function<CorsConflict, String> column) {
		return detected.stream().map(column).mapToInt(String::length).max().orElse(0);
	}

	private static void pad(StringBuilder table, String text, int width) {
		table.append(text).append(" ".repeat(width - text.length() + 2));
	}

}
