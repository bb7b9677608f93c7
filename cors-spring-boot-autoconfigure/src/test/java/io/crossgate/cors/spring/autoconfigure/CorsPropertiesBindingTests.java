package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What {@code cors.*} becomes, wherever it is written.
 */
class CorsPropertiesBindingTests {

	private static final String APP = "https://app.example.com";

	private static final String OTHER = "https://other.example.com";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class));

	@Test
	void nothingWrittenIsNoPolicy() {
		assertThat(policies(this.runner)).isEmpty();
	}

	@Test
	void originsMakeTheDefaultPolicy() {
		assertThat(policies(this.runner.withPropertyValues("cors.allowed-origins=" + APP + "," + OTHER)))
			.containsExactly(CorsPolicy.named("default").paths("/**").allowedOrigins(APP, OTHER).build());
	}

	@Test
	void namedPoliciesInheritNothing() {
		assertThat(policies(this.runner.withPropertyValues("cors.allow-credentials=true",
				"cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins[0]=" + APP)))
			.containsExactly(CorsPolicy.named("api").paths("/api/**").allowedOrigins(APP).build());
	}

	@Test
	void variablesAreRead() {
		for (String name : List.of("CORS_ALLOWEDORIGINS", "CORS_ALLOWED_ORIGINS")) {
			assertThat(policies(variables(this.runner, Map.of(name, APP + "," + OTHER)))).as(name)
				.extracting(CorsPolicy::allowedOrigins)
				.containsExactly(List.of(APP, OTHER));
		}
	}

	@Test
	void aVariableOverridesAPolicyWithDashesWithoutMakingAnother() {
		ApplicationContextRunner written = this.runner.withPropertyValues("cors.policies.partner-api.paths=/partner/**",
				"cors.policies.partner-api.allowed-origins=" + APP);
		assertThat(policies(variables(written, Map.of("CORS_POLICIES_PARTNERAPI_ALLOWEDORIGINS", OTHER))))
			.containsExactly(CorsPolicy.named("partner-api").paths("/partner/**").allowedOrigins(OTHER).build());
	}

	@Test
	void whatKubernetesSaysOfAServiceIsNotOurs() {
		assertThat(policies(variables(this.runner.withPropertyValues("cors.unknown-keys=fail"),
				Map.of("CORS_SERVICE_HOST", "10.0.0.1", "CORS_PORT", "tcp://10.0.0.1:80"))))
			.isEmpty();
	}

	@Test
	void aMisspeltKeyIsCorrected() {
		assertThat(problems("cors.origins=" + APP)).extracting(Problem::code, Problem::property, Problem::fix)
			.containsExactly(tuple(ProblemCode.UNKNOWN_KEY, "origins", "allowed-origins: " + APP));
	}

	@Test
	void aForeignKeyFailsOnlyIfAsked() {
		assertThat(policies(this.runner.withPropertyValues("cors.tenant-directory=x"))).isEmpty();
		assertThat(problems("cors.tenant-directory=x", "cors.unknown-keys=fail")).extracting(Problem::property)
			.containsExactly("tenant-directory");
	}

	@Test
	void aWordOfALaterVersionIsRefused() {
		for (String word : List.of("origins-from", "lookup.timeout", "reload.enabled")) {
			assertThat(problems("cors." + word + "=x")).extracting(Problem::code, Problem::property, Problem::message)
				.containsExactly(tuple(ProblemCode.UNKNOWN_KEY, word, "This version does not know it."));
		}
	}

	@Test
	void explanationsAreBound() {
		this.runner.withPropertyValues("cors.explain.log=off", "cors.explain.browser=on", "cors.unknown-keys=fail")
			.run((context) -> {
				CorsProperties.Explain explain = context.getBean(CorsProperties.class).getExplain();
				assertThat(explain.getLog()).isEqualTo(CorsProperties.ExplainLog.OFF);
				assertThat(explain.getBrowser()).isEqualTo(CorsProperties.ExplainBrowser.ON);
			});
	}

	@Test
	void anOwnOriginIsCorrectedLikeAnyOther() {
		assertThat(problems("cors.same-origins=" + APP + "," + OTHER + "/"))
			.extracting(Problem::code, Problem::property, Problem::value, Problem::fix)
			.containsExactly(tuple(ProblemCode.MALFORMED_ORIGIN, "same-origins[1]", OTHER + "/",
					"same-origins: " + APP + ", " + OTHER));
	}

	private static List<CorsPolicy> policies(ApplicationContextRunner runner) {
		List<CorsPolicy> policies = new ArrayList<>();
		runner.run((context) -> policies.addAll(context.getBean(CorsEngine.class).policies().policies()));
		return policies;
	}

	private List<Problem> problems(String... properties) {
		List<Problem> problems = new ArrayList<>();
		this.runner.withPropertyValues(properties).run((context) -> {
			assertThat(context).getFailure().rootCause().isInstanceOf(InvalidCorsPolicyException.class);
			Throwable cause = context.getStartupFailure();
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			problems.addAll(((InvalidCorsPolicyException) cause).problems());
		});
		return problems;
	}

	private static ApplicationContextRunner variables(ApplicationContextRunner runner, Map<String, Object> variables) {
		return runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
	}

}
