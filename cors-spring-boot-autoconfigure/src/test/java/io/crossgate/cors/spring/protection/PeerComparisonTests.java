package io.crossgate.cors.spring.protection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the README says of this starter beside others is what it does.
 */
class PeerComparisonTests {

	private static final CorsPolicies POLICIES = CorsPolicies.compile(List.of(),
			DeploymentContext.none().with(CrossOriginProtection.enforce().trusting("https://pay.example")));

	private static final Map<String, List<CorsRequest>> FACTS = new LinkedHashMap<>();

	static {
		CorsRequest post = request("POST");
		FACTS.put("GET or HEAD, `cross-site`",
				Stream.of("GET", "HEAD").map((method) -> site(request(method), "cross-site")).toList());
		FACTS.put("QUERY, `cross-site`", List.of(site(request("QUERY"), "cross-site")));
		for (String site : List.of("same-origin", "none", "same-site", "cross-site")) {
			FACTS.put("POST, `" + site + "`", List.of(site(post.origin("https://page.example"), site)));
		}
		FACTS.put("POST, `cross-site`, trusted origin",
				List.of(site(post.origin("https://pay.example"), "cross-site")));
		FACTS.put("POST, own `Origin` alone", List.of(post.origin("https://app.example")));
		FACTS.put("POST, foreign `Origin` alone", List.of(post.origin("https://evil.example")));
		FACTS.put("POST, `Origin: null` alone", List.of(post.origin("null")));
		FACTS.put("POST, neither header", List.of(post));
		FACTS.put("POST, `http` page of the own host alone", List.of(post.origin("http://app.example")));
		FACTS.put("WebSocket handshake, `cross-site`", List
			.of(site(request("GET").origin("https://evil.example").header("Upgrade", "websocket"), "cross-site")));
		FACTS.put("POST, two lines of `Sec-Fetch-Site`, the first `same-origin`",
				List.of(site(site(post.origin("https://evil.example"), "same-origin"), "cross-site")));
	}

	@Test
	void everyRowOfTheReadmeIsTrue() throws IOException {
		List<String[]> rows = Files.readAllLines(Path.of("docs/protection.md"))
			.stream()
			.dropWhile((line) -> !line.equals("<!-- peers -->"))
			.skip(3)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> line.split("\\|", -1))
			.toList();
		assertThat(rows).extracting((row) -> row[1].strip()).containsExactlyElementsOf(FACTS.keySet());
		for (String[] row : rows) {
			for (CorsRequest request : FACTS.get(row[1].strip())) {
				assertThat(POLICIES.decide(request).endsExchange() ? "✗" : "✓").as(row[1]).isEqualTo(row[2].strip());
			}
		}
	}

	private static CorsRequest request(String method) {
		return new CorsRequest(method, "/todos").to("https", "app.example", -1);
	}

	private static CorsRequest site(CorsRequest request, String site) {
		return request.header("Sec-Fetch-Site", site);
	}

}
