package io.crossgate.cors.protection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

import static org.assertj.core.api.Assertions.assertThat;

class CrossOriginProtectionTests {

	private final CorsPolicies off = ProtectionCase.policies(CrossOriginProtection.off());

	private final CorsPolicies reporting = ProtectionCase
		.policies(new CrossOriginProtection(CorsPolicy.Mode.REPORT_ONLY, ProtectionCase.PROTECTION.trustedOrigins(),
				ProtectionCase.PROTECTION.exemptPaths(), List.of()));

	private final CorsPolicies enforcing = ProtectionCase.policies(ProtectionCase.PROTECTION);

	@ParameterizedTest
	@MethodSource("io.crossgate.cors.protection.ProtectionCase#all")
	void decides(ProtectionCase row) {
		CorsDecision decision = new CorsEngine(this.enforcing).decide(row.request());
		if (row.expected().equals("pass")) {
			assertSame(decision, this.off.decide(row.request()));
			assertThat(decision.status()).isNotEqualTo(403);
		}
		else {
			assertThat(decision.reason().code()).isEqualTo(row.expected());
			assertThat(decision.outcome()).isEqualTo(CorsDecision.Outcome.DENIED);
			assertThat(decision.status()).isEqualTo(403);
			assertThat(decision.isReportOnly()).isFalse();
			assertThat(decision.headers("https://evil.example")).containsEntry("Cache-Control", "no-store")
				.doesNotContainKey("Access-Control-Allow-Origin");
		}
	}

	@ParameterizedTest
	@MethodSource("io.crossgate.cors.protection.ProtectionCase#all")
	void onlyReports(ProtectionCase row) {
		List<CorsDecision> heard = new ArrayList<>();
		CorsDecision decision = new CorsEngine(this.reporting, List.of((told, request) -> heard.add(told)))
			.decide(row.request());
		assertSame(decision, this.off.decide(row.request()));
		assertThat(heard.get(0)).isSameAs(decision);
		heard.remove(0);
		if (!row.expected().startsWith("cross-origin-write")) {
			assertThat(heard).isEmpty();
			return;
		}
		assertThat(heard).singleElement().satisfies((reported) -> {
			assertThat(reported.reason().code()).isEqualTo(row.expected());
			assertThat(reported.outcome()).isEqualTo(CorsDecision.Outcome.DENIED);
			assertThat(reported.isReportOnly()).isTrue();
			assertThat(reported.endsExchange()).isFalse();
			assertThat(reported.hasHeaders()).isFalse();
		});
	}

	private static void assertSame(CorsDecision decision, CorsDecision other) {
		assertThat(decision).hasToString(other.toString());
		assertThat(decision.headers("https://a.example")).isEqualTo(other.headers("https://a.example"));
		assertThat(decision.status()).isEqualTo(other.status());
		assertThat(decision.kind()).isEqualTo(other.kind());
	}

	@Test
	void theTableHasAttacksAndLegitimateRequests() {
		Map<Boolean, Long> counts = ProtectionCase.all()
			.collect(Collectors.partitioningBy((row) -> row.expected().equals("pass"), Collectors.counting()));
		assertThat(counts.get(true)).isGreaterThanOrEqualTo(40);
		assertThat(counts.get(false)).isGreaterThanOrEqualTo(40);
	}

