package io.crossgate.cors.spring.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.PolicyEdit.Operation;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of properties: policies, problems, or a line in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class BindingTests {

	/** Other tests of this JVM start applications that keep quiet. */
	@BeforeEach
	void setLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", LogLevel.INFO);
	}

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", null);
	}

	private static final String APP = "https://app.example.com";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class));

	@Test
	void everyKeyOfAPolicyIsBound() {
		String[] keys = { "paths=/api/**", "allowed-origins=" + APP, "allowed-origin-patterns=https://*.example.org",
				"allowed-methods=GET", "allowed-headers=X-Tenant,traceparent", "exposed-headers=X-Total",
				"allow-credentials=true", "max-age=90", "origins-from=tenants", "allow-private-network=true",
				"on-denied=pass-through", "preflight-status=200", "preflight=pass-through", "preset=tracing",
				"mode=report-only", "accept-risks=insecure-origin" };
		assertThat(keys).as("every property has a value here").hasSameSizeAs(PolicyProperty.values());
		CorsPolicy expected = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins(APP)
			.allowedOriginPatterns("https://*.example.org")
			.originsFrom("tenants")
			.allowedMethods("GET")
			.allowedHeaders("X-Tenant", "traceparent")
			.exposedHeaders("X-Total")
			.allowCredentials(true)
			.maxAge(Duration.ofSeconds(90))
			.allowPrivateNetwork(true)
			.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
			.preflightStatus(200)
			.preflight(CorsPolicy.Preflight.PASS_THROUGH)
			.preset("tracing")
			.mode(CorsPolicy.Mode.REPORT_ONLY)
			.acceptRisks("insecure-origin")
			.build();
		ApplicationContextRunner runner = this.runner.withBean("tenants", OriginLookup.class, () -> (query) -> false);
		runner.withPropertyValues(below("cors.policies.api.", keys)).run(hasPolicies(expected));
		runner.withPropertyValues(below("cors.", keys))
			.run((context) -> assertThat(policies(context)).singleElement()
				.usingRecursiveComparison()
				.ignoringFields("name")
				.isEqualTo(expected));
	}

	@Test
	void whatIsNotWrittenIsTheBuildersDefault() {
		this.runner.withPropertyValues("cors.allowed-origins=" + APP)
			.run(hasPolicies(CorsPolicy.named("default").paths("/**").allowedOrigins(APP).build()));
	}

	@Test
	void nothingWrittenIsNoPolicy() {
		this.runner.run(hasPolicies());
	}

	@Test
	void explainPropertiesAreBound() {
		this.runner.withPropertyValues("cors.explain.log=off", "cors.explain.browser=on", "cors.unknown-keys=fail")
			.run((context) -> {
				CorsProperties.Explain explain = context.getBean(CorsProperties.class).getExplain();
				assertThat(explain.getLog()).isEqualTo(CorsProperties.Explain.Log.OFF);
				assertThat(explain.getBrowser()).isEqualTo(CorsProperties.Explain.Browser.ON);
			});
	}

	@Test
	void aModeHoldsForEveryPolicyThatHasNone() {
		this.runner
			.withPropertyValues("cors.mode=report-only", "cors.policies.a.paths=/a",
					"cors.policies.a.allowed-origins=any", "cors.policies.b.paths=/b",
					"cors.policies.b.allowed-origins=any", "cors.policies.b.mode=enforce")
			.run((context) -> assertThat(policies(context)).extracting(CorsPolicy::mode)
				.containsExactly(CorsPolicy.Mode.REPORT_ONLY, CorsPolicy.Mode.ENFORCE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CORS_ALLOWEDORIGINS", "CORS_ALLOWED_ORIGINS" })
	void variablesHoldLists(String variable) {
		variables(Map.of(variable, APP + ",https://b.example")).run(
				hasPolicies(CorsPolicy.named("default").paths("/**").allowedOrigins(APP, "https://b.example").build()));
	}

	@ParameterizedTest
	@CsvSource({ "partner-api, CORS_POLICIES_PARTNERAPI_ALLOWEDORIGINS",
			"partner-api, CORS_POLICIES_PARTNER_API_ALLOWED_ORIGINS",
			"partner-api, CORS_POLICIES_PARTNERAPI_ALLOWEDORIGINS_0_",
			"partner-api, CORS_POLICIES_PARTNER_API_ALLOWED_ORIGINS_0",
			"partnerApi, CORS_POLICIES_PARTNERAPI_ALLOWEDORIGINS",
			"partner_api, CORS_POLICIES_PARTNERAPI_ALLOWEDORIGINS", "partner, CORS_POLICIES_PARTNER_ALLOWED_ORIGINS" })
	void aVariableThatOverridesMakesNoSecondPolicy(String name, String variable) {
		Map<String, Object> file = Map.of("cors.policies." + name + ".paths", "/partner/**",
				"cors.policies." + name + ".allowed-origins", APP);
		variables(Map.of(variable, "https://b.example")).withInitializer(
				(context) -> context.getEnvironment().getPropertySources().addLast(new MapPropertySource("file", file)))
			.run(hasPolicies(CorsPolicy.named(name).paths("/partner/**").allowedOrigins("https://b.example").build()));
	}

	@Test
	void variablesAloneMakeAPolicy() {
		variables(Map.of("CORS_POLICIES_PUBLIC_PATHS", "/open/**", "CORS_POLICIES_PUBLIC_ALLOWEDORIGINS", "any"))
			.run(hasPolicies(CorsPolicy.named("public").paths("/open/**").allowedOrigins("any").build()));
	}

	@Test
	void whatKubernetesSaysOfAServiceIsIgnored(CapturedOutput output) {
		variables(Map.of("CORS_SERVICE_HOST", "10.0.0.1", "CORS_SERVICE_PORT", "80", "CORS_SERVICE_PORT_HTTP", "80",
				"CORS_PORT", "tcp://10.0.0.1:80", "CORS_PORT_80_TCP", "tcp://10.0.0.1:80", "CORS_PORT_80_TCP_ADDR",
				"10.0.0.1", "CORS_PROXY_PORT", "tcp://10.0.0.2:80", "CORS_PROXY_SERVICE_HOST", "10.0.0.2"))
			.withPropertyValues("cors.unknown-keys=fail")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("the CORS starter ignores");
	}

	@Test
	void aForeignKeyIsNamed(CapturedOutput output) {
		this.runner
			.withPropertyValues("cors.swagger-ui=true", "cors.database[0].url=x", "cors.database[1].url=y",
					"cors.images.preset=large")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce(
				"Unknown properties cors.swagger-ui, cors.database, cors.images.preset; the CORS starter ignores them");
	}

	@Test
	void foreignKeyStopsTheStartIfAsked() {
		this.runner.withPropertyValues("cors.swagger-ui=true", "cors.unknown-keys=fail")
			.run(fails("[unknown-key] policy 'default', swagger-ui = 'true': Unknown property."));
	}

	@ParameterizedTest
	@CsvSource({ "cors.origins, allowed-origins", "cors.allowed-origin, allowed-origins",
			"cors.allow-origins, allowed-origins", "cors.allowed.origins, allowed-origins",
			"cors.whitelist, allowed-origins", "cors.origin-regex, allowed-origin-patterns",
			"cors.methods, allowed-methods", "cors.allow-methods, allowed-methods", "cors.headers, allowed-headers",
			"cors.expose-headers, exposed-headers", "cors.credentials, allow-credentials",
			"cors.maxage-seconds, max-age", "cors.path, paths", "cors.mappings, paths", "cors.enable, enabled",
			"cors.explain.brwser, explain.browser", "cors.policies.api.origins, allowed-origins",
			"cors.policies.api.alowed-orgins, allowed-origins", "cors.policies.api.url-patterns, paths",
			"cors.presets, preset", "cors.policies.api.prest, preset" })
	void aMisspeltKeyIsCorrected(String key, String correction) {
		this.runner
			.withPropertyValues(key + "=x", "cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins=any")
			.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
				assertThat(problem.code().code()).isEqualTo("unknown-key");
				assertThat(problem.message()).isEqualTo("Unknown property. Did you mean " + correction + "?");
				assertThat(problem.edits()).first().hasToString(correction + ": x");
				assertThat(problem.edits()).last().extracting(PolicyEdit::operation).isEqualTo(Operation.REMOVE);
			}));
	}

	@Test
	void aMisspeltListIsCorrectedWhole() {
		this.runner
			.withPropertyValues("cors.policies.api.path[0]=/a", "cors.policies.api.path[1]=/b",
					"cors.policies.api.origins=any")
			.run((context) -> assertThat(problems(context)).extracting(Problem::edits)
				.containsExactly(List.of(PolicyEdit.set("paths", "/a", "/b"), PolicyEdit.remove("path")),
						List.of(PolicyEdit.set("allowed-origins", "any"), PolicyEdit.remove("origins"))));
	}

	@Test
	void misspeltPoliciesAreOneProblem() {
		this.runner.withPropertyValues("cors.policy.api.paths=/a", "cors.policy.api.allowed-origins=any")
			.run(fails(
					"[unknown-key] policy 'api', paths: Remove cors.policy. Policies stand below policies, not policy: this one is "
							+ "cors.policies.api. Fix: paths: /a; allowed-origins: any"));
	}

	@Test
	void aKeyOfAPolicyThatResemblesNothingFails() {
		this.runner
			.withPropertyValues("cors.policies.api.paths=/a", "cors.policies.api.allowed-origins=any",
					"cors.policies.api.swagger.ui=true")
			.run(fails("policy 'api', swagger.ui = 'true': Unknown property; those of a policy are paths, "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "own.example|malformed-origin|same-origins[0]: https://own.example",
					"https://own.example/|malformed-origin|same-origins[0]: https://own.example",
					"${OWN}|unresolved-placeholder|", "https://own.example,|blank-value|remove same-origins[1]" })
	void sameOriginsAreOrigins(String value, String code, String fix) {
		this.runner.withPropertyValues("cors.same-origins=" + value)
			.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
				assertThat(problem.code().code()).isEqualTo(code);
				assertThat(problem.property()).startsWith("same-origins[");
				assertThat(problem.edits().stream().map(PolicyEdit::toString))
					.isEqualTo((fix != null) ? List.of(fix) : List.of());
			}));
	}

	@Test
	void keysWithoutDefaultPolicyMeanNothing(CapturedOutput output) {
		this.runner
			.withPropertyValues("cors.allow-credentials=true", "cors.exposed-headers[0]=X-Total",
					"cors.mode=report-only", "cors.policies.api.paths=/a", "cors.policies.api.allowed-origins=any")
			.run((context) -> assertThat(policies(context)).extracting(CorsPolicy::name).containsExactly("api"));
		assertThat(output).contains("cors.exposed-headers, cors.allow-credentials (", "They have no effect: neither "
				+ "cors.allowed-origins nor cors.origins-from is given, so there is no default policy, and named "
				+ "policies do not inherit");
	}

	@Test
	void aVariableSetToNothingIsAMistake() {
		variables(Map.of("CORS_ALLOWEDORIGINS", "")).run(fails("[blank-value] policy 'default', allowed-origins = ''"));
	}

	@Test
	void aPlaceholderThatComesToNothingIsAMistake() {
		this.runner.withPropertyValues("cors.allowed-origins=${APP_ORIGINS:}")
			.run(fails("[blank-value] policy 'default', allowed-origins = '${APP_ORIGINS:}'"));
	}

	@Test
	void emptyTextIsAMistakeWhereverItIs() {
		this.runner.withPropertyValues("cors.origins-from=${TENANTS_BEAN:}", "cors.allow-credentials=true")
			.run(fails("[blank-value] policy 'default', origins-from = '${TENANTS_BEAN:}'"));
		this.runner.withPropertyValues("cors.allowed-origins=")
			.run(fails("[blank-value] policy 'default', allowed-origins = ''"));
		this.runner.withPropertyValues("cors.exposed-headers=").run(hasPolicies());
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "on", "yes", "1", " true", "TRUE", "flase", "2" })
	void theStarterIsOnUnlessItsSwitchIsFalse(String value) {
		this.runner.withPropertyValues("cors.allowed-origins=" + APP, "cors.enabled:" + value).run((context) -> {
			boolean valid = !List.of("flase", "2").contains(value);
			if (valid) {
				assertThat(policies(context)).hasSize(1);
			}
			else {
				assertThat(problems(context)).extracting((problem) -> problem.code().code())
					.containsExactly("malformed-value");
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no", "0", "FALSE " })
	void theStarterThatIsOffSaysSo(String value, CapturedOutput output) {
		this.runner.withConfiguration(AutoConfigurations.of(CorsDisabledAutoConfiguration.class))
			.withPropertyValues("cors.allowed-origins=" + APP, "cors.enabled:" + value)
			.run((context) -> assertThat(context).doesNotHaveBean(CorsEngine.class));
		assertThat(output).containsOnlyOnce("CORS is off: cors.enabled is false");
	}

	@Test
	void theVariableIsReadAsTheFileIs(CapturedOutput output) {
		variables(Map.of("CORS_ENABLED", "1", "CORS_ALLOWEDORIGINS", APP))
			.run((context) -> assertThat(policies(context)).hasSize(1));
		variables(Map.of("CORS_ENABLED", "off", "CORS_ALLOWEDORIGINS", APP))
			.withConfiguration(AutoConfigurations.of(CorsDisabledAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(CorsEngine.class));
		assertThat(output).contains("CORS is off: cors.enabled is false (environment variable CORS_ENABLED)");
	}

	private ApplicationContextRunner variables(Map<String, Object> variables) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables))));
	}

	private static String[] below(String prefix, String... keys) {
		return Arrays.stream(keys).map((key) -> prefix + key).toArray(String[]::new);
	}

	private static ContextConsumer<AssertableApplicationContext> hasPolicies(CorsPolicy... expected) {
		return (context) -> assertThat(policies(context)).containsExactly(expected);
	}

	private static ContextConsumer<AssertableApplicationContext> fails(String message) {
		return (context) -> assertThat(context).getFailure().hasMessageContaining(message);
	}

	private static List<CorsPolicy> policies(AssertableApplicationContext context) {
		return context.getBean(CorsEngine.class).policies().policies();
	}

	private static List<Problem> problems(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof InvalidCorsPolicyException)) {
			failure = failure.getCause();
		}
		assertThat(failure).isNotNull();
		return ((InvalidCorsPolicyException) failure).problems();
	}

}
