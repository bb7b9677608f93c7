package io.crossgate.cors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of situations: read it to learn CORS, edit it first when behaviour changes.
 */
class CorsPoliciesTests {

	private static final String APP = "https://app.example.com";

	private static final String EVIL = "https://evil.example";

	private static final String VARY_PREFLIGHT = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

	private static final CorsPolicy LIST = CorsPolicy.named("list")
		.paths("/list/**")
		.allowedOrigins(APP)
		.allowedMethods("GET", "PUT")
		.allowedHeaders("X-Tenant")
		.exposedHeaders("X-Total")
		.build();

	private static final CorsPolicy COOKIES = LIST.toBuilder().paths("/cookies/**").allowCredentials(true).build();

	private static final CorsPolicy PUBLIC = LIST.toBuilder().paths("/public/**").allowedOrigins("*").build();

	private static final CorsPolicy LENIENT = LIST.toBuilder()
		.paths("/lenient/**")
		.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
		.build();

	private static final CorsPolicy WIDE = LIST.toBuilder()
		.paths("/wide/**")
		.allowedMethods("*")
		.allowedHeaders("*")
		.build();

	private static final CorsPolicy PASSING = LIST.toBuilder()
		.paths("/passing/**")
		.preflight(CorsPolicy.Preflight.PASS_THROUGH)
		.build();

	private static final CorsPolicy BARE = LIST.toBuilder()
		.paths("/bare/**")
		.allowedHeaders(List.of())
		.exposedHeaders(List.of())
		.preflightStatus(200)
		.build();

	private static final CorsPolicy REPORT = LIST.toBuilder()
		.paths("/report/**")
		.mode(CorsPolicy.Mode.REPORT_ONLY)
		.build();

	private static final CorsPolicy OFF = LIST.toBuilder().paths("/off/**").mode(CorsPolicy.Mode.OFF).build();

	private static final CorsPolicy PUT = LIST.toBuilder().paths("/put/**").allowedMethods("PUT").build();

	private static final CorsPolicy POSTED = PUBLIC.toBuilder()
		.paths("/posted/**")
		.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
		.build();

	private static final CorsPolicy PRIVATE = LIST.toBuilder().paths("/private/**").allowPrivateNetwork(true).build();

	private final CorsPolicies policies = CorsPolicies
		.compile(Stream.of(LIST, COOKIES, PUBLIC, LENIENT, WIDE, REPORT, OFF, PRIVATE, PASSING, BARE, POSTED, PUT)
			.map((policy) -> renamed(policy, policy.paths().get(0).substring(1, policy.paths().get(0).length() - 3)))
			.toList());

