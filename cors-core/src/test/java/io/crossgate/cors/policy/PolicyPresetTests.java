package io.crossgate.cors.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a preset is: values that are written nowhere, and nothing else.
 */
class PolicyPresetTests {

	private static final CorsPolicy PLAIN = CorsPolicy.named("api")
		.paths("/mcp")
		.allowedOrigins("https://inspector.example.com")
		.build();

	private static final CorsPolicy MCP = PLAIN.toBuilder().preset("mcp").build();

	private static final List<String> MCP_HEADERS = List.of("Authorization", "Content-Type", "Accept",
			"MCP-Protocol-Version", "Mcp-Session-Id", "Last-Event-ID", "Mcp-Method", "Mcp-Name", "Mcp-Param-*");

	private static final List<String> TRACING_HEADERS = List.of("traceparent", "tracestate", "baggage", "b3",
			"X-B3-TraceId", "X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled", "X-B3-Flags");

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aPolicyWithAPresetIsTheOneInWhichItsValuesAreWrittenOut(String what, UnaryOperator<CorsPolicyBuilder> named,
			UnaryOperator<CorsPolicyBuilder> writtenOut) {
		CorsPolicy policy = named.apply(PLAIN.toBuilder()).build();
		CorsPolicy expected = writtenOut.apply(PLAIN.toBuilder()).build();
		for (PolicyProperty property : PolicyProperty.values()) {
			if (property != PolicyProperty.PRESET) {
				assertThat(policy.get(property)).as(property.key()).isEqualTo(expected.get(property));
			}
		}
		assertThat(policy.toBuilder().build()).isEqualTo(policy).hasSameHashCodeAs(policy);
	}

	static Stream<Arguments> aPolicyWithAPresetIsTheOneInWhichItsValuesAreWrittenOut() {
		List<String> both = new ArrayList<>(MCP_HEADERS);
		both.addAll(TRACING_HEADERS);
		return Stream.of(row("mcp", (policy) -> policy.preset("mcp"), PolicyPresetTests::mcp),
				row("tracing", (policy) -> policy.preset("tracing"),
						(policy) -> policy.allowedHeaders(TRACING_HEADERS)),
				row("both, whose lists are joined", (policy) -> policy.preset("mcp", "tracing"),
						(policy) -> mcp(policy).allowedHeaders(both)),
				row("one twice", (policy) -> policy.preset("mcp", "mcp"), PolicyPresetTests::mcp),
				row("a list of the policy's own", (policy) -> policy.allowedHeaders("X-One").preset("mcp"),
						(policy) -> mcp(policy).allowedHeaders("X-One")),
				row("a list of its own that comes later", (policy) -> policy.preset("mcp").allowedMethods("POST"),
						(policy) -> mcp(policy).allowedMethods("POST")),
				row("an empty list of its own", (policy) -> policy.preset("mcp").exposedHeaders(List.of()),
						(policy) -> mcp(policy).exposedHeaders(List.of())),
				row("a default that is written",
						(policy) -> policy.preset("mcp").allowedMethods(CorsPolicy.DEFAULT_METHODS).allowedHeaders("*"),
						(policy) -> mcp(policy).allowedMethods(CorsPolicy.DEFAULT_METHODS).allowedHeaders("*")),
				row("what is set otherwise", (policy) -> policy.preset("mcp").allowCredentials(true),
						(policy) -> mcp(policy).allowCredentials(true)),
				row("refusals that the application is to see",
						(policy) -> policy.preset("mcp").onDenied(CorsPolicy.OnDenied.PASS_THROUGH),
						(policy) -> mcp(policy).onDenied(CorsPolicy.OnDenied.PASS_THROUGH)),
				row("one that is taken back", (policy) -> policy.preset("mcp").preset(), (policy) -> policy),
				row("one that there is not", (policy) -> policy.preset("graphql"), (policy) -> policy));
	}

	private static Arguments row(String what, UnaryOperator<CorsPolicyBuilder> named,
			UnaryOperator<CorsPolicyBuilder> writtenOut) {
		return Arguments.of(what, named, writtenOut);
	}

	private static CorsPolicyBuilder mcp(CorsPolicyBuilder policy) {
		return policy.allowedMethods("GET", "POST", "DELETE")
			.allowedHeaders(MCP_HEADERS)
			.exposedHeaders("Mcp-Session-Id", "WWW-Authenticate")
			.onDenied(CorsPolicy.OnDenied.REJECT);
	}

	@Test
	void aPresetDecidesAsItsValuesDo() {
		CorsPolicies named = CorsPolicies.compile(List.of(MCP));
		CorsPolicies writtenOut = CorsPolicies.compile(List.of(mcp(PLAIN.toBuilder()).build()));
		Random random = new Random(20261129);
		List<String> methods = List.of("GET", "HEAD", "POST", "DELETE", "PUT", "OPTIONS");
		List<String> headers = List.of("content-type", "mcp-session-id", "mcp-param-region", "mcp-param-", "x-other",
				"traceparent", "x-forwarded-for", "last-event-id,mcp-name", "mcp-paramregion");
		List<String> origins = List.of("https://inspector.example.com", "https://evil.example", "null", "garbage");
		int allowed = 0;
		for (int i = 0; i < 2000; i++) {
			CorsRequest request = new CorsRequest(random.nextBoolean() ? "OPTIONS" : pick(methods, random), "/mcp")
				.origin(pick(origins, random))
				.header("Access-Control-Request-Method", pick(methods, random))
				.header("Access-Control-Request-Headers", pick(headers, random));
			assertThat(named.decide(request).reason()).as("%d: %s", i, request)
				.isEqualTo(writtenOut.decide(request).reason());
			allowed += (named.decide(request).reason() == DecisionReason.ALLOWED) ? 1 : 0;
		}
		assertThat(allowed).isBetween(100, 1900);
	}

