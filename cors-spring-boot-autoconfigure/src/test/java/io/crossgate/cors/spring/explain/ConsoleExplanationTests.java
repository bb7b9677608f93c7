package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.console.ConsoleMessage;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.lookup.LookupProperties;
import io.crossgate.cors.spring.lookup.OriginLookupCache;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleExplanationTests {

	private static final String SERVER = "http://localhost:8080";

	private static final CorsPolicies POLICIES = CorsPolicies.compile(List.of(CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.allowedMethods("GET", "PUT")
		.allowedHeaders("X-Tenant", "Content-Type")
		.allowCredentials(true)
		.build()));

	@Test
	void aRefusedOriginReadsALinkInItsConsole() {
		FetchResult result = fetch("http://localhost:5173", FetchCall.get(SERVER + "/api/todos"), POLICIES);
		assertThat(result.isReadable()).isFalse();
		assertThat(String.valueOf(ConsoleMessage.of(result, BrowserEngine.CHROMIUM))).contains("has a value '" + SERVER
				+ "/__cors/why/origin-not-allowed?method=GET&path=%2Fapi%2Ftodos&origin=http%3A%2F%2Flocalhost%3A5173"
				+ "&sec-fetch-site=same-site&sec-fetch-mode=cors' that is not equal to the supplied origin");
	}

	@Test
	void aRefusedMethodIsNamed() {
		FetchResult result = fetch("https://app.example.com", FetchCall.delete(SERVER + "/api/todos/1"), POLICIES);
		assertThat(result.isReadable()).isFalse();
		for (BrowserEngine engine : List.of(BrowserEngine.CHROMIUM, BrowserEngine.WEBKIT)) {
			assertThat(String.valueOf(ConsoleMessage.of(result, engine)))
				.contains("Method DELETE is not allowed by Access-Control-Allow-Methods");
		}
	}

	@Test
	void aRefusedHeaderIsNamedAndTheAllowedOnesAreNot() {
		FetchResult result = fetch("https://app.example.com",
				FetchCall.put(SERVER + "/api/todos/1").header("X-Tenant", "7").header("baggage", "1"), POLICIES);
		assertThat(result.isReadable()).isFalse();
		assertThat(String.valueOf(ConsoleMessage.of(result, BrowserEngine.CHROMIUM)))
			.contains("Request header field baggage is not allowed");
	}

	@Test
	void onlyThisMachineIsTold() {
		CorsRequest request = new CorsRequest("GET", "/api/todos").origin("http://localhost:5173");
		ConsoleExplanation explanation = new ConsoleExplanation(new CorsEngine(POLICIES));
		assertThat(explanation.answer(request.to("http", "localhost", 8080), "")).isPresent();
		assertThat(explanation.answer(request.to("http", "api.example.com", 80), "")).isEmpty();
		assertThat(explanation.answer(request.to("http", "localhost.evil.example", 80), "")).isEmpty();
		assertThat(LoopbackRequests.isLocal("127.0.0.1", "localhost")).isTrue();
		assertThat(LoopbackRequests.isLocal("0:0:0:0:0:0:0:1", "[::1]")).isTrue();
		assertThat(LoopbackRequests.isLocal("::1", "::1")).isTrue();
		assertThat(LoopbackRequests.isLocal("127.8.0.1", "app.localhost")).isTrue();
		assertThat(LoopbackRequests.isLocal("localhost", "localhost")).isFalse();
		assertThat(LoopbackRequests.isLocal("localhost.", "localhost")).isFalse();
		assertThat(LoopbackRequests.isLocal("127.0.0.1", "api.example.com")).isFalse();
		assertThat(LoopbackRequests.isLocal("10.0.0.7", "localhost")).isFalse();
		assertThat(LoopbackRequests.isLocal("127.0.0.1.evil.example", "localhost")).isFalse();
		assertThat(LoopbackRequests.isLocal(null, "localhost")).isFalse();
	}

	@Test
	void aRefusalIsExplainedWhereverAPolicyActs() {
		CorsPolicy served = CorsPolicy.named("served")
			.paths("/**")
			.allowedOrigins("https://app.example.com")
			.allowedMethods("PUT")
			.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
			.build();
		CorsRequest request = new CorsRequest("GET", "/api/todos").origin("https://app.example.com")
			.to("http", "localhost", 8080);
		// Nothing depends on the origin, and still the page can't read it.
		assertThat(explanation(served).answer(request, "")).hasValueSatisfying((answer) -> {
			assertThat(answer.endsExchange()).isFalse();
			assertThat(answer.headers()).containsKey("Access-Control-Allow-Origin")
				.containsEntry("Cache-Control", "no-store");
		});
		CorsPolicy reporting = served.toBuilder().mode(CorsPolicy.Mode.REPORT_ONLY).build();
		assertThat(explanation(reporting).answer(request, "")).isEmpty();
	}

	@Test
	void whatALookupRefusesIsExplainedAndItsFailureIsNot() {
		CorsPolicy policy = CorsPolicy.named("widget")
			.paths("/api/**")
			.originsFrom("tenants")
			.allowedMethods("GET", "PUT")
			.build();
		OriginLookup lookup = (query) -> {
			if (query.origin().host().startsWith("broken")) {
				throw new IllegalStateException();
			}
			return query.origin().host().startsWith("yes");
		};
		try (OriginLookupCache cache = new OriginLookupCache(new LookupProperties(), (name) -> lookup)) {
			CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy)), List.of(),
					(observer, failure) -> {
					}, cache);
			ConsoleExplanation explanation = new ConsoleExplanation(engine);
			assertThat(explanation.mayWait()).isTrue();
			CorsRequest get = new CorsRequest("GET", "/api/todos").to("http", "localhost", 8080);
			assertThat(explanation.answer(get.origin("https://yes.example"), "")).isEmpty();
			assertThat(explanation.answer(get.origin("https://no.example"), "")
				.orElseThrow()
				.headers()
				.get("Access-Control-Allow-Origin")).contains("/__cors/why/origin-not-allowed?");
			assertThat(explanation.answer(get.origin("https://broken.example"), "")).isEmpty();
			CorsRequest delete = new CorsRequest("OPTIONS", "/api/todos").to("http", "localhost", 8080)
				.header("Access-Control-Request-Method", "DELETE");
			assertThat(explanation.answer(delete.origin("https://yes.example"), "").orElseThrow().headers())
				.as("names the method")
				.containsEntry("Access-Control-Allow-Origin", "https://yes.example")
				.containsEntry("Access-Control-Allow-Methods", "GET,HEAD,PUT");
			ExplanationPage page = new ExplanationPage(engine);
			assertThat(html(page, "no")).contains("<h1>origin-not-allowed</h1>",
					"does not allow the origin https://no.example, and its bean has not allowed it.",
					"No change is suggested for it.");
			assertThat(html(page, "yes")).contains("The policies in force now allow it");
			assertThat(html(page, "broken"))
				.contains("<h1>lookup-failed</h1>", "does not allow it: lookup-failed.",
						"The logger io.crossgate.cors.lookups says why.")
				.doesNotContain("IllegalStateException");
		}
	}

	private static String html(ExplanationPage page, String host) {
		return HtmlUtils.htmlUnescape(
				page.html(new CorsRequest("GET", "/__cors/why/origin-not-allowed").to("http", "localhost", 8080),
						Map.of("method", List.of("GET"), "path", List.of("/api/todos"), "origin",
								List.of("https://" + host + ".example"))));
	}

	private static ConsoleExplanation explanation(CorsPolicy policy) {
		return new ConsoleExplanation(new CorsEngine(CorsPolicies.compile(List.of(policy))));
	}

	/**
	 * For generated policies and calls, explaining changes no verdict, and what stands in
	 * place of an origin is none.
	 */
	@Test
	void nobodyIsAllowedMoreByAnExplanation() {
		long seed = Long.getLong("test.seed", 20261125L);
		Random random = new Random(seed);
		int explained = 0;
		for (int i = 0; i < 4000; i++) {
			CorsPolicy policy = policy(random);
			if (CorsPolicies.check(List.of(policy), DeploymentContext.none()).stream().anyMatch(Problem::isFatal)) {
				continue;
			}
			CorsPolicies policies = CorsPolicies.compile(List.of(policy));
			FetchCall call = call(random);
			String page = one(List.of("https://app.example.com", "http://localhost:3000", "https://evil.example",
					"null", "https://a.example.com"), random);
			FetchResult plain = Browser.at(page).fetch(call, (request) -> answer(request, policies, false));
			FetchResult told = fetch(page, call, policies);
			String what = "seed %s: %s%n%s%n%s".formatted(seed, policy, call, told);
			assertThat(told.isReadable()).as(what).isEqualTo(plain.isReadable());
			for (var exchange : told.exchanges()) {
				String value = exchange.response().headers().get("Access-Control-Allow-Origin");
				if (value != null && value.contains("/__cors/why/")) {
					explained++;
					assertThat(Origin.parse(value)).as(what).isEmpty();
					assertThat(value).as(what).doesNotContainAnyWhitespaces().doesNotContain(",", "\"", "<");
					assertThat(exchange.response().headers().get("Access-Control-Allow-Credentials")).as(what).isNull();
				}
			}
		}
		assertThat(explained).as("explained refusals of seed %s", seed).isGreaterThan(300);
	}

	private static FetchResult fetch(String page, FetchCall call, CorsPolicies policies) {
		return Browser.at(page).fetch(call, (request) -> answer(request, policies, true));
	}

	private static Browser.Response answer(Browser.Request request, CorsPolicies policies, boolean explaining) {
		CorsRequest facts = new CorsRequest(request.method(), request.url().substring(SERVER.length())).to("http",
				"localhost", 8080);
		for (var line : request.headers().lines()) {
			facts = facts.header(line.name(), line.value());
		}
		CorsDecision decision = policies.decide(facts);
		Optional<ExplanatoryResponse> answer = explaining
				? new ConsoleExplanation(new CorsEngine(policies)).answer(facts, "") : Optional.empty();
		Map<String, String> headers = answer.map(ExplanatoryResponse::headers)
			.orElseGet(() -> decision.headers(request.origin()));
		int status = answer.map(ExplanatoryResponse::status).orElse(decision.status());
		Browser.Response response = Browser.Response.of((status != 0) ? status : 200);
		for (Map.Entry<String, String> header : headers.entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		return response;
	}

	private static CorsPolicy policy(Random random) {
		return CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins(
					one(List.of("https://app.example.com", "https://*.example.com", "http://localhost:*", "*"), random))
			.allowedMethods(one(List.of("GET", "PUT", "*", "POST"), random))
			.allowedHeaders(one(List.of("X-Tenant", "Content-Type", "*"), random))
			.allowCredentials(random.nextBoolean())
			.onDenied(random.nextBoolean() ? CorsPolicy.OnDenied.REJECT : CorsPolicy.OnDenied.PASS_THROUGH)
			.build();
	}

	private static FetchCall call(Random random) {
		FetchCall call = FetchCall.of(one(List.of("GET", "PUT", "POST", "DELETE", "patch"), random),
				SERVER + "/api/todos?x=1");
		for (String name : List.of("X-Tenant", "Content-Type", "X-Forwarded-For", "baggage")) {
			call = (random.nextInt(4) == 0) ? call.header(name, "application/json") : call;
		}
		return call.credentials(one(new ArrayList<>(List.of(Credentials.values())), random));
	}

	private static <T> T one(List<T> pool, Random random) {
		return pool.get(random.nextInt(pool.size()));
	}

}