	private static CorsPolicy renamed(CorsPolicy policy, String name) {
		return policy.toBuilder().name(name).build();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("situations")
	void policiesDecideAsTheTableSays(DecisionCase situation) {
		CorsDecision decision = this.policies.decide(situation.request);
		List<String> origins = situation.request.lines("origin");
		Map<String, String> headers = decision.headers(origins.isEmpty() ? null : origins.get(0));
		assertThat(decision.reason()).isEqualTo(situation.reason);
		assertThat(decision.status()).isEqualTo(situation.status);
		assertThat(headers).isEqualTo(situation.headers);
		assertThat(decision.endsExchange()).isEqualTo(situation.status != 0);
		assertThat(decision.hasHeaders()).isEqualTo(!headers.isEmpty());
		assertThat(decision.varyLine()).isEqualTo(headers.getOrDefault("Vary", ""));
		assertThat(String.join(", ", decision.vary())).isEqualTo(decision.varyLine());
		String path = situation.request.path();
		assertThat(decision.isReportOnly()).isEqualTo(path.startsWith("/report/"));
		assertThat(decision.isEnforced())
			.isEqualTo(Stream.of("/report/", "/off/").noneMatch(path::startsWith) && !path.endsWith("/else"));
		assertThat(String.valueOf(decision.policy()))
			.isEqualTo(path.endsWith("/else") ? "null" : path.substring(1, path.indexOf('/', 1)));
	}

	@Test
	void aDecisionReadsAsASentence() {
		assertThat(this.policies.decide(get("/list/1").origin(APP)))
			.hasToString("ACTUAL ALLOWED (allowed) by policy 'list'");
		assertThat(this.policies.decide(preflight("/list/1", "DELETE")))
			.hasToString("PREFLIGHT DENIED (method-not-allowed) by policy 'list'");
		assertThat(this.policies.decide(get("/else"))).hasToString("NOT_CORS NOT_APPLICABLE (no-policy) by no policy");
	}

	@Test
	void thePoliciesStayAsTheyWereDeclared() {
		assertThat(this.policies.policies()).extracting(CorsPolicy::name)
			.containsExactly("list", "cookies", "public", "lenient", "wide", "report", "off", "private", "passing",
					"bare", "posted", "put");
	}

	@Test
	void onlyWhatWouldBeRefusedIsLookedAtForAnUpgrade() {
		CorsRequest upgrade = get("/list/1").header("Upgrade", "websocket");
		assertThat(this.policies.decide(upgrade.origin(APP)).kind()).isEqualTo(CorsDecision.Kind.ACTUAL);
		assertThat(this.policies.decide(upgrade.origin(EVIL)).kind()).isEqualTo(CorsDecision.Kind.WEBSOCKET);
		assertThat(this.policies.decide(upgrade.origin(EVIL).header("Sec-Fetch-Mode", "websocket")).kind())
			.isEqualTo(CorsDecision.Kind.WEBSOCKET);
		// What a browser says is another request is refused as that.
		assertThat(this.policies.decide(upgrade.origin(EVIL).header("Sec-Fetch-Mode", "cors")).kind())
			.isEqualTo(CorsDecision.Kind.ACTUAL);
		assertThat(this.policies.decide(get("/put/1").origin(APP).header("Upgrade", "websocket")).kind())
			.isEqualTo(CorsDecision.Kind.WEBSOCKET);
	}

	static Stream<DecisionCase> situations() {
		return Stream.of(
				situation(
						"a path no policy covers is left alone", get("/else").origin(APP), DecisionReason.NO_POLICY, 0),
				situation("even its preflights", preflight("/else", "PUT"), DecisionReason.NO_POLICY, 0),
				situation("a path outside however it is read", get("/x/../else").origin(APP), DecisionReason.NO_POLICY,
						0),
				situation("a path inside however it is read", get("/list//1;v=1").origin(APP), DecisionReason.ALLOWED,
						0, "Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("no origin, but the answer depends on it", get("/list/1"), DecisionReason.NOT_CORS, 0, "Vary",
						"Origin"),
				situation("no origin, every origin allowed: the constant answer", get("/public/1"),
						DecisionReason.NOT_CORS, 0, "Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers",
						"X-Total"),
				situation("no origin, every origin allowed, a method that is refused with one",
						new CorsRequest("DELETE", "/public/1"), DecisionReason.NOT_CORS, 0,
						"Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("that method with one", new CorsRequest("DELETE", "/public/1").origin(APP),
						DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary", "Origin"),
				situation("no origin, every origin allowed, a method that is served without headers to all",
						new CorsRequest("DELETE", "/posted/1"), DecisionReason.NOT_CORS, 0,
						"Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("that method with one, passed through", new CorsRequest("DELETE", "/posted/1").origin(APP),
						DecisionReason.METHOD_NOT_ALLOWED, 0, "Vary", "Origin"),
				situation("no origin, OPTIONS, which is never refused", new CorsRequest("OPTIONS", "/public/1"),
						DecisionReason.NOT_CORS, 0, "Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers",
						"X-Total"),
				situation("a method that is served without headers to all, so that nothing depends on the origin",
						new CorsRequest("DELETE", "/lenient/1"), DecisionReason.NOT_CORS, 0),
				situation("that method from an allowed origin", new CorsRequest("DELETE", "/lenient/1").origin(APP),
						DecisionReason.METHOD_NOT_ALLOWED, 0),
				situation("that method from another origin", new CorsRequest("DELETE", "/lenient/1").origin(EVIL),
						DecisionReason.ORIGIN_NOT_ALLOWED, 0),
				situation("that method from the server's own origin",
						new CorsRequest("DELETE", "/lenient/1").origin("http://localhost"), DecisionReason.SAME_ORIGIN,
						0),
				situation("that method by a navigation",
						new CorsRequest("POST", "/lenient/1").origin(EVIL).header("Sec-Fetch-Mode", "navigate"),
						DecisionReason.NAVIGATION, 0),
				situation("OPTIONS there", new CorsRequest("OPTIONS", "/lenient/1"), DecisionReason.NOT_CORS, 0, "Vary",
						"Origin"),
				situation("allowed", get("/list/1").origin(APP), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("allowed with credentials", get("/cookies/1").origin(APP), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Allow-Credentials", "true",
						"Access-Control-Expose-Headers", "X-Total", "Vary", "Origin"),
				situation("HEAD wherever GET is", new CorsRequest("HEAD", "/list/1").origin(APP),
						DecisionReason.ALLOWED, 0, "Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers",
						"X-Total", "Vary", "Origin"),
				situation("every origin allowed", get("/public/1").origin(EVIL), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "X-Total"),
				situation("another origin", get("/list/1").origin(EVIL), DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary",
						"Origin"),
				situation("another origin, passed through", get("/lenient/1").origin(EVIL),
						DecisionReason.ORIGIN_NOT_ALLOWED, 0, "Vary", "Origin"),
				situation("null", get("/list/1").origin("null"), DecisionReason.ORIGIN_NULL, 403, "Vary", "Origin"),
				situation("two origin lines", get("/list/1").origin(APP).origin(APP), DecisionReason.ORIGIN_MULTIPLE,
						403, "Vary", "Origin"),
				situation("two origins in a line", get("/list/1").origin(APP + ", " + APP),
						DecisionReason.ORIGIN_MULTIPLE, 403, "Vary", "Origin"),
				situation("two origins with a blank between them", get("/list/1").origin("null " + APP),
						DecisionReason.ORIGIN_MULTIPLE, 403, "Vary", "Origin"),
				situation("one origin behind a comma", get("/list/1").origin("," + APP),
						DecisionReason.ORIGIN_MALFORMED, 403, "Vary", "Origin"),
				situation("two origins behind a comma", get("/list/1").origin("," + APP + " " + APP),
						DecisionReason.ORIGIN_MALFORMED, 403, "Vary", "Origin"),
				situation("one origin before a comma", get("/list/1").origin(APP + ","),
						DecisionReason.ORIGIN_MALFORMED, 403, "Vary", "Origin"),
				situation("two words that are no origins", get("/list/1").origin("null null"),
						DecisionReason.ORIGIN_MALFORMED, 403, "Vary", "Origin"),
				situation("a trailing slash", get("/list/1").origin(APP + "/"), DecisionReason.ORIGIN_MALFORMED, 403,
						"Vary", "Origin"),
				situation("a method that needs no preflight but is not allowed",
						new CorsRequest("POST", "/list/1").origin(APP), DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary",
						"Origin"),
				situation("OPTIONS without a requested method is the application's",
						new CorsRequest("OPTIONS", "/list/1").origin(APP), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("the server's own origin", new CorsRequest("POST", "/list/1").origin("http://localhost"),
						DecisionReason.SAME_ORIGIN, 0, "Vary", "Origin"),
				situation("the server's own origin with a port",
						new CorsRequest("POST", "/list/1").origin("http://own.example:8080")
							.to("http", "own.example", 8080),
						DecisionReason.SAME_ORIGIN, 0, "Vary", "Origin"),
				situation("an origin that is listed and the server's own",
						get("/list/1").origin(APP).to("https", "app.example.com", 443), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("the same when the browser says so",
						get("/list/1").origin(APP).header("Sec-Fetch-Site", "same-origin"), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("a method of the own page that the policy lists for no other",
						new CorsRequest("DELETE", "/list/1").origin(APP).to("https", "app.example.com", 443),
						DecisionReason.SAME_ORIGIN, 0, "Vary", "Origin"),
				situation("another port of the server",
						get("/list/1").origin("http://own.example:8081").to("http", "own.example", 8080),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary", "Origin"),
				situation("the browser says same-origin behind a proxy that rewrote Host",
						new CorsRequest("POST", "/list/1").origin("https://own.example")
							.header("Sec-Fetch-Site", "same-origin"),
						DecisionReason.SAME_ORIGIN, 0, "Vary", "Origin"),
				situation("a form post of an identity provider",
						new CorsRequest("POST", "/list/1").origin(EVIL).header("Sec-Fetch-Mode", "navigate"),
						DecisionReason.NAVIGATION, 0, "Vary", "Origin"),
				situation("a request of another site",
						new CorsRequest("POST", "/list/1").origin(EVIL)
							.header("Sec-Fetch-Site", "cross-site")
							.header("Sec-Fetch-Mode", "cors"),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary", "Origin"),
				situation("a privileged extension",
						get("/list/1").origin("chrome-extension://abc").header("Sec-Fetch-Site", "none"),
						DecisionReason.NAVIGATION, 0, "Vary", "Origin"),
				situation("a WebSocket handshake is allowed as any other request",
						get("/list/1").origin(APP).header("Upgrade", "WebSocket"), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("a WebSocket handshake where GET is not allowed",
						get("/put/1").origin(APP).header("Upgrade", "websocket"), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("GET there", get("/put/1").origin(APP), DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary",
						"Origin"),
				situation("a WebSocket handshake of the server's own page",
						get("/list/1").origin("http://localhost").header("Upgrade", "websocket"),
						DecisionReason.SAME_ORIGIN, 0, "Vary", "Origin"),
				situation("a WebSocket handshake, every origin allowed",
						get("/public/1").origin(EVIL).header("Upgrade", "websocket"), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "X-Total"),
				situation("an upgrade to something else", get("/list/1").origin(APP).header("Upgrade", "h2c"),
						DecisionReason.ALLOWED, 0, "Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers",
						"X-Total", "Vary", "Origin"),
				situation("a WebSocket or WebTransport handshake over HTTP/2 or HTTP/3",
						new CorsRequest("CONNECT", "/list/1").origin(APP), DecisionReason.ALLOWED, 0,
						"Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers", "X-Total", "Vary",
						"Origin"),
				situation("a WebSocket handshake over HTTP/2 of another origin",
						new CorsRequest("CONNECT", "/lenient/1").origin(EVIL), DecisionReason.ORIGIN_NOT_ALLOWED, 403,
						"Vary", "Origin"),
				situation("a WebSocket handshake over HTTP/2 of the server's own page",
						new CorsRequest("CONNECT", "/list/1").origin("http://localhost"), DecisionReason.SAME_ORIGIN, 0,
						"Vary", "Origin"),
				situation("a WebSocket handshake of another origin, which nobody else checks",
						get("/lenient/1").origin(EVIL).header("Upgrade", "websocket"),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary", "Origin"),
				situation("a WebSocket handshake of another origin that says it is none",
						get("/lenient/1").origin(EVIL).header("Upgrade", "websocket").header("Sec-Fetch-Mode", "cors"),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary", "Origin"),
				situation("an allowed preflight",
						preflight("/list/1", "PUT").header("Access-Control-Request-Headers", "x-tenant"),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP, "Access-Control-Allow-Methods",
						"GET,HEAD,PUT", "Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800",
						"Vary", VARY_PREFLIGHT),
				situation("an allowed preflight with credentials", preflight("/cookies/1", "PUT"),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP,
						"Access-Control-Allow-Credentials", "true", "Access-Control-Allow-Methods", "GET,HEAD,PUT",
						"Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800", "Vary",
						VARY_PREFLIGHT),
				situation("an allowed preflight of a policy that allows whatever is asked",
						preflight("/wide/1", "PATCH").header("Access-Control-Request-Headers", "x-b, X-A,,x-b"),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP, "Access-Control-Max-Age",
						"1800", "Access-Control-Allow-Methods", "PATCH", "Access-Control-Allow-Headers", "x-b,x-a",
						"Vary", VARY_PREFLIGHT),
				situation("a routing header is never covered by the wildcard",
						preflight("/wide/1", "PATCH").header("Access-Control-Request-Headers", "x-forwarded-host"),
						DecisionReason.HEADERS_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("nor is a header called *, whose name in an answer would allow them all",
						preflight("/wide/1", "PATCH").header("Access-Control-Request-Headers", "*"),
						DecisionReason.HEADERS_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight of another origin", preflight("/list/1", "PUT", EVIL),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight is never passed through when denied", preflight("/lenient/1", "PUT", EVIL),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for another method", preflight("/list/1", "DELETE"),
						DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for a method in another case", preflight("/list/1", "put"),
						DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for two methods", preflight("/list/1", "GET, PUT"),
						DecisionReason.METHOD_MALFORMED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for a method as long as methods can be", preflight("/list/1", "M".repeat(64)),
						DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for a method that is longer", preflight("/list/1", "M".repeat(65)),
						DecisionReason.METHOD_MALFORMED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for a method on each of two lines",
						preflight("/list/1", "PUT").header("Access-Control-Request-Method", "PUT"),
						DecisionReason.METHOD_MALFORMED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight that names no method", preflight("/list/1", ""), DecisionReason.METHOD_MALFORMED,
						403, "Vary", VARY_PREFLIGHT),
				situation("a preflight that the application answers", preflight("/passing/1", "PUT"),
						DecisionReason.ALLOWED, 0, "Access-Control-Allow-Origin", APP, "Access-Control-Allow-Methods",
						"GET,HEAD,PUT", "Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800",
						"Vary", VARY_PREFLIGHT),
				situation("but not when it is denied", preflight("/passing/1", "DELETE"),
						DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("an allowed preflight of a policy without headers, with a status of its own",
						preflight("/bare/1", "PUT"), DecisionReason.ALLOWED, 200, "Access-Control-Allow-Origin", APP,
						"Access-Control-Allow-Methods", "GET,HEAD,PUT", "Access-Control-Max-Age", "1800", "Vary",
						VARY_PREFLIGHT),
				situation("a header of a policy without headers",
						preflight("/bare/1", "PUT").header("Access-Control-Request-Headers", "x-a"),
						DecisionReason.HEADERS_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("nothing is exposed unless it is listed", get("/bare/1").origin(APP), DecisionReason.ALLOWED,
						0, "Access-Control-Allow-Origin", APP, "Vary", "Origin"),
				situation("an allowed preflight, every origin allowed", preflight("/public/1", "PUT", EVIL),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", "*", "Access-Control-Allow-Methods",
						"GET,HEAD,PUT", "Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800",
						"Vary", "Access-Control-Request-Method, Access-Control-Request-Headers"),
				situation("null is as good as any where every origin is allowed", get("/public/1").origin("null"),
						DecisionReason.ALLOWED, 0, "Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers",
						"X-Total"),
				situation("an allowed preflight that asks for no header, where whatever is asked is allowed",
						preflight("/wide/1", "PATCH").header("Access-Control-Request-Headers", " , "),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP, "Access-Control-Max-Age",
						"1800", "Access-Control-Allow-Methods", "PATCH", "Vary", VARY_PREFLIGHT),
				situation("a method that no page can send, where whatever is asked is allowed",
						preflight("/wide/1", "TRACE"), DecisionReason.METHOD_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for another header",
						preflight("/list/1", "PUT").header("Access-Control-Request-Headers", "x-tenant,x-other"),
						DecisionReason.HEADERS_NOT_ALLOWED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for something that is no header",
						preflight("/list/1", "PUT").header("Access-Control-Request-Headers", "x-tenant;x-tenant"),
						DecisionReason.HEADERS_MALFORMED, 403, "Vary", VARY_PREFLIGHT),
				situation("a preflight for more than browsers send",
						preflight("/list/1", "PUT").header("Access-Control-Request-Headers", ",".repeat(100)),
						DecisionReason.HEADERS_TOO_LARGE, 403, "Vary", VARY_PREFLIGHT),
				situation(
						"a preflight into a private network that the policy does not open, which the browser enforces",
						preflight("/list/1", "PUT").header("Access-Control-Request-Private-Network", "true"),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP, "Access-Control-Allow-Methods",
						"GET,HEAD,PUT", "Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800",
						"Vary", VARY_PREFLIGHT),
				situation("that preflight of another origin",
						preflight("/private/1", "PUT", EVIL).header("Access-Control-Request-Private-Network", "true"),
						DecisionReason.ORIGIN_NOT_ALLOWED, 403, "Vary",
						VARY_PREFLIGHT + ", Access-Control-Request-Private-Network"),
				situation("a request that is no preflight asks for no private network",
						get("/private/1").origin(APP).header("Access-Control-Request-Private-Network", "true"),
						DecisionReason.ALLOWED, 0, "Access-Control-Allow-Origin", APP, "Access-Control-Expose-Headers",
						"X-Total", "Vary", "Origin"),
				situation("a preflight into a private network that the policy opens",
						preflight("/private/1", "PUT").header("Access-Control-Request-Private-Network", "true"),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP, "Access-Control-Allow-Methods",
						"GET,HEAD,PUT", "Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800",
						"Access-Control-Allow-Private-Network", "true", "Vary",
						VARY_PREFLIGHT + ", Access-Control-Request-Private-Network"),
				situation("a word other than true asks for no private network",
						preflight("/private/1", "PUT").header("Access-Control-Request-Private-Network", "TRUE"),
						DecisionReason.ALLOWED, 204, "Access-Control-Allow-Origin", APP, "Access-Control-Allow-Methods",
						"GET,HEAD,PUT", "Access-Control-Allow-Headers", "x-tenant", "Access-Control-Max-Age", "1800",
						"Vary", VARY_PREFLIGHT + ", Access-Control-Request-Private-Network"),
				situation("report-only decides and touches nothing", get("/report/1").origin(EVIL),
						DecisionReason.ORIGIN_NOT_ALLOWED, 0),
				situation("report-only does not answer preflights", preflight("/report/1", "PUT"),
						DecisionReason.ALLOWED, 0),
				situation("a policy that is off keeps its paths alone", get("/off/1").origin(APP),
						DecisionReason.NO_POLICY, 0));
	}

	private static CorsRequest get(String path) {
		return new CorsRequest("GET", path);
	}

	private static CorsRequest preflight(String path, String method) {
		return preflight(path, method, APP);
	}

	private static CorsRequest preflight(String path, String method, String origin) {
		return new CorsRequest("OPTIONS", path).origin(origin).header("Access-Control-Request-Method", method);
	}

	private static DecisionCase situation(String name, CorsRequest request, DecisionReason reason, int status,
			String... headers) {
		Map<String, String> expected = new LinkedHashMap<>();
		for (int i = 0; i < headers.length; i += 2) {
			expected.put(headers[i], headers[i + 1]);
		}
		// Every refusal, and nothing else: caches keep a 403 after its origin was
		// allowed.
		if (status == 403) {
			expected.put("Cache-Control", "no-store");
		}
		return new DecisionCase(name, request, reason, status, expected);
	}

	record DecisionCase(String name, CorsRequest request, DecisionReason reason, int status,
			Map<String, String> headers) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
