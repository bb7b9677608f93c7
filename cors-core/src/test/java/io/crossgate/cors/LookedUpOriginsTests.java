package io.crossgate.cors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.OriginQuery;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Origins that are decided about at run time: who is asked, about what, and what comes of
 * each answer.
 */
class LookedUpOriginsTests {

	private static final String LISTED = "https://app.example.com";

	private static final String TENANT = "https://shop.example.org";

	private static final CorsPolicy POLICY = CorsPolicy.named("widget")
		.paths("/widget/**")
		.allowedOrigins(LISTED)
		.originsFrom("tenants")
		.allowedMethods("GET", "PUT")
		.build();

	private static final CorsPolicy COOKIES = POLICY.toBuilder().allowCredentials(true).build();

	private static CorsEngine engine(StubAnswers answers, CorsPolicy... policies) {
		return new CorsEngine(CorsPolicies.compile(List.of(policies)), List.of(), (observer, failure) -> {
		}, answers);
	}

	private static CorsDecision decide(CorsEngine engine, CorsRequest request) {
		CorsDecision decision = engine.decide(request);
		if (decision instanceof PendingDecision pending) {
			assertThat(decision.outcome()).isEqualTo(CorsDecision.Outcome.DENIED);
			assertThat(decision.headers(TENANT).get("Cache-Control"))
				.isEqualTo(decision.endsExchange() ? "no-store" : null);
			pending.await();
			decision = engine.complete(pending, request, CorsRequest.SnapshotAccessor.INSTANCE);
		}
		assertThat(engine.explain(engine.policies(), request)).hasToString(decision.toString());
		return decision;
	}

	private static CorsRequest get(String origin) {
		return new CorsRequest("GET", "/widget/x").origin(origin);
	}

	private static CorsRequest preflight(String origin, String method) {
		return new CorsRequest("OPTIONS", "/widget/x").origin(origin).header("Access-Control-Request-Method", method);
	}

	@ParameterizedTest(name = "{0}: {2}")
	@MethodSource
	void eachAnswerHasItsReason(String name, Function<OriginQuery, @Nullable CompletionStage<Answer>> lookup,
			DecisionReason reason) {
		CorsEngine engine = engine(new StubAnswers(Set.of(), lookup), COOKIES);
		for (CorsRequest request : List.of(get(TENANT), preflight(TENANT, "PUT"),
				get(TENANT).header("Upgrade", "websocket"))) {
			CorsDecision decision = decide(engine, request);
			assertThat(decision.reason()).isEqualTo(reason);
			assertThat(decision.status())
				.isEqualTo((reason != DecisionReason.ALLOWED) ? 403 : request.method().equals("GET") ? 0 : 204);
			assertThat(decision.headers(TENANT).get("Access-Control-Allow-Origin"))
				.isEqualTo((reason == DecisionReason.ALLOWED) ? TENANT : null);
			assertThat(decision.headers(TENANT).get("Cache-Control"))
				.isEqualTo((reason == DecisionReason.ALLOWED) ? null : "no-store");
			assertThat(decision.vary()).contains("Origin");
		}
		assertThat(decide(engine, get(LISTED)).reason()).isEqualTo(DecisionReason.ALLOWED);
	}

	static Stream<Object[]> eachAnswerHasItsReason() {
		return Stream.of(row("yes", done(Answer.ALLOWED), DecisionReason.ALLOWED),
				row("no", done(Answer.DENIED), DecisionReason.ORIGIN_NOT_ALLOWED),
				row("a failure", done(Answer.FAILED), DecisionReason.LOOKUP_FAILED),
				row("overload", done(Answer.OVERLOADED), DecisionReason.LOOKUP_OVERLOADED),
				row("null", done(null), DecisionReason.LOOKUP_FAILED),
				row("no stage", (query) -> null, DecisionReason.LOOKUP_FAILED),
				row("a stage that fails", (query) -> CompletableFuture.failedFuture(new IllegalStateException()),
						DecisionReason.LOOKUP_FAILED),
				row("a stage that is cancelled", (query) -> {
					CompletableFuture<Answer> cancelled = new CompletableFuture<>();
					cancelled.cancel(true);
					return cancelled;
				}, DecisionReason.LOOKUP_FAILED),
				row("a stage that never completes", (query) -> new CompletableFuture<>(), DecisionReason.LOOKUP_FAILED),
				row("an exception", (query) -> {
					throw new IllegalStateException();
				}, DecisionReason.LOOKUP_FAILED), row("an endless recursion", (query) -> {
					throw new StackOverflowError();
				}, DecisionReason.LOOKUP_FAILED), row("a missing class", (query) -> {
					throw new NoClassDefFoundError();
				}, DecisionReason.LOOKUP_FAILED));
	}

