package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which answers without CORS headers observers hear of.
 */
class UnansweredRequestTests {

	private static final String APP = "https://app.example.com";

	private static final String STRANGER = "https://stranger.example";

	private static final CorsPolicies POLICIES = CorsPolicies.compile(
			List.of(CorsPolicy.named("segment").paths("/api/*", "/orders", "/").allowedOrigins(APP).build(),
					CorsPolicy.named("context").paths("/app/shop/**").allowedOrigins("https://shop.example").build(),
					CorsPolicy.named("open").paths("/open/**").allowedOrigins("any").build(),
					CorsPolicy.named("off")
						.paths("/off")
						.allowedOrigins("https://off.example")
						.mode(CorsPolicy.Mode.OFF)
						.build(),
					CorsPolicy.named("report")
						.paths("/report/**")
						.allowedOrigins(APP)
						.mode(CorsPolicy.Mode.REPORT_ONLY)
						.build()),
			new DeploymentContext(false, new ApplicationPaths("", List.of(), List.of("/actuator/**"), List.of()),
					List.of()));

	private final List<String> heard = new ArrayList<>();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void unansweredRequestIsReportedWhenLikelyAMistake(String name, CorsRequest request, String expected) {
		assertThat(heard(request, POLICIES)).containsExactly(expected);
	}

	static Stream<Object[]> unansweredRequestIsReportedWhenLikelyAMistake() {
		return Stream.of(row("more than one segment", get("/api/a/b", STRANGER), "ACTUAL none"),
				row("a path below a path", get("/orders/7", STRANGER), "ACTUAL none"),
				row("a slash at the end", get("/orders/", STRANGER), "ACTUAL none"),
				row("an escaped path below a path", get("/%6Frders/7", STRANGER), "ACTUAL none"),
				row("its preflight", preflight("/orders/7", STRANGER), "PREFLIGHT none"),
				row("a listed origin elsewhere", get("/else", APP), "ACTUAL none"),
				row("its preflight", preflight("/else", APP), "PREFLIGHT none"),
				row("a pattern with the context path", get("/shop/x", STRANGER).below("/app"), "ACTUAL none"),
				row("what a policy that reports would allow", get("/report/x", APP), "ACTUAL report"),
				row("the preflight of it", preflight("/report/x", APP), "PREFLIGHT report"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void otherUnansweredRequestIsNotReported(String name, CorsRequest request) {
		assertThat(heard(request, POLICIES)).isEmpty();
	}

	static Stream<Object[]> otherUnansweredRequestIsNotReported() {
		return Stream.of(row("a stranger elsewhere", get("/else", STRANGER)),
				row("a stranger deep down elsewhere", get("/else/where/x", STRANGER)),
				row("no origin", new CorsRequest("GET", "/orders/7")),
				row("a policy that enforces", get("/orders", APP)),
				row("a policy that enforces, and refuses", get("/orders", STRANGER)),
				row("a policy that is off", get("/off", APP)),
				row("an origin that only a policy that is off lists", get("/else", "https://off.example")),
				row("a path below one that is open to all", get("/openly", STRANGER)),
				row("what a policy that reports would refuse", get("/report/x", STRANGER)),
				row("a management endpoint", get("/actuator/health", APP)),
				row("the own origin", get("/orders/7", "http://localhost")),
				row("an origin that the browser calls its own",
						get("/orders/7", APP).header("Sec-Fetch-Site", "same-origin")),
				row("what looks like the own origin behind a proxy",
						get("/orders/7", APP).header("X-Forwarded-Proto", "https").header("Host", "app.example.com")),
				row("a navigation", get("/orders/7", APP).header("Sec-Fetch-Mode", "navigate")),
				row("an answer nobody asked to read", get("/orders/7", APP).header("Sec-Fetch-Mode", "no-cors")),
				row("a handshake", get("/orders/7", APP).header("Upgrade", "websocket")),
				row("two origins elsewhere", get("/else", APP).origin(STRANGER)));
	}

	@Test
	void isHeardOfAsLongAsNothingIsConfigured() {
		assertThat(heard(get("/x", STRANGER), CorsPolicies.none())).containsExactly("ACTUAL none");
		this.heard.clear();
		assertThat(heard(get("/x", "http://localhost"), CorsPolicies.none())).isEmpty();
	}

	@Test
	void isJudgedByThePoliciesInForce() {
		CorsEngine engine = new CorsEngine(POLICIES, List.of(new Recorder()));
		CorsRequest request = get("/orders/7", STRANGER);
		engine.notifyUnanswered(engine.decide(request), request, 0);
		engine.setPolicies(CorsPolicies.compile(
				List.of(CorsPolicy.named("other").paths("/other/**").allowedOrigins(APP).build()), POLICIES.context()));
		engine.notifyUnanswered(engine.decide(request), request, 0);
		assertThat(this.heard).containsExactly("ACTUAL none");
	}

	@Test
	void isNotHeardOfByAnObserverThatFails() {
		CorsObserver failing = new CorsObserver() {

			@Override
			public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			}

			@Override
			public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
				throw new IllegalStateException("from a test");
			}

		};
		List<Throwable> failures = new ArrayList<>();
		CorsEngine engine = new CorsEngine(POLICIES, List.of(failing, new Recorder()),
				(observer, failure) -> failures.add(failure));
		CorsRequest request = get("/orders/7", APP);
		engine.notifyUnanswered(engine.decide(request), request, 0);
		assertThat(failures).hasSize(1);
		assertThat(this.heard).containsExactly("ACTUAL none");
	}

	@Test
	void floodOfUnansweredRequestsIsHardlyLookedAt() {
		CorsEngine engine = new CorsEngine(POLICIES, List.of(new Recorder()));
		CorsRequest request = get("/orders/7", APP);
		CorsDecision decision = engine.decide(request);
		long second = TimeUnit.SECONDS.toNanos(1);
		for (long time = 0; time < 3 * second; time += second / 1000) {
			engine.notifyUnanswered(decision, request, time);
		}
		assertThat(this.heard).hasSize(300);
	}

	/** As an adapter does whose application has written no CORS header. */
	private List<String> heard(CorsRequest request, CorsPolicies policies) {
		CorsEngine engine = new CorsEngine(policies, List.of(new Recorder()));
		CorsDecision decision = engine.decide(request);
		if (decision.isLeftToOthers()) {
			engine.notifyUnanswered(decision, request, 0);
		}
		return this.heard;
	}

	private static Object[] row(Object... values) {
		return values;
	}

	private static CorsRequest get(String path, String origin) {
		return new CorsRequest("GET", path).origin(origin);
	}

	private static CorsRequest preflight(String path, String origin) {
		return new CorsRequest("OPTIONS", path).origin(origin).header("Access-Control-Request-Method", "PUT");
	}

	private final class Recorder implements CorsObserver {

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		}

		@Override
		public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
			UnansweredRequestTests.this.heard
				.add(decision.kind() + " " + ((decision.policy() != null) ? decision.policy() : "none"));
		}

	}

}
