package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.traffic.CandidateDifference;
import io.crossgate.cors.traffic.CandidateDifference.Change;
import io.crossgate.cors.traffic.CandidateRecorder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies that are compared with those in force: what counts as a difference, and that
 * nothing of it is seen in an answer.
 */
class CandidateTests {

	private static final String APP = "https://app.example.com";

	private static final String PARTNER = "https://partner.example";

	private static final CorsRequest GET_APP = get("/api/todos", APP);

	private static final CorsRequest GET_PARTNER = get("/api/todos", PARTNER);

	private static CorsPolicyBuilder api() {
		return CorsPolicy.named("api").paths("/api/**").allowedOrigins(APP);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aDifferenceIsWhatPageOrApplicationWouldNotice(String description, CorsPolicyBuilder live,
			CorsPolicyBuilder candidate, CorsRequest request, @Nullable Change expected) {
		CandidateRecorder recorder = new CandidateRecorder(() -> 0);
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(live.build())), List.of(recorder));
		Map<String, String> before = engine.decide(request).headers(APP);
		engine.setCandidate(CorsPolicies.compile(List.of(candidate.build())));
		assertThat(engine.decide(request).headers(APP)).isEqualTo(before);
		assertThat(recorder.differences()).extracting(CandidateDifference::change)
			.isEqualTo((expected != null) ? List.of(expected) : List.of());
		assertThat(engine.comparison()).get()
			.extracting(CorsEngine.Comparison::requests, CorsEngine.Comparison::differences)
			.containsExactly(1L, (expected != null) ? 1L : 0L);
	}

	static Stream<Object[]> aDifferenceIsWhatPageOrApplicationWouldNotice() {
		return Stream.of(row("the same policy", api(), api(), GET_APP, null),
				row("the same policy, refusing", api(), api(), GET_PARTNER, null),
				row("another name", api(), CorsPolicy.named("other").paths("/api/**").allowedOrigins(APP), GET_APP,
						null),
				row("one origin more, another one asks", api(), api().allowedOrigins(APP, PARTNER), GET_APP, null),
				row("one origin more", api(), api().allowedOrigins(APP, PARTNER), GET_PARTNER, Change.GAINED),
				row("one origin less", api().allowedOrigins(APP, PARTNER), api(), GET_PARTNER, Change.LOST),
				row("a method less", api(), api().allowedMethods("POST"), GET_APP, Change.LOST),
				row("a method less, on a preflight", api(), api().allowedMethods("GET"), preflight("PUT", ""),
						Change.LOST),
				row("a method less, on a preflight that asks for another", api(), api().allowedMethods("GET", "PUT"),
						preflight("PUT", ""), Change.HEADERS),
				row("a header less", api().allowedHeaders("x-a", "x-b"), api().allowedHeaders("x-a"),
						preflight("PUT", "x-b"), Change.LOST),
				row("cookies", api(), api().allowCredentials(true), GET_APP, Change.HEADERS),
				row("an exposed header", api(), api().exposedHeaders("X-Total-Count"), GET_APP, Change.HEADERS),
				row("an exposed header, of which a preflight says nothing", api(),
						api().exposedHeaders("X-Total-Count"), preflight("PUT", ""), null),
				row("any origin, without an echo", api(), api().allowedOrigins("*"), GET_APP, Change.HEADERS),
				row("a refusal that is passed on", api(), api().onDenied(CorsPolicy.OnDenied.PASS_THROUGH), GET_PARTNER,
						Change.HANDLING),
				row("no policy any more, which leaves the page without headers", api(), api().paths("/other"), GET_APP,
						Change.LOST),
				row("no policy any more, where the request was refused", api(), api().paths("/other"), GET_PARTNER,
						Change.HANDLING),
				row("a first policy", api().paths("/other"), api(), GET_APP, Change.GAINED),
				row("a request without an origin", api(), api().allowedOrigins(PARTNER), get("/api/todos", null), null),
				row("only a report, of the same", api(), api().mode(CorsPolicy.Mode.REPORT_ONLY), GET_APP, null),
				row("only a report, of a refusal", api(),
						api().mode(CorsPolicy.Mode.REPORT_ONLY).allowedOrigins(PARTNER), GET_APP, Change.LOST),
				row("switched off", api(), api().mode(CorsPolicy.Mode.OFF), GET_APP, Change.LOST));
	}

	@Test
	void countsAlikeRequestsTogetherAndKeepsTheFirst() {
		long[] now = { 1000 };
		CandidateRecorder recorder = new CandidateRecorder(() -> now[0]);
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(api().build())), List.of(recorder));
		engine.setCandidate(CorsPolicies.compile(List.of(api().allowedOrigins(PARTNER).build())));
		engine.decide(get("/api/todos/1", APP));
		now[0] = 5000;
		engine.decide(get("/api/todos/2", APP));
		engine.decide(get("/api/todos/2", PARTNER));
		assertThat(recorder.differences()).satisfiesExactly((lost) -> {
			assertThat(lost.change()).isEqualTo(Change.LOST);
			assertThat(lost.policy()).isEqualTo("api");
			assertThat(lost.reason()).isEqualTo(DecisionReason.ALLOWED);
			assertThat(lost.candidateReason()).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
			assertThat(lost.request().path()).contains("/api/todos/1");
			assertThat(lost)
				.extracting(CandidateDifference::count, CandidateDifference::first, CandidateDifference::last)
				.containsExactly(2L, 1000L, 5000L);
		}, (gained) -> assertThat(gained.change()).isEqualTo(Change.GAINED));
	}

	@Test
	void holdsAFixedNumberOfDifferencesAndLooksAtAFixedNumberASecond() {
		long[] now = { 0 };
		CandidateRecorder recorder = new CandidateRecorder(() -> now[0]);
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(api().allowedOrigins("*").build())),
				List.of(recorder));
		engine.setCandidate(CorsPolicies.compile(List.of(api().build())));
		engine.decide(get("/api/todos", "https://frequent.example"));
		engine.decide(get("/api/todos", "https://frequent.example"));
		for (int i = 2; i < 3 * CandidateRecorder.MAX_PER_SECOND; i++) {
			engine.decide(get("/api/todos", "https://a" + i + ".example"));
		}
		assertThat(recorder.differences()).hasSize(CandidateRecorder.MAX_KEYS)
			.anySatisfy((difference) -> assertThat(difference.request().lines("Origin"))
				.contains("https://frequent.example"));
		assertThat(recorder.overflow() + recorder.differences().stream().mapToLong(CandidateDifference::count).sum())
			.isEqualTo(3L * CandidateRecorder.MAX_PER_SECOND);
		assertThat(engine.comparison()).get()
			.extracting(CorsEngine.Comparison::differences)
			.isEqualTo(3L * CandidateRecorder.MAX_PER_SECOND);
		long before = recorder.overflow();
		now[0] = 1000;
		engine.decide(get("/api/todos", "https://frequent.example"));
		assertThat(recorder.overflow()).isEqualTo(before);
	}

	@Test
	void whatWasRecordedBesideOtherPoliciesIsForgotten() {
		CandidateRecorder recorder = new CandidateRecorder(() -> 0);
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(api().build())), List.of(recorder));
		engine.setCandidate(CorsPolicies.compile(List.of(api().allowedOrigins(PARTNER).build())));
		engine.decide(GET_APP);
		engine.setPolicies(CorsPolicies.compile(List.of(api().allowedOrigins(PARTNER).build())));
		assertThat(recorder.differences()).isEmpty();
		engine.decide(GET_APP);
		assertThat(recorder.differences()).isEmpty();
	}

	@Test
	void withoutACandidateNothingIsCompared() {
		CandidateRecorder recorder = new CandidateRecorder(() -> 0);
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(api().build())), List.of(recorder));
		engine.setCandidate(CorsPolicies.none());
		engine.setCandidate(null);
		engine.decide(GET_APP);
		assertThat(engine.comparison()).isEmpty();
		assertThat(recorder.differences()).isEmpty();
	}

	@Test
	void whatAnObserverThrowsStaysAwayFromTheRequest() {
		List<Throwable> failures = new ArrayList<>();
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(api().build())), List.of(new CorsObserver() {

			@Override
			public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
				// Not of interest here.
			}

			@Override
			public void onCandidateDifference(CorsDecision decision, CorsDecision candidate,
					Supplier<CorsRequest> request) {
				throw new IllegalStateException("full");
			}

		}), (observer, failure) -> failures.add(failure));
		engine.setCandidate(CorsPolicies.none());
		assertThat(engine.decide(GET_APP).outcome()).isEqualTo(CorsDecision.Outcome.ALLOWED);
		assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
	}

	private static Object[] row(String description, CorsPolicyBuilder live, CorsPolicyBuilder candidate,
			CorsRequest request, @Nullable Change expected) {
		return new Object[] { description, live, candidate, request, expected };
	}

	private static CorsRequest get(String path, @Nullable String origin) {
		return new CorsRequest("GET", "", path,
				(origin != null) ? Map.of("Origin", List.of(origin)) : Map.<String, List<String>>of(), "https",
				"api.example.com", -1);
	}

	private static CorsRequest preflight(String method, String headers) {
		return new CorsRequest(
				"OPTIONS", "", "/api/todos", Map.of("Origin", List.of(APP), "Access-Control-Request-Method",
						List.of(method), "Access-Control-Request-Headers", List.of(headers)),
				"https", "api.example.com", -1);
	}

}
