package io.crossgate.cors;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is decided about a path whose readings select different policies: nothing is
 * granted, and what one of them refuses is refused.
 */
class AmbiguousPathTests {

	private static final String APP = "https://app.example.com";

	private static final String EVIL = "https://evil.example";

	private static final CorsPolicy STRICT = CorsPolicy.named("strict")
		.paths("/strict/**")
		.allowedOrigins(APP)
		.allowedMethods("GET")
		.build();

	private final CorsPolicies policies = CorsPolicies.compile(List.of(STRICT,
			STRICT.toBuilder().name("inner").paths("/strict/inner/**").allowedOrigins("https://inner.example").build(),
			STRICT.toBuilder().name("pass").paths("/pass/**").onDenied(CorsPolicy.OnDenied.PASS_THROUGH).build(),
			STRICT.toBuilder().name("open").paths("/open/**").allowedOrigins("any").build(),
			STRICT.toBuilder()
				.name("forward")
				.paths("/forward/**")
				.preflight(CorsPolicy.Preflight.PASS_THROUGH)
				.build(),
			STRICT.toBuilder().name("report").paths("/report/**").mode(CorsPolicy.Mode.REPORT_ONLY).build(),
			STRICT.toBuilder().name("off").paths("/off/**").mode(CorsPolicy.Mode.OFF).build()),
			new DeploymentContext(false, ApplicationPaths.managed(List.of("/manage/**")), List.of()));

	@ParameterizedTest(name = "{1} {0} from {2} ({3})")
	@CsvSource(
			textBlock = """
					# path                  | method    | origin | more           | reason             | status | vary           | policy
					# one policy and none
					/strict/../x            | GET       | evil   |                | ambiguous-path     | 403    | Origin         | strict
					/strict/../x            | GET       | app    |                | ambiguous-path     | 0      | Origin         | strict
					/strict/../x            | DELETE    | app    |                | ambiguous-path     | 403    | Origin         | strict
					/strict/../x            | GET       | null   |                | ambiguous-path     | 403    | Origin         | strict
					/strict/../x            | GET       |        |                | not-cors           | 0      | Origin         | strict
					/strict/../x            | GET       | evil   | same-origin    | same-origin        | 0      | Origin         | strict
					/strict/../x            | POST      | evil   | navigate       | navigation         | 0      | Origin         | strict
					/strict/../x            | GET       | own    |                | same-origin        | 0      | Origin         | strict
					/strict/../x            | PREFLIGHT | app    |                | ambiguous-path     | 403    | preflight      | strict
					/strict/../x            | PREFLIGHT | evil   |                | ambiguous-path     | 403    | preflight      | strict
					/strict/../x            | OPTIONS   | app    |                | ambiguous-path     | 0      | Origin         | strict
					/strict/../x            | GET       | evil   | websocket      | ambiguous-path     | 403    | Origin         | strict
					/strict/../x            | GET       | app    | websocket      | ambiguous-path     | 0      | Origin         | strict
					/pass/../x              | GET       | evil   |                | ambiguous-path     | 0      | Origin         | pass
					/pass/../x              | GET       | app    |                | ambiguous-path     | 0      | Origin         | pass
					/pass/../x              | GET       | evil   | websocket      | ambiguous-path     | 403    | Origin         | pass
					/open/../x              | GET       | evil   |                | ambiguous-path     | 0      |                | open
					/open/../x              | GET       |        |                | not-cors           | 0      |                | open
					/open/../x              | DELETE    |        |                | not-cors           | 0      | Origin         | open
					/open/../x              | DELETE    | evil   |                | ambiguous-path     | 403    | Origin         | open
					/open/../x              | PREFLIGHT | evil   |                | ambiguous-path     | 403    | preflight any  | open
					/forward/../x           | PREFLIGHT | app    |                | ambiguous-path     | 403    | preflight      | forward
					/report/../x            | GET       | evil   |                | ambiguous-path     | 0      |                | report
					/report/../x            | PREFLIGHT | app    |                | ambiguous-path     | 0      |                | report
					/report/../x            | GET       |        |                | not-cors           | 0      |                | report
					/off/../x               | GET       | evil   |                | no-policy          | 0      |                |
					/off/../x               | PREFLIGHT | evil   |                | no-policy          | 0      |                |
					/manage%2F..%2Fstrict/x | GET       | evil   |                | ambiguous-path     | 403    | Origin         | strict
					# two policies
					/strict/inner/../x      | GET       | evil   |                | ambiguous-path     | 403    | Origin         | inner
					/strict/inner/../x      | GET       | app    |                | ambiguous-path     | 403    | Origin         | inner
					/strict/inner/../x      | GET       | inner  |                | ambiguous-path     | 403    | Origin         | strict
					/strict/inner/../x      | GET       | inner  | websocket      | ambiguous-path     | 403    | Origin         | strict
					/open/../pass/x         | GET       | app    |                | ambiguous-path     | 0      | Origin         | open
					/open/../pass/x         | GET       | evil   |                | ambiguous-path     | 0      | Origin         | open
					/open/../pass/x         | DELETE    | evil   |                | ambiguous-path     | 403    | Origin         | open
					/open/../pass/x         | GET       |        |                | not-cors           | 0      | Origin         | open
					/open/../pass/x         | PREFLIGHT | app    |                | ambiguous-path     | 403    | preflight any  | open
					/report/../strict/x     | GET       | evil   |                | ambiguous-path     | 403    | Origin         | strict
					/report/../strict/x     | GET       | app    |                | ambiguous-path     | 0      | Origin         | strict
					/off/../strict/x        | GET       | evil   |                | ambiguous-path     | 403    | Origin         | strict
					/off/../strict/x        | GET       | app    |                | ambiguous-path     | 0      | Origin         | strict
					# one policy however the path is read, and none
					/strict/x;v=1           | GET       | app    |                | allowed            | 0      | Origin         | strict
					/strict/100%25          | PREFLIGHT | app    |                | allowed            | 204    | preflight      | strict
					/strict//x              | GET       | evil   |                | origin-not-allowed | 403    | Origin         | strict
					/strict;v=1             | GET       | evil   | websocket      | origin-not-allowed | 403    | Origin         | strict
					/report/x;v=1           | GET       | evil   |                | origin-not-allowed | 0      |                | report
					/off/x;v=1              | GET       | evil   |                | no-policy          | 0      |                | off
					/x/../y                 | GET       | evil   |                | no-policy          | 0      |                |
					/manage/../x            | GET       | evil   |                | no-policy          | 0      |                |
					""",
			delimiter = '|')
	void ambiguousPathIsDecidedAsTheTableSays(String path, String method, String origin, String more, String reason,
			int status, String vary, String policy) {
		CorsRequest request = request(path, method, origin, more);
		CorsDecision decision = this.policies.decide(request);
		assertThat(decision.reason().code()).isEqualTo(reason);
		assertThat(decision.status()).isEqualTo(status);
		assertThat(decision.policy()).isEqualTo(policy);
		assertThat(decision.varyLine()).isEqualTo(vary(vary));
		assertThat(decision.isReportOnly()).isEqualTo("report".equals(policy));
		if (decision.reason() != DecisionReason.ALLOWED) {
			assertThat(decision.headers(APP).keySet()).isSubsetOf("Vary", "Cache-Control");
			assertThat(decision.headers(APP).containsKey("Cache-Control")).isEqualTo(status == 403);
		}
		assertThat(decision.isEnforced())
			.isEqualTo(policy != null && !policy.equals("report") && !policy.equals("off"));
	}

