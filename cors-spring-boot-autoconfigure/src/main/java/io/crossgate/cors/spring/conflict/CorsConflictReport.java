package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;

/**
 * The findings as a table.
 */
final class CorsConflictReport {

	private CorsConflictReport() {
	}

	static String of(List<CorsConflict> detected) {
		return "Other CORS configuration found (cors.conflicts=warn)" + table(detected) + System.lineSeparator()
				+ "    Run it with --cors.check.takeover to see the policies that take their place.";
	}

	/** Return what keeps the application from starting. */
	static RuntimeException failure(List<CorsConflict> conflicts) {
		return new CorsConflictsException(conflicts);
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
			table.append(advice(conflict));
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

	/** What to do about it. */
	private static String advice(CorsConflict conflict) {
		String names = names(conflict);
		return switch (conflict.effect()) {
			case SHADOWED -> "shadowed by " + names + ", delete";
			case PARTLY_SHADOWED -> "shadowed where " + names + " applies";
			case PRECEDES_FILTER -> "answers before " + names + " can, delete";
			case REFUSING -> refusing(conflict.check(), names);
			case ACTIVE -> "in force, no policy covers it";
			case MANAGEMENT -> "in charge of the management endpoints";
		};
	}

	private static String refusing(@Nullable EndpointOriginCheck check, String names) {
		if (check == null) {
			return "refuses what " + names + " allows";
		}
		List<String> allowed = check.allowed();
		return "allows " + (allowed.isEmpty() ? "its own origin only" : String.join(", ", allowed))
				+ " and refuses what " + names + " allows: " + check.fix();
	}

	private static String names(CorsConflict conflict) {
		List<String> policies = conflict.policies();
		return ((policies.size() == 1) ? "policy '" : "policies '") + String.join("', '", policies) + "'";
	}

}