	@Test
	void agreesWithTheRulesAsTheyAreWritten() {
		long seed = Long.getLong("test.seed", 20261130L);
		Random random = new Random(seed);
		List<String> methods = List.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "POST", "PUT", "DELETE", "PATCH",
				"CONNECT", "post", "Get", "MERGE");
		List<String> origins = List.of("http://app.example", "https://public.example", "https://app.example",
				"http://app.example:80", "https://evil.example", "null", "https://pay.example", "https://spa.example",
				"https://a.partner.example", "https://partner.example", "", "https://a.b.partner.example", "x");
		List<String> sites = List.of("same-origin", "none", "same-site", "cross-site", "None", "", "same-origin,none");
		List<String> paths = List.of("/", "/todos", "/api/x", "/soft/x", "/plain/x", "/open/x", "/trial/x", "/off/x",
				"/webhooks", "/webhooks/a/b", "/hooks/a/in", "/hooks/a/b/in", "/login/saml2/sso/a",
				"/login/saml2/sso/a/b", "/logout/connect/back-channel/x", "/actuator/health");
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			CorsRequest request = new CorsRequest(any(random, methods), any(random, paths)).to("http", "app.example",
					random.nextBoolean() ? 80 : -1);
			for (int line = random.nextInt(5) / 2; line > 0; line--) {
				request = request.origin(any(random, origins));
			}
			for (int line = random.nextInt(5) / 2; line > 0; line--) {
				request = request.header("Sec-Fetch-Site", any(random, sites));
			}
			if (random.nextInt(4) == 0) {
				request = request.header("Upgrade", any(random, List.of("websocket", "WebSocket", "h2c")));
			}
			CorsDecision policy = this.off.decide(request);
			CorsDecision decision = this.enforcing.decide(request);
			Optional<String> refusal = policy.endsExchange() ? Optional.empty()
					: NaiveProtection.refuse(request, this.enforcing);
			assertThat(decision.reason().code()).as("seed %d, %s", seed, request)
				.isEqualTo(refusal.orElse(policy.reason().code()));
			refused += refusal.isPresent() ? 1 : 0;
		}
		assertThat(refused).isBetween(1_000, 19_000);
	}

	private static String any(Random random, List<String> values) {
		return values.get(random.nextInt(values.size()));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			refusals vary as the policy's other answers do, /api/x,    Origin
			none of a path without policy,                  /todos,
			none of a policy that allows every origin,      /open/x,
			none of a policy that only reports,             /trial/x,
			""")
	void variesAsThePolicyDoes(String name, String path, String vary) {
		CorsRequest request = new CorsRequest("POST", path).origin("https://evil.example")
			.header("Sec-Fetch-Site", "cross-site")
			.header("Sec-Fetch-Mode", "navigate");
		CorsDecision decision = this.enforcing.decide(request);
		assertThat(decision.reason()).isEqualTo(DecisionReason.CROSS_ORIGIN_WRITE);
		assertThat(decision.varyLine()).isEqualTo((vary != null) ? vary : "");
		assertThat(decision.kind()).isEqualTo(CorsDecision.Kind.ACTUAL);
	}

	@Test
	void protectsWhereThereIsNoPolicy() {
		CorsPolicies policies = CorsPolicies.compile(List.of(),
				DeploymentContext.none().with(CrossOriginProtection.enforce()));
		CorsRequest request = new CorsRequest("POST", "/x").origin("https://evil.example");
		assertThat(policies.decide(request).reason()).isEqualTo(DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN);
		assertThat(policies.decide(request).policy()).isNull();
	}

	@Test
	void staysWhenPoliciesChange() {
		CorsPolicy policy = CorsPolicy.named("new").paths("/new/**").allowedOrigins("https://new.example").build();
		CorsRequest request = new CorsRequest("POST", "/x").origin("https://evil.example");
		for (CorsPolicies changed : List.of(this.enforcing.with(policy), this.enforcing.without("api"),
				this.enforcing.recompile(List.of()))) {
			assertThat(changed.decide(request).reason()).isEqualTo(DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN);
		}
	}

	@Test
	void managementEndpointsAreProtectedLikeEverything() {
		DeploymentContext context = new DeploymentContext(false, ApplicationPaths.managed(List.of("/actuator/**")),
				List.of());
		CorsRequest request = new CorsRequest("POST", "/actuator/shutdown").origin("https://evil.example");
		for (CrossOriginProtection protection : List.of(CrossOriginProtection.enforce(),
				CrossOriginProtection.enforce().exempting("/**"))) {
			assertThat(CorsPolicies.compile(List.of(), context.with(protection)).decide(request).reason())
				.isEqualTo(DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN);
		}
	}

}