	@Test
	void aPathThatIsTooLongIsRefusedIfAnyPolicyCouldRefuseIt() {
		String path = "/x/" + "a".repeat(9000);
		CorsDecision refused = this.policies.decide(request(path, "GET", "evil", null));
		assertThat(refused.reason()).isEqualTo(DecisionReason.AMBIGUOUS_PATH);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(this.policies.decide(request(path, "PREFLIGHT", "app", null)).status()).isEqualTo(403);
		assertThat(this.policies.decide(request(path, "GET", null, null)).status()).isZero();
		CorsPolicies one = CorsPolicies.compile(List.of(STRICT.toBuilder().paths("/**").build()));
		assertThat(one.decide(request(path, "GET", "app", null)).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(one.decide(request(path, "GET", "evil", null)).reason())
			.isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(CorsPolicies.none().decide(request(path, "GET", "evil", null)).reason())
			.isEqualTo(DecisionReason.NO_POLICY);
	}

	@Test
	void belowAContextPathDotsLeadOutOfTheApplicationAndBack() {
		CorsRequest request = request("/../app/strict/x", "GET", "evil", null).below("/app");
		assertThat(this.policies.decide(request).status()).isEqualTo(403);
		assertThat(this.policies.decide(request("/strict/x", "GET", "evil", null).below("//app")).status())
			.isEqualTo(403);
		assertThat(this.policies.decide(request("/strict/x", "GET", "app", null).below("/app")).reason())
			.isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void theReadingsOfARequestAreNamed() {
		assertThat(this.policies.select(new CorsRequest("GET", "/strict/inner/..;/x"))).satisfies((selection) -> {
			assertThat(selection.selected()).containsExactlyInAnyOrder("inner", "strict");
			assertThat(selection.elsewhere()).isFalse();
			assertThat(selection.isUnanimous()).isFalse();
		});
		assertThat(this.policies.select(new CorsRequest("GET", "/strict/x")).isUnanimous()).isTrue();
		assertThat(this.policies.select(new CorsRequest("GET", "/x")).isUnanimous()).isTrue();
		assertThat(this.policies.find("/strict/x;v=1")).isPresent();
		assertThat(this.policies.find("/strict/inner/..")).isEmpty();
		assertThat(this.policies.find("/x;v=1")).isEmpty();
	}

	private static CorsRequest request(String path, String method, String origin, String more) {
		CorsRequest request = new CorsRequest(method.equals("PREFLIGHT") ? "OPTIONS" : method, path);
		if (method.equals("PREFLIGHT")) {
			request = request.header("Access-Control-Request-Method", "GET");
		}
		request = (origin != null) ? request.origin(origin(origin)) : request;
		return switch ((more != null) ? more : "") {
			case "same-origin" -> request.header("Sec-Fetch-Site", "same-origin");
			case "navigate" -> request.header("Sec-Fetch-Mode", "navigate");
			case "websocket" -> request.header("Upgrade", "websocket").header("Connection", "Upgrade");
			default -> request;
		};
	}

	private static String origin(String name) {
		return switch (name) {
			case "app" -> APP;
			case "evil" -> EVIL;
			case "inner" -> "https://inner.example";
			case "own" -> "http://localhost";
			default -> name;
		};
	}

	private static String vary(String name) {
		return switch ((name != null) ? name : "") {
			case "preflight" -> "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
			case "preflight any" -> "Access-Control-Request-Method, Access-Control-Request-Headers";
			case "Origin" -> name;
			default -> "";
		};
	}

}
