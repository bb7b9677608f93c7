package io.crossgate.cors.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other libraries answer, beside what this one does. Where a browser would see a
 * difference, {@code reasons.properties} says why; a reason without a difference is as
 * wrong as a difference without a reason. The whole table is written to
 * {@code target/peers.md}.
 */
class PeerTests {

	@Test
	void everyDifferenceInWhatABrowserSeesHasItsReason() throws IOException {
		List<Scenario> scenarios = Scenario.load("scenarios.jsonl", "allowed");
		Map<String, String> answers = new TreeMap<>();
		scenarios.forEach((scenario) -> answers.put(scenario.id(), answer(scenario)));
		verify(scenarios, answers, "allowed", "request.");
	}

	@Test
	void everyDifferenceInWhatIsRefusedAtStartUpHasItsReason() throws IOException {
		List<Scenario> configurations = Scenario.load("configurations.jsonl", "accepted");
		Map<String, String> answers = new TreeMap<>();
		configurations.forEach((scenario) -> answers.put(scenario.id(),
				fatal(scenario).isEmpty() ? "accepted" : "refused " + fatal(scenario)));
		verify(configurations, answers, "accepted", "configuration.");
	}

	private static void verify(List<Scenario> scenarios, Map<String, String> answers, String yes, String prefix)
			throws IOException {
		Properties reasons = new Properties();
		try (InputStream stream = PeerTests.class.getResourceAsStream("reasons.properties")) {
			reasons.load(stream);
		}
		TreeSet<String> differing = new TreeSet<>();
		StringBuilder table = new StringBuilder("| scenario | ours | theirs | why |\n|---|---|---|---|\n");
		for (Scenario scenario : scenarios) {
			String answer = answers.get(scenario.id());
			boolean allowed = answer.startsWith(yes);
			Map<Boolean, String> theirs = scenario.peers()
				.entrySet()
				.stream()
				.collect(Collectors.partitioningBy(Map.Entry::getValue,
						Collectors.mapping(Map.Entry::getKey, Collectors.joining(" "))));
			if (!theirs.get(!allowed).isEmpty()) {
				differing.add(prefix + scenario.id());
			}
			table.append("| %s %s | %s | yes: %s; no: %s | %s |\n".formatted(scenario.id(), scenario.title(), answer,
					theirs.get(true), theirs.get(false), reasons.getProperty(prefix + scenario.id(), "")));
		}
		Files.writeString(Path.of("target", "peers-" + prefix + "md"), table);
		TreeSet<String> explained = new TreeSet<>(reasons.stringPropertyNames());
		explained.removeIf((name) -> !name.startsWith(prefix));
		assertThat(explained).isEqualTo(differing);
		assertThat(scenarios).hasSizeGreaterThan(10);
	}

	private static String answer(Scenario scenario) {
		String fatal = fatal(scenario);
		if (!fatal.isEmpty()) {
			return "refused at start-up: " + fatal;
		}
		CorsDecision decision = CorsPolicies.compile(List.of(scenario.policy())).decide(scenario.request());
		boolean readable = decision.outcome() != CorsDecision.Outcome.DENIED;
		return (readable ? "allowed" : "denied") + " " + decision.reason().code()
				+ (decision.endsExchange() ? " " + decision.status() : "");
	}

	private static String fatal(Scenario scenario) {
		return CorsPolicies.check(List.of(scenario.policy()), DeploymentContext.none())
			.stream()
			.filter(Problem::isFatal)
			.map((problem) -> problem.code().code())
			.distinct()
			.collect(Collectors.joining(" "));
	}

}
