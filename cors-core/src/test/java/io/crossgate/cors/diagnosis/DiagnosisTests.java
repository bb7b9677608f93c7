package io.crossgate.cors.diagnosis;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis.DecidingRule;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosisTests {

	private static final CorsPolicy API = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com", "http://localhost:3000", "https://*.example.org",
				"https://shop-*-acme.vercel.app", "https://www.example.net")
		.allowedMethods("GET", "PATCH")
		.allowedHeaders("X-Tenant", "Content-Type")
		.build();

	private static final CorsPolicies POLICIES = CorsPolicies.compile(List.of(API));

	@Test
	void everyReasonOfARequestIsCuredAtOnce() {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("OPTIONS", "/api/1").origin("https://new.example")
			.header("Access-Control-Request-Method", "DELETE")
			.header("Access-Control-Request-Headers", "x-other"), POLICIES);
		assertThat(diagnosis.reason()).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(diagnosis.change().orElseThrow().yaml()).isEqualTo("""
				cors:
				  policies:
				    api:
				      allowed-origins: https://app.example.com, http://localhost:3000, https://*.example.org, \
				https://shop-*-acme.vercel.app, https://www.example.net, https://new.example
				      allowed-methods: GET, PATCH, DELETE
				      allowed-headers: X-Tenant, Content-Type, x-other""");
	}

	@Test
	void theNewcomerIsToldWhatToPaste() {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/api/todos").origin("http://localhost:5173"),
				CorsPolicies.compile(List.of()));
		assertThat(diagnosis.isDenied()).isTrue();
		assertThat(diagnosis.reason()).isEqualTo(DecisionReason.NO_POLICY);
		assertThat(diagnosis.rule()).isEqualTo(new DecidingRule("default", "allowed-origins", null));
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(MismatchKind.NO_ORIGINS);
		assertThat(diagnosis.sentence()).isEqualTo("Policy 'default' (paths /**) allows no origin. "
				+ "No origins are configured, so pages of other origins are refused.");
		assertThat(diagnosis.change().orElseThrow().yaml()).isEqualTo("""
				cors:
				  allowed-origins: http://localhost:5173""");
		assertThat(diagnosis.curl("http://localhost:8080"))
			.isEqualTo("curl -i -H \"Origin: http://localhost:5173\" http://localhost:8080/api/todos");
	}

	@ParameterizedTest
	@CsvSource({ "/api/*, /api/a/b, /api/**, ends before it: * is exactly one segment; /api/** covers",
			"/api/{id}, /api/a/b, /api/**, ends before it: {id} is exactly one segment; /api/** covers",
			"/*, /a/b, /**, ends before it: * is exactly one segment; /** covers",
			"/orders, /orders/7, /orders/**, is that path alone; /orders/** covers",
			"/orders, /orders/, /orders/**, is that path alone; /orders/** covers",
			"/a/*/b, /a/x/b/c, /a/*/b/**, is that path alone; /a/*/b/** covers" })
	void aPathBeyondAPatternIsCuredByTheWiderPattern(String pattern, String path, String wider, String meaning) {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/else", pattern, "/third/**")
			.allowedOrigins("https://app.example.com")
			.build();
		CorsRequest request = new CorsRequest("OPTIONS", path).origin("https://app.example.com")
			.header("Access-Control-Request-Method", "PUT");
		Diagnosis diagnosis = Diagnosis.of(request, CorsPolicies.compile(List.of(policy)));
		assertThat(diagnosis.reason()).isEqualTo(DecisionReason.NO_POLICY);
		assertThat(diagnosis.isDenied()).isFalse();
		assertThat(diagnosis.rule()).isEqualTo(new DecidingRule(null, "paths", pattern));
		assertThat(diagnosis.sentence()).isEqualTo("No policy covers the path " + path
				+ ": it is left to the application, and a browser refuses what comes without CORS headers. The pattern "
				+ pattern + " of policy 'api' " + meaning + " what is below it, too.");
		PolicyChange change = diagnosis.change().orElseThrow();
		assertThat(change.yaml())
			.isEqualTo("cors:\n  policies:\n    api:\n      paths: /else, " + wider + ", /third/**");
		assertThat(CorsPolicies.compile(List.of(change.apply(policy))).decide(request).reason())
			.isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void aStrangerBeyondAPatternIsCuredOfBothAndOnlyIfItIsKnown() {
		CorsPolicies policies = CorsPolicies
			.compile(List.of(CorsPolicy.named("api").paths("/api/*").allowedOrigins("https://a.example").build()));
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/api/a/b").origin("https://b.example"), policies);
		assertThat(diagnosis.change().orElseThrow().yaml()).contains("paths: /api/**",
				"allowed-origins: https://a.example, https://b.example");
		assertThat(diagnosis.remark()).isEqualTo("Allow it only if the origin is yours.");
	}

	@Test
	void managementEndpointsAreSaidToBeLeftAloneAndNoOtherPath() {
		CorsPolicies policies = CorsPolicies.compile(
				List.of(CorsPolicy.named("all").paths("/**").allowedOrigins("https://a.example").build()),
				new DeploymentContext(false, ApplicationPaths.managed(List.of("/actuator/**")), List.of()));
		assertThat(
				Diagnosis.of(new CorsRequest("GET", "/actuator/env").origin("https://a.example"), policies).sentence())
			.endsWith("Patterns that do not name the management endpoints stop short of them.");
		assertThat(Diagnosis.of(new CorsRequest("GET", "/else").origin("https://a.example"), POLICIES).sentence())
			.doesNotContain("management");
	}

	@Test
	void whatCorsDoesNotConcernIsNoDenialEvenWithoutAPolicy() {
		CorsPolicies none = CorsPolicies.compile(List.of());
		CorsRequest request = new CorsRequest("POST", "/login");
		assertThat(Diagnosis.of(request, none).isDenied()).isFalse();
		assertThat(Diagnosis.of(request.origin("http://localhost"), none).isDenied()).isFalse();
		assertThat(Diagnosis.of(request.origin("https://idp.example").header("Sec-Fetch-Mode", "navigate"), none)
			.isDenied()).isFalse();
		assertThat(Diagnosis.of(request.origin("null"), none).change()).isEmpty();
	}

	@Test
	void anAmbiguousPathIsToldWithThePoliciesItCouldMean() {
		CorsPolicies policies = CorsPolicies
			.compile(List.of(CorsPolicy.named("a").paths("/a/**").allowedOrigins("https://a.example").build(),
					CorsPolicy.named("b").paths("/a/b/**").allowedOrigins("https://a.example").build()));
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/a/b/..;/c").origin("https://a.example"), policies);
		assertThat(diagnosis.reason()).isEqualTo(DecisionReason.AMBIGUOUS_PATH);
		assertThat(diagnosis.isDenied()).isTrue();
		assertThat(diagnosis.change()).isEmpty();
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(MismatchKind.PATH_SPELLING);
		assertThat(diagnosis.sentence())
			.startsWith("The path /a/b/..;/c can be read as one of policy 'b', or of policy 'a'. Path parameters");
	}

	@Test
	void anUncoveredPathIsAddedToAPolicyThatWouldAllowTheRequest() {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/login").origin("https://app.example.com"),
				POLICIES);
		assertThat(diagnosis.isDenied()).isFalse();
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(MismatchKind.PATH_NOT_COVERED);
		assertThat(diagnosis.change().orElseThrow().yaml()).isEqualTo("""
				cors:
				  policies:
				    api:
				      paths: /api/**, /login""");
		assertThat(Diagnosis.of(new CorsRequest("GET", "/x/*").origin("https://app.example.com"), POLICIES).change())
			.isEmpty();
		assertThat(Diagnosis.of(new CorsRequest("GET", "/login").origin("https://new.example"), POLICIES).change())
			.isEmpty();
	}

	@Test
	void anUncoveredPathIsNotOpenedToEveryOrigin() {
		for (String any : List.of("*", "any")) {
			CorsPolicy open = CorsPolicy.named("public").paths("/public/**").allowedOrigins(any).build();
			CorsRequest request = new CorsRequest("GET", "/login").origin("https://app.example.com");
			assertThat(Diagnosis.of(request, CorsPolicies.compile(List.of(open))).change()).isEmpty();
			assertThat(Diagnosis.of(request, CorsPolicies.compile(List.of(open, API))).change().orElseThrow().policy())
				.isEqualTo("api");
		}
	}

	@Test
	void managementEndpointsAreNeverOpened() {
		CorsPolicies policies = CorsPolicies.compile(List.of(API.toBuilder().paths("/**").build()),
				new DeploymentContext(false, ApplicationPaths.managed(List.of("/actuator/**")), List.of()));
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/actuator/env").origin("https://app.example.com"),
				policies);
		assertThat(diagnosis.change()).isEmpty();
		assertThat(diagnosis.sentence()).contains("management endpoints");
	}

	@Test
	void theRiskOfAnOriginComesWithItsNameAndItsFix() {
		CorsPolicy cookies = API.toBuilder().allowedOrigins("http://localhost:5173").allowCredentials(true).build();
		Diagnosis phone = Diagnosis.of(new CorsRequest("GET", "/api/1").origin("http://192.168.1.20:5173"),
				CorsPolicies.compile(List.of(cookies)));
		assertThat(phone.change().orElseThrow().yaml()).isEqualTo("""
				cors:
				  policies:
				    api:
				      allowed-origins: http://localhost:5173, http://192.168.1.20:5173
				      accept-risks: insecure-origin""");
		assertThat(phone.sentence()).isEqualTo("Policy 'api' (paths /api/**) does not allow the origin "
				+ "http://192.168.1.20:5173. Allow it only if the origin is yours. To allow it is a risk, insecure-origin: An attacker on the network "
				+ "controls what comes over http, and with it this origin. Serve its pages over https.");
		CorsPolicy risky = cookies.toBuilder().allowedOrigins("https://a.example:*").acceptRisks("any-port").build();
		Diagnosis other = Diagnosis.of(new CorsRequest("GET", "/api/1").origin("http://intranet.example"),
				CorsPolicies.compile(List.of(risky)));
		assertThat(other.change().orElseThrow().yaml()).endsWith("accept-risks: any-port, insecure-origin");
		assertThat(other.remark())
			.endsWith("Serve its pages over https. Then https://intranet.example is the entry, and no risk has to be "
					+ "accepted.");
		DeploymentContext production = new DeploymentContext(true, ApplicationPaths.unknown(), List.of());
		Diagnosis app = Diagnosis.of(new CorsRequest("GET", "/api/1").origin("https://localhost"),
				CorsPolicies.compile(List.of(risky), production));
		assertThat(app.change().orElseThrow().yaml()).endsWith("accept-risks: any-port, loopback-origin");
		assertThat(app.remark()).contains("a risk, loopback-origin: In production", "Apps built with Capacitor");
	}

	@Test
	void otherRisksAreNamedAndNotSuggested() {
		CorsPolicies any = CorsPolicies.compile(List.of(API.toBuilder().allowedHeaders("*").build()));
		CorsRequest routing = preflight("GET").header("Access-Control-Request-Headers", "x-forwarded-host");
		Diagnosis diagnosis = Diagnosis.of(routing, any);
		assertThat(diagnosis.change()).isEmpty();
		assertThat(diagnosis.sentence())
			.endsWith("No change is suggested: the policy would have to accept the risk routing-header.");
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("file://x"), any).remark())
			.isEqualTo("No change is suggested: the policy could not be used with it.");
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(MismatchKind.ROUTING_HEADER);
		assertThat(diagnosis.rule().entry()).isEqualTo("*");
		assertThat(Diagnosis
			.of(routing, any.with(API.toBuilder().allowedHeaders("*").acceptRisks("routing-header").build()))
			.change()
			.orElseThrow()
			.yaml()).endsWith("allowed-headers: \"*, x-forwarded-host\"");
	}

	@Test
	void theOwnOriginBehindAProxyIsNeverToBeListed() {
		CorsRequest handshake = new CorsRequest("GET", "/api/ws").to("http", "shop.example", 80)
			.origin("https://shop.example")
			.header("Upgrade", "websocket");
		Diagnosis diagnosis = Diagnosis.of(handshake, POLICIES);
		assertThat(diagnosis.reason()).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(diagnosis.isDenied()).isTrue();
		assertThat(diagnosis.change()).isEmpty();
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(MismatchKind.OWN_ORIGIN);
		assertThat(diagnosis.sentence()).isEqualTo("Policy 'api' (paths /api/**) does not allow the origin "
				+ "https://shop.example. This looks like the application's own origin behind a proxy: set "
				+ "server.forward-headers-strategy, or cors.same-origins: https://shop.example.");
		Diagnosis preflight = Diagnosis.of(preflight("PUT").to("http", "app.example.com", 80), POLICIES);
		assertThat(preflight.reason()).isEqualTo(DecisionReason.METHOD_NOT_ALLOWED);
		assertThat(preflight.change()).isPresent();
		// As long as nothing is configured, nothing keeps the own pages from anything.
		Diagnosis unconfigured = Diagnosis.of(handshake, CorsPolicies.none());
		assertThat(unconfigured.isDenied()).isFalse();
		assertThat(unconfigured.change()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';', quoteCharacter = '~',
			value = { "http://api.internal; User-Agent: curl/8.5.0; its User-Agent is curl/8.5.0.",
					"http://api.internal; ~~; it has no User-Agent.",
					"https://api.example; User-Agent: Mozilla/5.0 (X11); it has no Sec-Fetch-Site",
					"http://localhost:8080; User-Agent: Mozilla/5.0 (X11); it has no Sec-Fetch-Site",
					"https://api.example; User-Agent: Java/17|Upgrade: websocket; its User-Agent is Java/17.",
					"http://api.internal; User-Agent: Mozilla/5.0 (X11); ~~",
					"https://api.example; User-Agent: Mozilla/5.0 (X11)|Upgrade: websocket; ~~",
					"https://api.example; User-Agent: Mozilla/5.0 (X11)|Sec-Fetch-Site: cross-site; ~~",
					"https://api.example; User-Agent: curl/8.5.0|Sec-Fetch-Mode: cors; ~~",
					"https://api.example; Sec-Fetch-Dest: empty; ~~" })
	void whatNoBrowserHasSentIsNamedAsSuch(String url, String headers, String words) {
		int authority = url.indexOf("://") + 3;
		int colon = url.indexOf(':', authority);
		CorsRequest request = new CorsRequest("POST", "/api/1")
			.to(url.substring(0, authority - 3), url.substring(authority, (colon < 0) ? url.length() : colon),
					(colon < 0) ? -1 : 8080)
			.origin("https://new.example");
		for (String line : headers.isEmpty() ? List.<String>of() : List.of(headers.split("\\|"))) {
			request = request.header(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
		}
		// Who asks a question is no sender.
		assertThat(Diagnosis.of(request, POLICIES).sentence()).doesNotContain("browser sent it");
		String sentence = Diagnosis.of(request.header("Host", "any"), POLICIES).sentence();
		if (words.isEmpty()) {
			assertThat(sentence).doesNotContain("browser sent it");
		}
		else {
			assertThat(sentence).contains("It seems that no browser sent it: " + words);
		}
		assertThat(Diagnosis.of(request.header("Host", "any"), POLICIES).change()).isPresent();
	}

	@Test
	void whatTheSenderCallsItselfIsMadePrintableAndCut() {
		CorsRequest request = new CorsRequest("POST", "/api/1").origin("https://new.example")
			.header("Host", "any")
			.header("User-Agent", "x\r\nforged\u001b" + "y".repeat(500));
		assertThat(Diagnosis.of(request, POLICIES).sentence()).contains("its User-Agent is x\\u000d\\u000aforged")
			.hasSizeLessThan(600);
	}

	@Test
	void aLongListIsNotRepeated() {
		List<String> nine = IntStream.range(0, 9).mapToObj((i) -> "https://a" + i + ".example").toList();
		CorsPolicies policies = CorsPolicies.compile(List.of(API.toBuilder().allowedOrigins(nine).build()));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("https://new.example"), policies)
			.change()
			.orElseThrow()
			.yaml()).isEqualTo("""
					cors:
					  policies:
					    api:
					      allowed-origins:  # append to the 9 entries that are there
					        - https://new.example""");
	}

	@Test
	void anAllowedRequestIsExplainedToo() {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/api/1").origin("https://a.b.example.org"),
				POLICIES);
		assertThat(diagnosis.isDenied()).isFalse();
		assertThat(diagnosis.rule()).isEqualTo(new DecidingRule("api", "allowed-origins", "https://*.example.org"));
		assertThat(diagnosis.sentence()).isEqualTo("Policy 'api' (paths /api/**) allows the request.");
		assertThat(diagnosis.change()).isEmpty();
		CorsPolicies off = CorsPolicies.compile(List.of(API.toBuilder().mode(CorsPolicy.Mode.OFF).build()));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("https://x.example"), off).rule())
			.isEqualTo(new DecidingRule("api", "mode", "off"));
	}

	@Test
	void aDecisionOfPoliciesThatWereReplacedIsStillExplained() {
		CorsRequest request = new CorsRequest("GET", "/api/1").origin("https://new.example");
		Diagnosis diagnosis = Diagnosis.of(request, POLICIES.decide(request), CorsPolicies.compile(List.of()));
		assertThat(diagnosis.reason()).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(diagnosis.change()).isEmpty();
		assertThat(diagnosis.sentence()).startsWith("Policy 'api'");
	}

	@Test
	void saysWhatTheEngineSaysInHarmlessText() {
		long seed = 99;
		DeniedRequests scenes = new DeniedRequests(seed);
		Random random = new Random(seed);
		for (int round = 0; round < 4000; round++) {
			CorsPolicies policies = scenes.policies();
			CorsRequest request = scenes.chance(50) ? scenes.request() : garbage(random);
			CorsDecision decision = policies.decide(request);
			Diagnosis diagnosis = Diagnosis.of(request, policies);
			String where = "seed " + seed + ", round " + round + ": " + request;
			assertThat(diagnosis.reason()).as(where).isEqualTo(decision.reason());
			assertThat(diagnosis.isDenied() || decision.outcome() != CorsDecision.Outcome.DENIED).as(where).isTrue();
			String yaml = diagnosis.change().map(PolicyChange::yaml).orElse("").replace("\n", "");
			for (String text : List.of(diagnosis.sentence(), diagnosis.closestMatch().sentence(), yaml,
					diagnosis.curl("http://" + text(random)))) {
				assertThat(text.chars().allMatch((c) -> c >= ' ' && c <= '~')).as(where + " " + text).isTrue();
				assertThat(text).as(where).hasSizeLessThan(3000);
			}
			assertThat(diagnosis.sentence()).as(where).hasSizeLessThan(1000);
		}
	}

	private static CorsRequest garbage(Random random) {
		CorsRequest request = new CorsRequest(random.nextBoolean() ? "OPTIONS" : text(random), "/api/" + text(random));
		request = random.nextBoolean() ? new CorsRequest("OPTIONS", "/api/1") : request;
		return request.origin(random.nextBoolean() ? text(random) : "https://app.example.com")
			.header("Access-Control-Request-Method", random.nextBoolean() ? text(random) : "GET")
			.header("Access-Control-Request-Headers", text(random));
	}

	private static String text(Random random) {
		String alphabet = "az:/.,-'\"\\$`(){}[]*?#%;&|<> \r\n\t\u0000\u001b\u007f\u00e9\u202e\u2066\ud83d\ude00";
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(random.nextBoolean() ? 20 : 700); i > 0; i--) {
			text.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return text.toString();
	}

	private static CorsRequest preflight(String method) {
		return new CorsRequest("OPTIONS", "/api/1").origin("https://app.example.com")
			.header("Access-Control-Request-Method", method);
	}

}