	private static String pick(List<String> values, Random random) {
		return values.get(random.nextInt(values.size()));
	}

	@ParameterizedTest
	@EnumSource(PolicyPreset.class)
	void everyPresetIsSound(PolicyPreset preset) {
		CorsPolicy policy = PLAIN.toBuilder().preset(preset.key()).build();
		assertThat(check(policy)).isEmpty();
		assertThat(check(policy.toBuilder().allowCredentials(true).build())).isEmpty();
		assertThat(PolicyPreset.of(preset.key())).contains(preset);
		for (PolicyProperty property : List.of(PolicyProperty.ALLOWED_ORIGINS, PolicyProperty.PATHS,
				PolicyProperty.ACCEPT_RISKS, PolicyProperty.ALLOW_CREDENTIALS, PolicyProperty.PRESET)) {
			assertThat(preset.value(property)).as(property.key()).isEmpty();
		}
	}

	@Test
	void whatAPresetProvidesIsWrittenAsItsNameAlone() {
		CorsPolicy policy = MCP.toBuilder().allowedHeaders("X-One").allowedMethods("GET", "POST", "DELETE").build();
		PolicySection section = PolicySection.of(policy);
		assertThat(PolicyFormat.YAML.write(List.of(section))).isEqualTo("""
				cors:
				  policies:
				    api:
				      paths: /mcp
				      preset: mcp
				      allowed-origins: https://inspector.example.com
				      allowed-headers: X-One""");
		assertThat(PolicyFormat.JAVA.write(List.of(section))).contains(".preset(\"mcp\")");
		assertThat(PolicyFormat.ENVIRONMENT.write(List.of(section))).contains("CORS_POLICIES_API_PRESET=mcp");
		assertThat(section.toPolicy()).isEqualTo(policy);
		assertThat(PolicyPreset.provides(policy, PolicyProperty.EXPOSED_HEADERS)).isTrue();
		assertThat(PolicyPreset.provides(policy, PolicyProperty.ALLOWED_HEADERS)).isFalse();
		assertThat(PolicyPreset.provides(policy, PolicyProperty.MAX_AGE)).isFalse();
		assertThat(PolicyPreset.provides(PLAIN, PolicyProperty.EXPOSED_HEADERS)).isFalse();
	}

	@Test
	void whatIsAddedToAPresetIsAddedToItsValues() {
		PolicySection changed = PolicySection.of(MCP).changed(List.of(PolicyEdit.add("allowed-headers", "X-One")));
		assertThat(changed.remarks()).isEmpty();
		List<String> expected = new ArrayList<>(MCP_HEADERS);
		expected.add("X-One");
		assertThat(changed.values("allowed-headers")).isEqualTo(expected);
		assertThat(PolicySection.of(MCP).apply(List.of(PolicyEdit.add("allowed-methods", "PUT"))).toPolicy())
			.isEqualTo(MCP.toBuilder().allowedMethods("GET", "POST", "DELETE", "PUT").build());
		assertThat(PolicySection.of(MCP).apply(List.of(PolicyEdit.remove("preset"))).toPolicy()).isEqualTo(PLAIN);
	}

	/** There is no list to which one could append. */
	@Test
	void aSuggestedChangeCanBePastedBesideThePreset() {
		CorsRequest preflight = new CorsRequest("OPTIONS", "/mcp").origin("https://inspector.example.com")
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "mcp-param-region,x-one");
		Diagnosis diagnosis = Diagnosis.of(preflight, CorsPolicies.compile(List.of(MCP)));
		assertThat(diagnosis.change().orElseThrow().yaml())
			.isEqualTo(diagnosis.change().orElseThrow().yamlWithoutOrigins())
			.isEqualTo("""
					cors:
					  policies:
					    api:
					      allowed-methods: GET, POST, DELETE, PUT
					      allowed-headers: Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Session-Id, \
					Last-Event-ID, Mcp-Method, Mcp-Name, Mcp-Param-*, x-one""");
		Map<String, List<String>> pasted = Map.of("allowed-methods", List.of("GET", "POST", "DELETE", "PUT"),
				"allowed-headers", Stream.concat(MCP_HEADERS.stream(), Stream.of("x-one")).toList());
		PolicySection written = PolicySection.of(MCP);
		for (Map.Entry<String, List<String>> line : pasted.entrySet()) {
			written = written.with(line.getKey(), line.getValue());
		}
		assertThat(CorsPolicies.compile(List.of(written.toPolicy())).decide(preflight).reason())
			.isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void aPresetThatThereIsNotIsNamedWithTheOnesThatThereAre() {
		Problem misspelt = check(PLAIN.toBuilder().preset("MCP", "tracin", "graphql").build()).get(0);
		assertThat(misspelt.code()).isEqualTo(ProblemCode.MALFORMED_VALUE);
		assertThat(misspelt.message()).isEqualTo("There is no preset of this name; those are mcp, tracing.");
		assertThat(check(PLAIN.toBuilder().preset("MCP", "tracin", "graphql").build())).extracting(Problem::edits)
			.containsExactly(List.of(PolicyEdit.replace("preset", 0, "mcp")),
					List.of(PolicyEdit.replace("preset", 1, "tracing")), List.of());
	}

	private static List<Problem> check(CorsPolicy policy) {
		return CorsPolicies.check(List.of(policy), DeploymentContext.none());
	}

}
