package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a start can log as a warning or an error is a finding of the check, too. Each
 * statement that logs one is listed here, with the codes of its findings or with why it
 * has none.
 */
class LoggingStatementsTests {

	private static final String PROBLEMS_OF_POLICIES = "codes of policies";

	private static final String WHILE_IT_RUNS = "no start logs it";

	private static final Pattern LOGGING = Pattern.compile(
			"[lL]og(ger)?(\\([^)]*\\))?\\s*\\.\\s*(warn|error|fatal)\\(|\\.at(Warn|Error)\\(|StructuredLog\\.warn\\(");

	/** By class, an entry for each statement in the order of the source. */
	private static final Map<String, String> STATEMENTS = Map.ofEntries(
			Map.entry("conflict/CorsConflictDetector",
					"shadowed-cors partly-shadowed-cors cors-before-policies refusing-endpoint other-cors"),
			Map.entry("autoconfigure/DeclaredPolicies", "shadowed-properties"),
			Map.entry("autoconfigure/keys/PropertyProblems",
					"foreign-key no-default-policy hidden-origins misplaced-key"),
			Map.entry("autoconfigure/CandidatePolicies", PROBLEMS_OF_POLICIES),
			Map.entry("explain/PolicyLogger",
					PROBLEMS_OF_POLICIES + "; report-only; " + WHILE_IT_RUNS + "; " + PROBLEMS_OF_POLICIES
							+ "; explanations-behind-proxy"),
			Map.entry("explain/DenialLogger", WHILE_IT_RUNS), Map.entry("paths/TrailingSlashes", "slash-twin"),
			Map.entry("paths/NarrowPaths", "narrow-path"), Map.entry("lookup/OriginBeans", "accepts-every-origin"),
			Map.entry("lookup/LookupFailureLog", "failing-lookup"),
			Map.entry("protection/SecurityCallbacks", "unknown-callback-path"),
			Map.entry("autoconfigure/check/CheckListener", "it says that there is no check"),
			Map.entry("autoconfigure/InvalidCorsPolicyFailureAnalyzer",
					WHILE_IT_RUNS + "; " + WHILE_IT_RUNS + "; " + WHILE_IT_RUNS),
			Map.entry("autoconfigure/ObserverFailureLog", WHILE_IT_RUNS),
			Map.entry("servlet/ResetResponseWarning", WHILE_IT_RUNS),
			Map.entry("explain/StructuredLog", WHILE_IT_RUNS + "; " + WHILE_IT_RUNS),
			Map.entry("ReplacedHeaderWarning", WHILE_IT_RUNS), Map.entry("reload/ConfigurationWatcher", WHILE_IT_RUNS),
			Map.entry("reload/StartupProperties", WHILE_IT_RUNS), Map.entry("reload/DifferenceText", WHILE_IT_RUNS));

	@Test
	void everyStatementIsListed() throws IOException {
		Map<String, Integer> listed = new TreeMap<>();
		STATEMENTS.forEach((type, entries) -> listed.put(type, entries.split("; ").length));
		assertThat(logging()).isEqualTo(listed);
	}

	@Test
	void everyCodeOfAStatementIsDocumented() throws IOException {
		List<String> documented = Files.readAllLines(Path.of("docs/problems.md"));
		List<String> codes = STATEMENTS.values()
			.stream()
			.flatMap((entries) -> Arrays.stream(entries.split("[; ]+")))
			.filter((word) -> word.contains("-"))
			.toList();
		assertThat(codes).hasSizeGreaterThan(15).allSatisfy((code) -> assertThat(documented).contains("### " + code));
	}

	private static Map<String, Integer> logging() throws IOException {
		Path sources = Path.of("src/main/java/io/crossgate/cors/spring");
		Map<String, Integer> logging = new TreeMap<>();
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				int statements = (int) LOGGING.matcher(Files.readString(file)).results().count();
				if (statements > 0 && !isAsserting(file)) {
					String name = sources.relativize(file).toString().replace('\\', '/');
					logging.put(name.substring(0, name.length() - ".java".length()), statements);
				}
			}
		}
		return logging;
	}

	/** What tests of applications use logs nothing when one starts. */
	private static boolean isAsserting(Path file) {
		return file.toString().contains("spring/test/");
	}

}
