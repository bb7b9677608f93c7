package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;

import static org.assertj.core.api.Assertions.assertThat;

class PolicySuggestionTests {

	private static final CorsPolicy DRAFT = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://draft.example")
		.allowedOriginPatterns(List.of("https://*.draft.example"))
		.allowedMethods("DELETE")
		.mode(CorsPolicy.Mode.REPORT_ONLY)
		.build();

	private final TrafficRecorder recorder = new TrafficRecorder(() -> 0);

	private final CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(DRAFT)), List.of(this.recorder));

	@Test
	void theYamlSaysWhatWasSeenAndThatNobodyVerifiedIt() {
		this.engine.decide(new CorsRequest("GET", "/api/todos/7").origin("https://app.example.com"));
		this.engine.decide(new CorsRequest("GET", "/api/todos/8").origin("https://app.example.com"));
		this.engine.decide(preflight("https://shop.example", "PUT", "x-a,Content-Type"));
		this.engine.decide(preflight("https://shop.example", "PUT", "x-forwarded-host"));
		assertThat(suggestion().yaml()).isEqualTo("""
				cors:
				  policies:
				    api:
				      # Seen, not verified: any client can send any Origin. Keep only what you know.
				      # 2 x GET /api/todos/*
				      # 2 x PUT /api/todos
				      # 2 x https://app.example.com
				      # 2 x https://shop.example
				      allowed-origins: https://draft.example, https://app.example.com, https://shop.example
				      allowed-methods: DELETE, GET, PUT
				      # Left out, because proxies trust them: x-forwarded-host
				      allowed-headers: x-a, content-type""");
	}

	@Test
	void whatThePolicyListsIsKeptAndWhatItCoversIsNotRepeated() {
		this.engine.setPolicies(CorsPolicies.compile(List.of(DRAFT.toBuilder().allowedHeaders("X-Tenant").build())));
		this.engine.decide(preflight("https://draft.example", "DELETE", "x-tenant"));
		this.engine.decide(preflight("https://a.draft.example", "DELETE", "x-other"));
		this.engine.decide(preflight("https://new.example", "delete", "x-other"));
		CorsPolicy suggested = suggestion().apply();
		assertThat(suggested.allowedOrigins()).containsExactly("https://draft.example", "https://new.example");
		assertThat(suggested.allowedOriginPatterns()).isEqualTo(DRAFT.allowedOriginPatterns());
		assertThat(suggested.allowedMethods()).containsExactly("DELETE", "delete");
		assertThat(suggested.allowedHeaders()).containsExactly("X-Tenant", "x-other");
		String hidden = PolicySuggestion.yaml(List.of(suggestion()), (policy) -> false);
		assertThat(hidden)
			.contains("# append to allowed-origins, if it has entries\n      allowed-origins: https://new.example\n")
			.doesNotContain("https://draft.example");
	}

	/** A family covers what was seen of it, and a preset what it lists. */
	@Test
	void whatAFamilyOrAPresetCoversIsNotRepeated() {
		CorsPolicy mcp = DRAFT.toBuilder().preset("mcp").allowedMethods("POST").build();
		this.engine.setPolicies(CorsPolicies.compile(List.of(mcp)));
		this.engine.decide(preflight("https://draft.example", "POST", "mcp-param-region,content-type"));
		assertThat(suggestion().apply().allowedHeaders()).isEqualTo(mcp.allowedHeaders());
		assertThat(suggestion().yaml()).endsWith("allowed-methods: POST");
		this.engine.decide(preflight("https://draft.example", "POST", "x-one"));
		assertThat(suggestion().yaml()).contains("Mcp-Param-*, x-one").doesNotContain("mcp-param-region");
	}

	@Test
	void defaultsAndWildcardsGiveWayToWhatWasSeen() {
		this.engine.setPolicies(CorsPolicies.compile(List.of(CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins("*")
			.mode(CorsPolicy.Mode.REPORT_ONLY)
			.build())));
		this.engine.decide(preflight("https://new.example", "PUT", "x-a"));
		CorsPolicy suggested = suggestion().apply();
		assertThat(suggested.allowedOrigins()).containsExactly("https://new.example");
		assertThat(suggested.allowedMethods()).containsExactly("PUT");
		assertThat(suggested.allowedHeaders()).containsExactly("x-a");
	}

	/** That it was seen does not mean that the lookup refuses it. */
	@Test
	void nothingIsListedBesideALookup() {
		CorsPolicy lookup = CorsPolicy.named("api")
			.paths("/api/**")
			.originsFrom("tenants")
			.mode(CorsPolicy.Mode.REPORT_ONLY)
			.build();
		this.engine.setPolicies(CorsPolicies.compile(List.of(lookup)));
		this.engine.decide(preflight("https://shop.example", "PUT", "x-a"));
		assertThat(suggestion().yaml()).isEqualTo("""
				cors:
				  policies:
				    api:
				      # Seen, not verified: any client can send any Origin. Keep only what you know.
				      # 1 x PUT /api/todos
				      # 1 x https://shop.example
				      # origins-from decides about origins: none is listed beside it.
				      allowed-methods: PUT
				      allowed-headers: x-a""");
		assertThat(suggestion().apply().allowedOrigins()).isEmpty();
		assertThat(suggestion().apply().originsFrom()).isEqualTo("tenants");
		this.engine.setPolicies(
				CorsPolicies.compile(List.of(lookup.toBuilder().allowedOrigins("https://draft.example").build())));
		assertThat(suggestion().yaml()).contains("\n      allowed-origins: https://draft.example\n");
		assertThat(PolicySuggestion.yaml(List.of(suggestion()), (policy) -> false)).doesNotContain("allowed-origins");
		this.engine.setPolicies(CorsPolicies.compile(List.of(lookup.toBuilder().allowedOrigins("*").build())));
		assertThat(suggestion().apply().allowedOrigins()).containsExactly("https://shop.example");
	}

	@Test
	void severalPoliciesMakeOneDocument() {
		this.engine.decide(new CorsRequest("GET", "/api/1").origin("https://app.example.com"));
		PolicySuggestion other = new PolicySuggestion(DRAFT.toBuilder().build(), List.of(), List.of(), List.of(),
				List.of(), 3);
		Map<String, Map<String, Map<String, Object>>> yaml = new Yaml()
			.load(PolicySuggestion.yaml(List.of(suggestion(), renamed(other))));
		assertThat(yaml.get("cors").get("policies")).containsOnlyKeys("api", "pub");
		assertThat(PolicySuggestion.yaml(List.of(renamed(other)))).contains("may be incomplete");
	}

	@Test
	void whatNoPolicyCouldAllowIsNotSuggested() {
		for (CorsRequest request : List.of(new CorsRequest("GET", "/api/1").origin("null"),
				new CorsRequest("GET", "/api/1").origin("https://a.example/"),
				new CorsRequest("GET", "/api/1").origin("https://a.example").origin("https://b.example"),
				new CorsRequest("GET", "/api/1").origin("file://x"),
				new CorsRequest("TRACE", "/api/1").origin("https://a.example"),
				preflight("https://a.example", "G T", "x-a"), preflight("https://a.example", "PUT", "x a"),
				preflight("https://a.example", "PUT", "cookie"),
				preflight("https://a.example", "PUT", "access-control-allow-origin"),
				preflight("https://a.example", "*", "x-a"), preflight("https://a.example", "PUT", "x-a,*"),
				preflight("https://a.example", "PUT", "x".repeat(65)),
				preflight("https://a.example", "PUT",
						IntStream.range(0, 65).mapToObj((i) -> "x-" + i).collect(Collectors.joining(","))),
				new CorsRequest("GET", "/api/../x").origin("https://a.example"),
				new CorsRequest("GET", "/api/1").origin("http://localhost"), new CorsRequest("GET", "/api/1"))) {
			this.engine.decide(request);
		}
		assertThat(this.recorder.suggestions(this.engine.policies())).isEmpty();
	}

	@Test
	void aHandshakeNeedsNoOtherMethodThanGetAndNoHeader() {
		this.engine
			.decide(new CorsRequest("GET", "/api/ws").origin("https://a.example").header("Upgrade", "websocket"));
		this.engine.decide(new CorsRequest("CONNECT", "/api/ws").origin("https://b.example"));
		this.engine.decide(new CorsRequest("OPTIONS", "/api/ws").origin("https://a.example"));
		CorsPolicy suggested = suggestion().apply();
		assertThat(suggested.allowedOrigins()).containsExactly("https://draft.example", "https://a.example",
				"https://b.example");
		assertThat(suggested.allowedMethods()).containsExactly("DELETE");
		assertThat(suggested.allowedHeaders()).isEmpty();
		assertThat(CorsPolicies.check(List.of(suggested), DeploymentContext.none())).isEmpty();
	}

	@Test
	void aHandshakeThatIsAllowedAlreadyNeedsNoOtherMethodEither() {
		this.engine.setPolicies(CorsPolicies
			.compile(List.of(DRAFT.toBuilder().allowedOrigins("https://a.example").allowedMethods("GET").build())));
		this.engine
			.decide(new CorsRequest("GET", "/api/ws").origin("https://a.example").header("Upgrade", "websocket"));
		assertThat(suggestion().apply().allowedMethods()).containsExactly("GET");
		this.engine.decide(new CorsRequest("GET", "/api/ws").origin("https://a.example").header("Upgrade", "h2c"));
		assertThat(suggestion().apply().allowedMethods()).containsExactly("GET");
	}

	@Test
	void allowsExactlyTheTrafficThatWasSeen() {
		long seed = 31;
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			TrafficRecorder recorder = new TrafficRecorder(() -> 0);
			CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(DRAFT)), List.of(recorder));
			Traffic traffic = new Traffic();
			for (int i = 0; i < 1 + random.nextInt(10); i++) {
				engine.decide(traffic.next(random));
			}
			CorsPolicies suggested = CorsPolicies.compile(List.of(recorder.suggestions(engine.policies())
				.get(0)
				.apply()
				.toBuilder()
				.mode(CorsPolicy.Mode.ENFORCE)
				.build()));
			String where = "seed " + seed + ", round " + round + ": " + suggested.policies();
			for (CorsRequest request : traffic.requests) {
				assertThat(suggested.decide(request).reason()).as("%s %s", where, request)
					.isEqualTo(DecisionReason.ALLOWED);
			}
			Traffic others = new Traffic();
			for (int i = 0; i < 300; i++) {
				CorsRequest other = others.next(random);
				assertThat(suggested.decide(other).reason() == DecisionReason.ALLOWED).as("%s %s", where, other)
					.isEqualTo(traffic.covers(other));
			}
		}
	}

	private PolicySuggestion suggestion() {
		return this.recorder.suggestions(this.engine.policies()).get(0);
	}

	private static PolicySuggestion renamed(PolicySuggestion suggestion) {
		return new PolicySuggestion(CorsPolicy.named("pub").paths("/pub/**").build(), suggestion.origins(),
				suggestion.methods(), suggestion.headers(), suggestion.requests(), suggestion.evicted());
	}

	private static CorsRequest preflight(String origin, String method, String headers) {
		return new CorsRequest("OPTIONS", "/api/todos").origin(origin)
			.header("Access-Control-Request-Method", method)
			.header("Access-Control-Request-Headers", headers);
	}

	/** A naive memory of the same traffic. */
	private static final class Traffic {

		private final List<CorsRequest> requests = new ArrayList<>();

		private final Set<String> origins = new LinkedHashSet<>();

		private final Set<String> methods = new LinkedHashSet<>();

		private final Set<String> headers = new LinkedHashSet<>();

		CorsRequest next(Random random) {
			String origin = "https://o" + random.nextInt(8) + ".example";
			String method = List.of("GET", "HEAD", "POST", "PUT", "PROPFIND").get(random.nextInt(5));
			CorsRequest request = new CorsRequest(method, "/api/1").origin(origin);
			if (random.nextBoolean()) {
				String name = "x-" + random.nextInt(6);
				this.headers.add(name);
				request = preflight(origin, method, name);
			}
			this.requests.add(request);
			this.origins.add(origin);
			this.methods.add(method);
			if (method.equals("GET")) {
				this.methods.add("HEAD");
			}
			return request;
		}

		boolean covers(CorsRequest request) {
			List<String> requested = request.lines("access-control-request-method");
			return this.origins.containsAll(request.lines("origin"))
					&& this.methods.contains(requested.isEmpty() ? request.method() : requested.get(0))
					&& this.headers.containsAll(request.lines("access-control-request-headers"));
		}

	}

}
