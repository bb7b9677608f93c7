package io.crossgate.cors.spring.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.spring.autoconfigure.OurAutoConfigurations;
import io.crossgate.cors.util.Documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class DenialLoggerTests {

	private static final CorsPolicies POLICIES = CorsPolicies
		.compile(List.of(CorsPolicy.named("default").paths("/**").allowedOrigins("https://app.example.com").build()));

	private final AtomicLong now = new AtomicLong();

	private final CorsEngine engine = new CorsEngine(POLICIES, List.of(new DenialLogger(this.now::get)));

	/** Other tests of this JVM start applications that keep quiet. */
	@BeforeEach
	void setLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", LogLevel.INFO);
	}

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", null);
	}

	@Test
	void aRefusalSaysWhatWhyAndWhatToPaste(CapturedOutput output) {
		this.engine.decide(get("/api/todos", "http://localhost:5173").to("http", "localhost", 8080));
		assertThat(output.toString())
			.contains("CORS refused origin-not-allowed  GET /api/todos  from http://localhost:5173")
			.contains("rule      allowed-origins of policy 'default'")
			.contains("to allow  cors:")
			.contains("allowed-origins: https://app.example.com, http://localhost:5173")
			.contains("check     curl -i")
			.contains("http://localhost:8080/api/todos")
			.contains("read more " + Documentation.ofReason(DecisionReason.ORIGIN_NOT_ALLOWED.code()));
	}

	@Test
	void theSameRefusalIsLoggedOnceAMinute(CapturedOutput output) {
		for (int i = 0; i < 1000; i++) {
			this.engine.decide(get("/api/todos", "https://evil.example"));
		}
		assertThat(count(output)).isEqualTo(1);
		this.now.addAndGet(60_000);
		this.engine.decide(get("/api/todos", "https://evil.example"));
		assertThat(count(output)).isEqualTo(2);
		assertThat(output).contains("999 further denials were not logged");
	}

	@Test
	void aFloodOfOriginsDoesNotFloodTheLog(CapturedOutput output) {
		for (int i = 0; i < 100_000; i++) {
			this.engine.decide(get("/api/todos", "https://" + i + ".example"));
		}
		assertThat(count(output)).isEqualTo(15);
		this.engine.decide(get("/api/todos", "https://app.example.com/"));
		this.engine.decide(get("/api/todos", "null"));
		this.now.addAndGet(60_000);
		for (int i = 0; i < 100; i++) {
			this.engine.decide(get("/api/todos", "https://new" + i + ".example"));
		}
		this.engine.decide(get("/api/todos", "https://99999.example"));
		assertThat(count(output)).isEqualTo(15 + 2 + 15 + 1);
	}

	@Test
	void whatAnAttackerSendsIsEscaped(CapturedOutput output) {
		this.engine.decide(get("/api/todos", "https://a\r\nWARN forged\u001b[31m\u202e"));
		assertThat(output.toString().replace("\n", "").replace("\r", "").chars()).allMatch((c) -> c >= ' ' && c <= '~');
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("WARN forged"));
	}

	@Test
	void aRequestThatIsAllowedIsNotLogged(CapturedOutput output) {
		this.engine.decide(get("/api/todos", "https://app.example.com"));
		this.engine.decide(new CorsRequest("GET", "/api/todos"));
		assertThat(count(output)).isZero();
	}

	@Test
	void asLongAsNothingIsConfiguredTheFirstPageIsShownTheWay(CapturedOutput output) {
		new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsLogAutoConfiguration"))
			.run((context) -> {
				CorsEngine live = context.getBean(CorsEngine.class);
				unanswered(live, get("/api/todos", "http://localhost:5173"));
				unanswered(live, new CorsRequest("GET", "/api/todos"));
				unanswered(live, new CorsRequest("POST", "/form").origin("http://localhost"));
			});
		assertThat(output).contains("CORS ready: no policy is configured")
			.contains("allowed-origins: http://localhost:5173")
			.containsOnlyOnce("CORS is not configured");
	}

	@Test
	void theStartUpBlockIsBoundedWhateverIsWritten() {
		CorsPolicy endless = CorsPolicy.named("p\u001b" + "x".repeat(1000))
			.paths("/" + "a".repeat(1_000_000))
			.allowedOrigins("https://app.example.com")
			.build();
		assertThat(new PolicyLogger(false).text(List.of(endless))).hasSizeLessThan(1000)
			.contains("p\\u001bxxx", "/aaaa")
			.doesNotContain("\u001b");
	}

	@Test
	void theStartUpBlockNamesTheLookupInPlaceOfOrigins() {
		CorsPolicy policy = CorsPolicy.named("widget").paths("/widget/**").originsFrom("tenants").build();
		assertThat(new PolicyLogger(false).text(List.of(policy)))
			.contains("widget  paths /widget/**  origins-from tenants  allowed-methods ");
		CorsPolicy both = policy.toBuilder().allowedOrigins("https://app.example.com").build();
		assertThat(new PolicyLogger(false).text(List.of(both)))
			.contains("paths /widget/**  allowed-origins https://app.example.com  origins-from tenants  ");
	}

	@Test
	void theStartUpBlockSaysWhatIsInForce(CapturedOutput output) {
		new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsLogAutoConfiguration"))
			.withPropertyValues("cors.allowed-origins=https://app.example.com", "cors.explain.log=off",
					"cors.policies.open.paths=/open/**", "cors.policies.open.allowed-origins=any")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(DenialLogger.class);
				assertThat(output).contains("CORS ready: 2 policies")
					.contains(
							"default  paths /**  allowed-origins https://app.example.com  allowed-methods GET HEAD POST PUT PATCH DELETE")
					.contains("open  paths /open/**  allowed-origins any");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bean | .allowedMethods(\"GET\", \"PUT\")",
			"variable | CORS_POLICIES_API_ALLOWEDMETHODS=GET,PUT", "other | allowed-methods: GET, PUT" })
	void adviceIsInTheNotationOfThePolicy(String where, String advice, CapturedOutput output) {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins("https://app.example.com")
			.allowedMethods("GET")
			.build();
		WebApplicationContextRunner runner = new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsLogAutoConfiguration"));
		if (where.equals("bean")) {
			runner = runner.withBean(CorsPolicy.class, () -> policy);
		}
		else if (where.equals("variable")) {
			runner = runner.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("CORS_POLICIES_API_PATHS", "/api/**", "CORS_POLICIES_API_ALLOWEDORIGINS",
								"https://app.example.com", "CORS_POLICIES_API_ALLOWEDMETHODS", "GET"))));
		}
		else {
			runner = runner.withPropertyValues("cors.policies.api.paths=/api/**",
					"cors.policies.api.allowed-origins=https://app.example.com",
					"cors.policies.api.allowed-methods=GET");
		}
		runner.run((context) -> context.getBean(CorsEngine.class)
			.decide(new CorsRequest("PUT", "/api/x").origin("https://app.example.com")));
		assertThat(output).contains("to allow").contains(advice);
	}

	@Test
	void adviceForABeanWithAPresetIsTheWholeList(CapturedOutput output) {
		CorsPolicy policy = CorsPolicy.named("mcp")
			.paths("/mcp")
			.preset("mcp")
			.allowedOrigins("https://app.example.com")
			.build();
		new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsLogAutoConfiguration"))
			.withBean(CorsPolicy.class, () -> policy)
			.run((context) -> context.getBean(CorsEngine.class)
				.decide(new CorsRequest("OPTIONS", "/mcp").origin("https://app.example.com")
					.header("Access-Control-Request-Method", "POST")
					.header("Access-Control-Request-Headers", "x-one")));
		assertThat(output).contains(".allowedHeaders(\"Authorization\", \"Content-Type\", \"Accept\", "
				+ "\"MCP-Protocol-Version\", \"Mcp-Session-Id\", \"Last-Event-ID\", \"Mcp-Method\", \"Mcp-Name\", "
				+ "\"Mcp-Param-*\", \"x-one\")");
	}

	@Test
	void noRequestWaitsForAnExplanationAndTheLastIsWrittenAtTheEnd(CapturedOutput output) {
		CountDownLatch answered = new CountDownLatch(1);
		Set<Thread> writers = ConcurrentHashMap.newKeySet();
		Function<String, PolicyFormat> notation = (policy) -> {
			writers.add(Thread.currentThread());
			assertThatNoException().isThrownBy(() -> answered.await(10, TimeUnit.SECONDS));
			return PolicyFormat.YAML;
		};
		try (DenialLogger background = DenialLogger.inBackground(this.now::get, notation)) {
			CorsEngine live = new CorsEngine(POLICIES, List.of(background));
			live.decide(get("/api/todos", "https://evil.example"));
			live.decide(get("/api/others", "https://evil.example"));
			answered.countDown();
		}
		assertThat(writers).singleElement().satisfies((thread) -> {
			assertThat(thread.getName()).isEqualTo("cors-denied");
			assertThat(thread.isDaemon()).isTrue();
		});
		assertThat(output).contains("GET /api/todos", "GET /api/others");
	}

	@Test
	void whatCanNotBeWrittenInTimeIsDropped(CapturedOutput output) {
		DenialLogger background = DenialLogger.inBackground(this.now::get, (policy) -> PolicyFormat.YAML);
		CorsEngine live = new CorsEngine(POLICIES, List.of(background));
		background.close();
		live.decide(get("/api/todos", "https://evil.example"));
		assertThat(count(output)).isZero();
	}

	@Test
	void whileNothingIsConfiguredTheOwnPagesBehindAProxyAreNotLogged(CapturedOutput output) {
		CorsEngine live = new CorsEngine(CorsPolicies.none(), List.of(new DenialLogger(this.now::get)));
		unanswered(live, get("/api/todos", "https://shop.example").to("http", "shop.example", 80));
		assertThat(output).doesNotContain("CORS is not configured");
		unanswered(live, get("/api/todos", "https://other.example").to("http", "shop.example", 80));
		assertThat(output).contains("CORS is not configured").contains("allowed-origins: https://other.example");
	}

	/** As an adapter does whose application has written no CORS header. */
	private static void unanswered(CorsEngine engine, CorsRequest request) {
		CorsDecision decision = engine.decide(request);
		if (decision.isLeftToOthers()) {
			engine.notifyUnanswered(decision, request, System.nanoTime());
		}
	}

	private static long count(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("CORS refused")).count();
	}

	private static CorsRequest get(String path, String origin) {
		return new CorsRequest("GET", path).origin(origin);
	}

}
