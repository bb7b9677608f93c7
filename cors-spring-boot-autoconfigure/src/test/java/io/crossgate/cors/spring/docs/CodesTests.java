package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.spring.docs.Document.Heading;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every code that a reader can meet has a section of its own, whose anchor is the code,
 * and there is no section of anything else.
 */
class CodesTests {

	private static final Document PROBLEMS = Document.ofBoot("problems.md");

	private static final Document REASONS = Document.ofBoot("reasons.md");

	private static final Pattern FINDING = Pattern.compile("Finding\\s*\\.of\\(");

	private static final Pattern WORD = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

	@ParameterizedTest
	@EnumSource
	void problemsStandInThePartOfTheirSeverity(Severity severity) {
		String part = switch (severity) {
			case ERROR -> "Errors";
			case RISK -> "Risks";
			case WARNING -> "Warnings";
		};
		assertThat(codes(PROBLEMS, part)).containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
			.filter((code) -> code.severity() == severity)
			.map(ProblemCode::code)
			.toList());
	}

	@Test
	void findingsOfTheCheckHaveASection() throws IOException {
		Set<String> made = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				made.addAll(findings(Files.readString(file).replaceAll("(?m)^\\s*\\*.*$", "")));
			}
		}
		assertThat(codes(PROBLEMS, "Findings of the check")).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(made);
	}

	/** The codes that source code makes findings of: the words of the second argument. */
	private static Set<String> findings(String source) {
		Set<String> codes = new TreeSet<>();
		Matcher finding = FINDING.matcher(source);
		while (finding.find()) {
			int comma = source.indexOf(',', finding.end());
			Matcher word = WORD.matcher(source.substring(comma, source.indexOf(',', comma + 1)));
			while (word.find()) {
				codes.add(word.group(1));
			}
		}
		return codes;
	}

	@Test
	void reasonsHaveASectionInThePartOfTheirOutcome() {
		List<String> documented = new ArrayList<>();
		for (String part : List.of("Allowed requests", "Requests that CORS leaves alone", "Refused requests")) {
			documented.addAll(codes(REASONS, part));
		}
		assertThat(documented).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(DecisionReason.values()).map(DecisionReason::code).toList());
		assertThat(codes(REASONS, "Allowed requests")).containsExactly(DecisionReason.ALLOWED.code());
		assertThat(codes(REASONS, "Requests that CORS leaves alone")).containsExactlyInAnyOrder(
				DecisionReason.NOT_CORS.code(), DecisionReason.SAME_ORIGIN.code(), DecisionReason.NO_POLICY.code(),
				DecisionReason.NAVIGATION.code());
	}

	/** The codes of a part, each of which is its own anchor. */
	private static List<String> codes(Document document, String part) {
		List<Heading> sections = document.below(part);
		assertThat(sections).isNotEmpty()
			.allSatisfy((section) -> assertThat(section.anchor()).isEqualTo(section.text()));
		return sections.stream().map(Heading::text).toList();
	}

}
