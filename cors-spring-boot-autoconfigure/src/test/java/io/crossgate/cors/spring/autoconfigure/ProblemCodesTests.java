package io.crossgate.cors.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README has every code, in the table of its severity.
 */
class ProblemCodesTests {

	@Test
	void readmeListsEveryCodeOnce() throws IOException {
		Map<Severity, List<String>> listed = new EnumMap<>(Severity.class);
		List<String> table = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of("README.md"))) {
			if (line.startsWith("Each of these stops the start until the policy names it")) {
				table = listed.computeIfAbsent(Severity.RISK, (severity) -> new ArrayList<>());
			}
			else if (line.startsWith("Each of these stops the start, whatever")) {
				table = listed.computeIfAbsent(Severity.ERROR, (severity) -> new ArrayList<>());
			}
			else if (line.startsWith("These are logged as warnings")) {
				table = listed.computeIfAbsent(Severity.WARNING, (severity) -> new ArrayList<>());
			}
			else if (line.startsWith("## ")) {
				table = new ArrayList<>();
			}
			else if (line.startsWith("| `")) {
				table.add(line.substring(3, line.indexOf('`', 3)));
			}
		}
		for (Severity severity : Severity.values()) {
			assertThat(listed.get(severity)).as(severity.name())
				.containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
					.filter((code) -> code.severity() == severity)
					.map(ProblemCode::code)
					.toList());
		}
	}

}
