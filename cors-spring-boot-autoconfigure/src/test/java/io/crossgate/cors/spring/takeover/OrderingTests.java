package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.pattern.PathPatternParser;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class OrderingTests {

	private static final long SEED = 7;

	private static final List<String> SEGMENTS = List.of("a", "b", "*", "a", "*");

	@Test
	void whatIsCoveredByAnEarlierPatternNeverComesToItsTurn() {
		Ordering ordering = new Ordering(decisions("/api/**", "/api/x", "/**", "/y"));
		assertThat(ordering.decisions()).extracting((decision) -> decision.path().text())
			.containsExactly("/api/**", "/**");
		assertThat(ordering.dead()).extracting((decision) -> decision.path().text()).containsExactly("/api/x", "/y");
	}

	@Test
	void theEarlierOfTwoThatCrossGetsTheCrossing() {
		Ordering ordering = new Ordering(decisions("/shops/*/orders", "/shops/mine/**"));
		assertThat(ordering.decisions()).filteredOn((decision) -> decision.authors().equals(List.of("0")))
			.extracting((decision) -> decision.path().text())
			.containsExactlyInAnyOrder("/shops/*/orders", "/shops/mine/orders");
	}

	/** The most specific policy decides where the first of the patterns does. */
	@Test
	void decidesAsTheFirstPatternThatMatches() {
		Random random = new Random(SEED);
		for (int round = 0; round < 2000; round++) {
			String[] patterns = new String[1 + random.nextInt(6)];
			for (int i = 0; i < patterns.length; i++) {
				patterns[i] = path(random, SEGMENTS) + ((random.nextInt(3) == 0) ? "/**" : "");
			}
			CorsPolicies policies = policies(new Ordering(decisions(patterns)));
			for (int i = 0; i < 30; i++) {
				String path = path(random, List.of("a", "b", "c"));
				assertThat(policies.find(path).map(CorsPolicy::name))
					.as("seed %s, round %s: %s in %s", SEED, round, path, List.of(patterns))
					.isEqualTo(first(patterns, path));
			}
		}
	}

	private static String path(Random random, List<String> segments) {
		StringBuilder path = new StringBuilder();
		for (int i = random.nextInt(3); i >= 0; i--) {
			path.append('/').append(segments.get(random.nextInt(segments.size())));
		}
		return path.toString();
	}

	private static Optional<String> first(String[] patterns, String path) {
		for (int i = 0; i < patterns.length; i++) {
			if (PathPatternParser.defaultInstance.parse(patterns[i]).matches(PathContainer.parsePath(path))) {
				return Optional.of("p" + i);
			}
		}
		return Optional.empty();
	}

	private static CorsPolicies policies(Ordering ordering) {
		Map<String, List<String>> paths = new LinkedHashMap<>();
		ordering.decisions()
			.forEach((decision) -> paths.computeIfAbsent("p" + decision.authors().get(0), (name) -> new ArrayList<>())
				.add(decision.path().text()));
		return CorsPolicies.compile(paths.entrySet()
			.stream()
			.map((entry) -> CorsPolicy.named(entry.getKey()).paths(entry.getValue()).allowedOrigins("*").build())
			.toList());
	}

	private static List<Decision> decisions(String... patterns) {
		List<Decision> decisions = new ArrayList<>();
		for (int i = 0; i < patterns.length; i++) {
			decisions.add(new Decision(PathPattern.parse(patterns[i]), new CorsConfiguration(),
					List.of(String.valueOf(i)), List.of()));
		}
		return decisions;
	}

}