	private static Function<OriginQuery, @Nullable CompletionStage<Answer>> done(@Nullable Answer answer) {
		return (query) -> CompletableFuture.completedFuture(answer);
	}

	private static Object[] row(String name, Function<OriginQuery, @Nullable CompletionStage<Answer>> lookup,
			DecisionReason reason) {
		return new Object[] { name, lookup, reason };
	}

	@Test
	void withoutAnEngineThatLooksUpNothingIsAllowed() {
		CorsPolicies policies = CorsPolicies.compile(List.of(COOKIES));
		assertThat(policies.decide(get(TENANT)).reason()).isEqualTo(DecisionReason.LOOKUP_FAILED);
		assertThat(policies.decide("widget", get(TENANT)).map(CorsDecision::reason))
			.contains(DecisionReason.LOOKUP_FAILED);
		assertThat(new CorsEngine(policies).decide(get(TENANT))).isNotInstanceOf(PendingDecision.class)
			.extracting(CorsDecision::reason)
			.isEqualTo(DecisionReason.LOOKUP_FAILED);
		assertThat(policies.decide(get(LISTED)).reason()).isEqualTo(DecisionReason.ALLOWED);
		CorsPolicy unknown = COOKIES.toBuilder().originsFrom("nobody").build();
		assertThat(engine(StubAnswers.of(Answer.ALLOWED), unknown).decide(get(TENANT)).reason())
			.isEqualTo(DecisionReason.LOOKUP_FAILED);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void isAskedOnlyAboutWhatThePolicyCouldList(String name, CorsPolicy policy, CorsRequest request,
			DecisionReason reason, boolean asked) {
		StubAnswers answers = StubAnswers.of(Answer.ALLOWED);
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy),
				new DeploymentContext(true, ApplicationPaths.unknown(), List.of(Origin.of("https://www.example.com")))),
				List.of(), (observer, failure) -> {
				}, answers);
		assertThat(decide(engine, request).reason()).isEqualTo(reason);
		assertThat(answers.queries.isEmpty()).isNotEqualTo(asked);
	}

	static Stream<Object[]> isAskedOnlyAboutWhatThePolicyCouldList() {
		CorsPolicy accepting = COOKIES.toBuilder().acceptRisks("insecure-origin", "loopback-origin").build();
		DecisionReason no = DecisionReason.ORIGIN_NOT_ALLOWED;
		DecisionReason yes = DecisionReason.ALLOWED;
		return Stream.of(situation("an origin", COOKIES, get(TENANT), yes, true),
				situation("a listed origin", COOKIES, get(LISTED), yes, false),
				situation("an app's origin", COOKIES, get("capacitor://localhost"), yes, true),
				situation("http with credentials", COOKIES, get("http://shop.example.org"), no, false),
				situation("http with credentials, accepted", accepting, get("http://shop.example.org"), yes, true),
				situation("http without credentials", POLICY, get("http://shop.example.org"), yes, true),
				situation("loopback in production", COOKIES, get("https://localhost"), no, false),
				situation("loopback in production, accepted", accepting, get("http://127.0.0.1:3000"), yes, true),
				situation("a port that browsers block", COOKIES, get("https://shop.example.org:6000"), no, false),
				situation("a scheme without pages", COOKIES, get("ws://shop.example.org"), no, false),
				situation("null", COOKIES, get("null"), DecisionReason.ORIGIN_NULL, false),
				situation("garbage", COOKIES, get("https://shop.example.org/"), DecisionReason.ORIGIN_MALFORMED, false),
				situation("64 KB", COOKIES, get("https://" + "a.".repeat(32768)), DecisionReason.ORIGIN_MALFORMED,
						false),
				situation("two lines", COOKIES, get(TENANT).origin(TENANT), DecisionReason.ORIGIN_MULTIPLE, false),
				situation("a list", COOKIES, get(TENANT + ", " + TENANT), DecisionReason.ORIGIN_MULTIPLE, false),
				situation("the server's own origin", COOKIES, get(TENANT).to("https", "shop.example.org", -1),
						DecisionReason.SAME_ORIGIN, false),
				situation("an own public origin", COOKIES, get("https://www.example.com"), DecisionReason.SAME_ORIGIN,
						false),
				situation("a navigation", COOKIES, get(TENANT).header("Sec-Fetch-Mode", "navigate"),
						DecisionReason.NAVIGATION, false),
				situation("a method that is not listed", COOKIES, new CorsRequest("POST", "/widget/x").origin(TENANT),
						DecisionReason.METHOD_NOT_ALLOWED, true),
				situation("a preflight for such a method", COOKIES, preflight(TENANT, "POST"),
						DecisionReason.METHOD_NOT_ALLOWED, true),
				situation("no origin", COOKIES, new CorsRequest("GET", "/widget/x"), DecisionReason.NOT_CORS, false),
				situation("a policy that is off", COOKIES.toBuilder().mode(CorsPolicy.Mode.OFF).build(), get(TENANT),
						DecisionReason.NO_POLICY, false),
				situation("every origin", POLICY.toBuilder().allowedOrigins("*").build(), get(TENANT), yes, false),
				situation("a path with one policy in all readings", COOKIES,
						new CorsRequest("GET", "/widget/a//b").origin(TENANT), yes, true),
				situation("a path that may be elsewhere", COOKIES,
						new CorsRequest("GET", "/widget/..%2Fx").origin(TENANT), DecisionReason.AMBIGUOUS_PATH, false));
	}

	private static Object[] situation(String name, CorsPolicy policy, CorsRequest request, DecisionReason reason,
			boolean asked) {
		return new Object[] { name, policy, request, reason, asked };
	}

	@Test
	void knownAnswerDecidesAtOnceAndAllocatesNoQuestion() {
		StubAnswers answers = StubAnswers.of(Answer.FAILED);
		answers.known.put(TENANT, Answer.ALLOWED);
		answers.known.put("https://other.example", Answer.DENIED);
		CorsEngine engine = engine(answers, COOKIES);
		assertThat(engine.decide(get(TENANT)).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(engine.decide(preflight(TENANT, "PUT")).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(engine.decide(get("https://other.example")).reason()).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(answers.queries).isEmpty();
	}

	@Test
	void requestIsDecidedByThePoliciesFromBefore() {
		CorsEngine engine = engine(StubAnswers.of(Answer.ALLOWED), COOKIES);
		PendingDecision pending = (PendingDecision) engine.decide(get(TENANT));
		engine.setPolicies(CorsPolicies.none());
		pending.await();
		CorsDecision decision = engine.complete(pending, get(TENANT), CorsRequest.SnapshotAccessor.INSTANCE);
		assertThat(decision.reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(decision.headers(TENANT)).containsEntry("Access-Control-Allow-Credentials", "true");
	}

	@Test
	void observersHearOnceAndOfTheFinalDecision() {
		List<DecisionReason> heard = new ArrayList<>();
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(POLICY)),
				List.of((decision, request) -> heard.add(decision.reason())), (observer, failure) -> {
				}, StubAnswers.of(Answer.DENIED));
		PendingDecision pending = (PendingDecision) engine.decide(get(TENANT));
		assertThat(heard).isEmpty();
		pending.await();
		engine.complete(pending, get(TENANT), CorsRequest.SnapshotAccessor.INSTANCE);
		engine.explain(engine.policies(), get(TENANT));
		assertThat(heard).containsExactly(DecisionReason.ORIGIN_NOT_ALLOWED);
	}

	@Test
	void protectionThatReportsJudgesWhatWasLookedUp() {
		List<DecisionReason> heard = new ArrayList<>();
		CorsPolicy policy = COOKIES.toBuilder()
			.allowedMethods("GET", "POST")
			.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
			.build();
		CorsEngine engine = new CorsEngine(
				CorsPolicies.compile(List.of(policy),
						DeploymentContext.none()
							.with(new CrossOriginProtection(CorsPolicy.Mode.REPORT_ONLY,
									List.of("https://trusted.example"), List.of(), List.of()))),
				List.of((decision, request) -> heard.add(decision.reason())), (observer, failure) -> {
				}, StubAnswers.of(Answer.DENIED));
		decide(engine, new CorsRequest("POST", "/widget/x").origin(TENANT).header("Sec-Fetch-Site", "cross-site"));
		decide(engine, new CorsRequest("POST", "/widget/x").origin("https://trusted.example")
			.header("Sec-Fetch-Site", "cross-site"));
		assertThat(heard).containsExactly(DecisionReason.ORIGIN_NOT_ALLOWED, DecisionReason.CROSS_ORIGIN_WRITE,
				DecisionReason.ORIGIN_NOT_ALLOWED);
	}

	@Test
	void answersAreAskedForOncePerEngine() {
		CorsPolicies policies = CorsPolicies.compile(List.of(COOKIES));
		for (Answer answer : List.of(Answer.ALLOWED, Answer.DENIED)) {
			StubAnswers answers = StubAnswers.of(answer);
			CorsEngine engine = new CorsEngine(policies, List.of(), (observer, failure) -> {
			}, answers);
			for (int time = 0; time < 3; time++) {
				assertThat(decide(engine, get(TENANT)).outcome())
					.isEqualTo((answer == Answer.ALLOWED) ? CorsDecision.Outcome.ALLOWED : CorsDecision.Outcome.DENIED);
			}
			assertThat(answers.bound).isEqualTo(1);
		}
	}

	@Test
	void interruptionDeniesAndIsKept() {
		CorsEngine engine = engine(new StubAnswers(Set.of(), (query) -> new CompletableFuture<>()), POLICY);
		PendingDecision pending = (PendingDecision) engine.decide(get(TENANT));
		Thread.currentThread().interrupt();
		pending.await();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(engine.complete(pending, get(TENANT), CorsRequest.SnapshotAccessor.INSTANCE).reason())
			.isEqualTo(DecisionReason.LOOKUP_FAILED);
	}

	@Test
	void cancellingOneQuestionCancelsNoOther() {
		CompletableFuture<Answer> flight = new CompletableFuture<>();
		CorsEngine engine = engine(new StubAnswers(Set.of(), (query) -> flight), POLICY);
		PendingDecision first = (PendingDecision) engine.decide(get(TENANT));
		PendingDecision second = (PendingDecision) engine.decide(get(TENANT));
		second.ask();
		first.ask().toCompletableFuture().cancel(true);
		flight.complete(Answer.ALLOWED);
		assertThat(engine.complete(first, get(TENANT), CorsRequest.SnapshotAccessor.INSTANCE).reason())
			.isEqualTo(DecisionReason.LOOKUP_FAILED);
		assertThat(engine.complete(second, get(TENANT), CorsRequest.SnapshotAccessor.INSTANCE).reason())
			.isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void reportOnlyPolicyDecidesAndTouchesNothing() {
		CorsPolicy policy = POLICY.toBuilder().mode(CorsPolicy.Mode.REPORT_ONLY).build();
		CorsDecision decision = decide(engine(StubAnswers.of(Answer.FAILED), policy), get(TENANT));
		assertThat(decision.reason()).isEqualTo(DecisionReason.LOOKUP_FAILED);
		assertThat(decision.isReportOnly()).isTrue();
		assertThat(decision.endsExchange()).isFalse();
		assertThat(decision.hasHeaders()).isFalse();
	}

	@Test
	void onlyDeclaredFactsAreGiven() {
		CorsRequest request = get(TENANT).to("https", "A.Example", -1).header("X-Tenant", "a").header("X-Other", "b");
		OriginQuery bare = query(StubAnswers.using(), request);
		assertThat(bare.origin()).hasToString(TENANT);
		assertThat(bare.policy()).isEqualTo("widget");
		assertThatIllegalStateException().isThrownBy(bare::host).withMessageContaining("host");
		assertThatIllegalStateException().isThrownBy(bare::path).withMessageContaining(":path");
		assertThatIllegalStateException().isThrownBy(bare::actualRequest).withMessageContaining("headers");
		OriginQuery all = query(StubAnswers.using("Host", ":path", "X-Tenant", "origin"), request);
		assertThat(all.host()).isEqualTo("a.example");
		assertThat(all.path()).isEqualTo("/widget/x");
		assertThat(all.actualRequest().flatMap((actual) -> actual.header("x-tenant"))).contains("a");
		assertThatIllegalStateException().isThrownBy(() -> all.actualRequest().orElseThrow().header("X-Other"))
			.withMessageContaining("X-Other");
		OriginQuery early = query(StubAnswers.using("X-Tenant"), preflight(TENANT, "PUT").header("X-Tenant", "a"));
		assertThat(early.actualRequest()).isEmpty();
	}

	private static OriginQuery query(StubAnswers answers, CorsRequest request) {
		decide(engine(answers, COOKIES), request);
		return answers.queries.get(0);
	}

	@Test
	void declaredHeadersEnterVaryOfWhatIsNoPreflight() {
		CorsEngine engine = engine(StubAnswers.using("X-Tenant", "host"), COOKIES);
		for (CorsRequest request : List.of(get(TENANT), get(LISTED), new CorsRequest("GET", "/widget/x"), get("null"),
				get(TENANT).header("Sec-Fetch-Mode", "navigate"), get("null").header("Upgrade", "websocket"))) {
			assertThat(decide(engine, request).varyLine()).isEqualTo("Origin, x-tenant");
		}
		assertThat(decide(engine, preflight(TENANT, "PUT")).varyLine())
			.isEqualTo("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
	}

	@Test
	void whatIsTooLongToBeKeptIsNotAsked() {
		StubAnswers answers = StubAnswers.using("X-Tenant");
		CorsEngine engine = engine(answers, COOKIES);
		for (int size : new int[] { 2048, 65536 }) {
			assertThat(decide(engine, get(TENANT).header("X-Tenant", "a".repeat(size))).reason())
				.isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		}
		assertThat(answers.queries).isEmpty();
		assertThat(decide(engine, get(TENANT).header("X-Tenant", "a".repeat(1500))).reason())
			.isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void pathThatCanBeReadInTwoWaysIsNotAskedAbout() {
		StubAnswers answers = StubAnswers.using(":path");
		CorsEngine engine = engine(answers, COOKIES.toBuilder().paths("/**").build());
		assertThat(decide(engine, new CorsRequest("GET", "/a/..%2Fb").origin(TENANT)).reason())
			.isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(answers.queries).isEmpty();
		assertThat(decide(engine, get(TENANT)).reason()).isEqualTo(DecisionReason.ALLOWED);
	}

	/** Requests have one key if and only if the lookup is told the same of them. */
	@Test
	void keysAreEqualWhereAllDeclaredFactsAre() {
		long seed = Long.getLong("test.seed", 20261130L);
		Random random = new Random(seed);
		StubAnswers answers = StubAnswers.using("host", ":path", "x-a", "x-b");
		CorsEngine engine = engine(answers, COOKIES);
		Set<Object> facts = new HashSet<>();
		String[] parts = { "", "1", " 1:1", "+1 1:a", "a", "\n", "1:" };
		for (int i = 0; i < 3000; i++) {
			boolean early = random.nextInt(4) == 0;
			String path = "/widget/" + (random.nextBoolean() ? "x" : "y");
			CorsRequest request = (early
					? new CorsRequest("OPTIONS", path).header("Access-Control-Request-Method", "PUT")
					: new CorsRequest("GET", path))
				.origin(TENANT)
				.to("https", "h" + parts[random.nextInt(parts.length)], -1);
			for (int line = random.nextInt(4); line > 0; line--) {
				request = request.header(random.nextBoolean() ? "X-A" : "X-B", parts[random.nextInt(parts.length)]);
			}
			// On a preflight the headers do not count.
			facts.add(early ? List.of(request.host(), path)
					: List.of(request.host(), path, request.lines("x-a"), request.lines("x-b")));
			CorsDecision decision = engine.decide(request);
			((PendingDecision) decision).await();
		}
		assertThat(new HashSet<>(answers.keys)).as("seed %s", seed).hasSameSizeAs(facts);
	}

}
