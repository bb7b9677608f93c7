package io.crossgate.cors.traffic;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedRequestTests {

	private static final String APP = "https://app.example.com";

	private static final CorsPolicies POLICIES = CorsPolicies
		.compile(
				List.of(CorsPolicy.named("api")
					.paths("/api/**")
					.allowedOrigins(APP)
					.allowedMethods("GET", "PUT")
					.allowedHeaders("x-tenant")
					.allowPrivateNetwork(true)
					.build(),
						CorsPolicy.named("wide").paths("/wide/**").allowedOrigins(APP).allowedMethods("*").build(),
						CorsPolicy.named("passing")
							.paths("/passing")
							.allowedOrigins(APP)
							.allowedMethods("GET")
							.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
							.build(),
						CorsPolicy.named("off").paths("/off").mode(CorsPolicy.Mode.OFF).build()),
				DeploymentContext.none().with(CrossOriginProtection.enforce().exempting("/api/**")));

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void rebuiltRequestIsDecidedAsTheOriginal(String name, CorsRequest request, Kind kind, DecisionReason reason) {
		CorsDecision decision = POLICIES.decide(request);
		assertThat(decision.reason()).isEqualTo(reason);
		assertThat(decision.kind()).isEqualTo(kind);
		ObservedRequest observed = ObservedRequest.of(decision, noisy(request));
		assertThat(observed.omitted()).isEmpty();
		assertThat(observed.request().headers().keySet()).doesNotContain("cookie", "x-noise", "host");
		assertSame(request, observed.request());
		assertThat(new ObservedRequest(observed.kind(), observed.request(), observed.omitted())).isEqualTo(observed);
	}

	static Stream<Arguments> requests() {
		return Stream.of(row("an allowed request", get("/api/x").origin(APP), Kind.ACTUAL, DecisionReason.ALLOWED),
				row("a request without origin", get("/api/x"), Kind.NOT_CORS, DecisionReason.NOT_CORS),
				row("the server's own page", get("/api/x").origin("http://api.example.com:8080"), Kind.SAME_ORIGIN,
						DecisionReason.SAME_ORIGIN),
				row("the server's own page, as the browser says",
						get("/api/x").origin("https://api.example.com").header("Sec-Fetch-Site", "same-origin"),
						Kind.SAME_ORIGIN, DecisionReason.SAME_ORIGIN),
				row("a path without policy", get("/other").origin(APP), Kind.NOT_CORS, DecisionReason.NO_POLICY),
				row("a policy that is off", get("/off").origin(APP), Kind.NOT_CORS, DecisionReason.NO_POLICY),
				row("a form post",
						new CorsRequest("POST", "/api/x").to("http", "api.example.com", 8080)
							.origin("https://evil.example")
							.header("Sec-Fetch-Mode", "navigate"),
						Kind.SAME_ORIGIN, DecisionReason.NAVIGATION),
				row("a request of the user's own",
						get("/api/x").origin("https://evil.example").header("Sec-Fetch-Site", "none"), Kind.SAME_ORIGIN,
						DecisionReason.NAVIGATION),
				row("an unknown origin", get("/api/x").origin("https://evil.example"), Kind.ACTUAL,
						DecisionReason.ORIGIN_NOT_ALLOWED),
				row("an unknown origin below a context path", get("/x").below("/api").origin("https://evil.example"),
						Kind.NOT_CORS, DecisionReason.NO_POLICY),
				row("a malformed origin", get("/api/x").origin(APP + "/"), Kind.ACTUAL,
						DecisionReason.ORIGIN_MALFORMED),
				row("null", get("/api/x").origin("null"), Kind.ACTUAL, DecisionReason.ORIGIN_NULL),
				row("two lines of origins", get("/api/x").origin(APP).origin("https://evil.example"), Kind.ACTUAL,
						DecisionReason.ORIGIN_MULTIPLE),
				row("two origins in a line", get("/api/x").origin(APP + " https://evil.example"), Kind.ACTUAL,
						DecisionReason.ORIGIN_MULTIPLE),
				row("a method", new CorsRequest("DELETE", "/api/x").origin(APP), Kind.ACTUAL,
						DecisionReason.METHOD_NOT_ALLOWED),
				row("an allowed preflight", preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "x-tenant"),
						Kind.PREFLIGHT, DecisionReason.ALLOWED),
				row("a preflight for a private network",
						preflight("PUT").header(HeaderNames.REQUEST_PRIVATE_NETWORK, "true"), Kind.PREFLIGHT,
						DecisionReason.ALLOWED),
				row("a preflight for a method", preflight("DELETE"), Kind.PREFLIGHT, DecisionReason.METHOD_NOT_ALLOWED),
				row("a preflight for two methods", preflight("PUT").header(HeaderNames.REQUEST_METHOD, "GET"),
						Kind.PREFLIGHT, DecisionReason.METHOD_MALFORMED),
				row("a preflight for no token", preflight("P T"), Kind.PREFLIGHT, DecisionReason.METHOD_MALFORMED),
				row("a preflight for a header", preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "x-other"),
						Kind.PREFLIGHT, DecisionReason.HEADERS_NOT_ALLOWED),
				row("a preflight for headers in two lines",
						preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "x-tenant")
							.header(HeaderNames.REQUEST_HEADERS, "x-other"),
						Kind.PREFLIGHT, DecisionReason.HEADERS_NOT_ALLOWED),
				row("a preflight for no list of headers", preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "a b"),
						Kind.PREFLIGHT, DecisionReason.HEADERS_MALFORMED),
				row("a preflight for too many lines of headers", manyLines(), Kind.PREFLIGHT,
						DecisionReason.HEADERS_TOO_LARGE),
				row("a preflight for routing headers where all others are allowed",
						new CorsRequest("OPTIONS", "/wide/x").origin(APP)
							.header(HeaderNames.REQUEST_METHOD, "PUT")
							.header(HeaderNames.REQUEST_HEADERS, "x-any,x-forwarded-for"),
						Kind.PREFLIGHT, DecisionReason.HEADERS_NOT_ALLOWED),
				row("a write of another site",
						new CorsRequest("POST", "/other").origin("https://evil.example")
							.header("Sec-Fetch-Site", "cross-site"),
						Kind.ACTUAL, DecisionReason.CROSS_ORIGIN_WRITE),
				row("a write of another site, as only its origin says",
						new CorsRequest("POST", "/other").origin("https://evil.example"), Kind.ACTUAL,
						DecisionReason.CROSS_ORIGIN_WRITE_UNPROVEN),
				row("a path with two readings", get("/api/%2e%2e/other").origin(APP), Kind.ACTUAL,
						DecisionReason.AMBIGUOUS_PATH),
				row("an allowed handshake", get("/api/x").origin(APP).header("Upgrade", "websocket"), Kind.ACTUAL,
						DecisionReason.ALLOWED),
				row("an allowed handshake over HTTP/2", new CorsRequest("CONNECT", "/api/x").origin(APP),
						Kind.WEBSOCKET, DecisionReason.ALLOWED),
				row("a handshake", get("/passing").origin("https://evil.example").header("Upgrade", "websocket"),
						Kind.WEBSOCKET, DecisionReason.ORIGIN_NOT_ALLOWED),
				row("a request that is passed", get("/passing").origin("https://evil.example"), Kind.ACTUAL,
						DecisionReason.ORIGIN_NOT_ALLOWED));
	}

	@Test
	void tableHasEveryReasonAndKind() {
		Set<DecisionReason> reasons = EnumSet.of(DecisionReason.LOOKUP_FAILED, DecisionReason.LOOKUP_OVERLOADED);
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		requests().map(Arguments::get).forEach((row) -> {
			kinds.add((Kind) row[2]);
			reasons.add((DecisionReason) row[3]);
		});
		assertThat(reasons).containsExactlyInAnyOrder(DecisionReason.values());
		assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
	}

	/** Rows of the table with headers of other rows, at other places. */
	@Test
	void anyCombinationIsDecidedAsTheOriginal() {
		long seed = Long.getLong("test.seed", 20261129L);
		Random random = new Random(seed);
		List<CorsRequest> rows = requests().map((row) -> (CorsRequest) row.get()[1]).toList();
		List<Map.Entry<String, String>> lines = rows.stream()
			.flatMap((request) -> request.headers().entrySet().stream())
			.flatMap((header) -> header.getValue().stream().map((line) -> Map.entry(header.getKey(), line)))
			.distinct()
			.toList();
		Set<DecisionReason> seen = EnumSet.noneOf(DecisionReason.class);
		for (int i = 0; i < 20_000; i++) {
			CorsRequest request = rows.get(random.nextInt(rows.size()));
			for (int more = random.nextInt(3); more > 0; more--) {
				Map.Entry<String, String> line = lines.get(random.nextInt(lines.size()));
				request = (request.lines(line.getKey()).size() > 1) ? request
						: request.header(line.getKey(), line.getValue());
			}
			CorsDecision decision = POLICIES.decide(request);
			ObservedRequest observed = ObservedRequest.of(decision, noisy(request));
			seen.add(decision.reason());
			assertThat(observed.isComplete()).as("seed %s: %s", seed, request).isTrue();
			assertSame(request, observed.request());
		}
		assertThat(seen).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource
	void whatIsTooLongIsOmittedAsAWhole(CorsRequest request, List<String> omitted) {
		ObservedRequest observed = ObservedRequest.of(POLICIES.decide(request), request);
		assertThat(observed.omitted()).isEqualTo(omitted);
		assertThat(observed.isComplete()).isFalse();
		assertThat(observed.request().toString()).doesNotContain("zzz");
		assertThat(observed.path().isEmpty()).isEqualTo(omitted.contains(ObservedRequest.PATH));
		ObservedRequest again = new ObservedRequest(observed.kind(), observed.request(), observed.omitted());
		assertThat(again).isEqualTo(observed);
	}

	static Stream<Arguments> whatIsTooLongIsOmittedAsAWhole() {
		return Stream.of(Arguments.of(get("/api/" + "z".repeat(508)).origin(APP), List.of("path")),
				Arguments.of(get("/api/zzz").below("/" + "z".repeat(504)).origin(APP), List.of("path")),
				Arguments.of(get("/api/\u2026" + "z".repeat(255)).origin(APP), List.of("path")),
				Arguments.of(get("/api/x").origin("https://" + "z".repeat(313)), List.of("Origin")),
				Arguments.of(get("/api/x").origin(APP).to("http", "z".repeat(300), 80), List.of("host")),
				Arguments.of(new CorsRequest("z".repeat(65), "/api/x").origin(APP), List.of("method")),
				Arguments.of(preflight("z".repeat(65)), List.of("Access-Control-Request-Method")),
				Arguments.of(preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "z,".repeat(513)),
						List.of("Access-Control-Request-Headers")),
				Arguments.of(preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "zzz".repeat(3000))
					.header("Upgrade", "z".repeat(100)), List.of("Access-Control-Request-Headers", "Upgrade")));
	}

	@Test
	void longestValuesAreHeld() {
		CorsRequest request = preflight("Z".repeat(64)).header(HeaderNames.REQUEST_HEADERS, "z,".repeat(512));
		request = new CorsRequest(request.method(), "/api", "/" + "z".repeat(507), request.headers(), "http",
				"z".repeat(235), 80);
		assertThat(ObservedRequest.of(POLICIES.decide(request), request).request()).isEqualTo(request);
	}

	/** Otherwise its own origin would be suggested to an application behind a proxy. */
	@Test
	void proxiedOwnOriginIsRecognisedAgain() {
		CorsRequest own = get("/api/x").origin("https://shop.example")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "shop.example");
		CorsRequest other = get("/api/x").origin("https://evil.example")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "shop.example");
		assertThat(ObservedRequest.of(POLICIES.decide(own), own).request().isLikelyOfOwnOrigin()).isTrue();
		assertThat(ObservedRequest.of(POLICIES.decide(other), other).request().headers()).containsOnlyKeys("origin");
	}

	private static void assertSame(CorsRequest original, CorsRequest rebuilt) {
		CorsDecision expected = POLICIES.decide(original);
		CorsDecision actual = POLICIES.decide(rebuilt);
		String origin = original.lines(HeaderNames.ORIGIN).stream().findFirst().orElse(null);
		assertThat(describe(actual, origin)).as(original.toString()).isEqualTo(describe(expected, origin));
	}

	private static String describe(CorsDecision decision, String origin) {
		return decision.kind() + " " + decision.outcome() + " " + decision.reason() + " " + decision.policy() + " "
				+ decision.status() + " " + decision.headers(origin) + " " + decision.vary();
	}

	/** The request with what no decision looks at. */
	private static CorsRequest noisy(CorsRequest request) {
		return request.header("Cookie", "secret").header("Host", "noise.example").header("X-Noise", "x");
	}

	private static CorsRequest manyLines() {
		CorsRequest request = preflight("PUT");
		for (int i = 0; i < 17; i++) {
			request = request.header(HeaderNames.REQUEST_HEADERS, "x-tenant");
		}
		return request;
	}

	private static CorsRequest get(String path) {
		return new CorsRequest("GET", path).to("http", "api.example.com", 8080);
	}

	private static CorsRequest preflight(String method) {
		return new CorsRequest("OPTIONS", "/api/x").origin(APP).header(HeaderNames.REQUEST_METHOD, method);
	}

	private static Arguments row(String name, CorsRequest request, Kind kind, DecisionReason reason) {
		return Arguments.of(name, request, kind, reason);
	}

}
