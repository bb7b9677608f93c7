package io.crossgate.cors.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.MistakesTests.Application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Entries of lists that are mappings, beside those that are plain text.
 */
@ExtendWith(OutputCaptureExtension.class)
class GrantEntryTests {

	private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

	private static final String PARTNER = "https://partner.example";

	/** The YAML of the README. */
	private static final String BESIDE_PLAIN_TEXT = """
			cors:
			  allowed-origins:
			    - https://app.example.com
			    - value: https://partner.example
			      until: 2099-01-31
			      owner: team-x
			      reason: pilot, with a comma
			""";

	static Stream<Object[]> entriesWithTermsAreRead() {
		return Stream.of(row("YAML", BESIDE_PLAIN_TEXT), row("YAML, in quotes and in one line", """
				cors:
				  allowed-origins: [ "https://app.example.com", {value: "https://partner.example",
				    until: "2099-01-31", owner: team-x, reason: "pilot, with a comma"} ]
				"""), row("other spellings", """
				cors:
				  allowedOrigins:
				    - https://app.example.com
				    - Value: https://partner.example
				      UNTIL: 2099-01-31
				      owner: team-x
				      reason: pilot, with a comma
				"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void entriesWithTermsAreRead(String name, String yaml) {
		new Application().yaml("application.yml", yaml).run((context) -> checkRead(context, "default"));
	}

	@Test
	void propertiesAndVariablesHaveTermsToo() {
		new Application().yaml("application.properties", """
				cors.allowed-origins[0]=https://app.example.com
				cors.allowed-origins[1].value=https://partner.example
				cors.allowed-origins[1].until=2099-01-31
				cors.allowed-origins[1].owner=team-x
				cors.allowed-origins[1].reason=pilot, with a comma
				""").run((context) -> checkRead(context, "default"));
		new Application().variable("CORS_POLICIES_API_PATHS", "/api/**")
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS_0", "https://app.example.com")
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS_1_VALUE", PARTNER)
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS_1_UNTIL", "2099-01-31")
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS_1_OWNER", "team-x")
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS_1_REASON", "pilot, with a comma")
			.run((context) -> checkRead(context, "api"));
	}

	private static void checkRead(AssertableApplicationContext context, String name) {
		assertThat(context).hasNotFailed();
		CorsPolicy policy = context.getBean(CorsEngine.class).policies().policy(name).orElseThrow();
		assertThat(policy.allowedOrigins()).containsExactly("https://app.example.com", PARTNER);
		assertThat(GrantTerms.of(policy, PolicyProperty.ALLOWED_ORIGINS))
			.isEqualTo(Map.of(PARTNER, new GrantTerms(LocalDate.of(2099, 1, 31), "team-x", "pilot, with a comma")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://a.example,https://b.example", "https://a.example, https://b.example" })
	void linesWithCommasAreListsAsBefore(String line) {
		new Application().variable("CORS_ALLOWEDORIGINS", line)
			.run((context) -> assertThat(
					context.getBean(CorsEngine.class).policies().policies().get(0).allowedOrigins())
				.containsExactly("https://a.example", "https://b.example"));
	}

	static Stream<Object[]> mistakesInEntriesAreProblems() {
		return Stream.of(
				new Object[] { "a misspelt key", "untill: 2099-01-31", "unknown-key", "allowed-origins[0].untill",
						"Did you mean until?" },
				new Object[] { "a key of nobody", "ticket: X-1", "unknown-key", "allowed-origins[0].ticket",
						"Those are value, until, owner, reason." },
				new Object[] { "no date", "until: tomorrow", "malformed-value", "allowed-origins[0].until",
						"It takes the last day, as a date such as 2027-01-31." },
				new Object[] { "no day of the calendar", "until: 2027-02-30", "malformed-value",
						"allowed-origins[0].until", "It takes the last day, as a date such as 2027-01-31." });
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void mistakesInEntriesAreProblems(String name, String line, String code, String property, String message) {
		for (String start : List.of("cors:\n  allowed-origins:\n",
				"cors:\n  policies:\n   api:\n    paths: /api/**\n    allowed-origins:\n")) {
			new Application()
				.yaml("application.yml", start + "      - value: https://a.example\n        " + line + "\n")
				.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
					assertThat(problem.code().code()).isEqualTo(code);
					assertThat(problem.property()).isEqualTo(property);
					assertThat(problem.message()).contains(message);
				}));
		}
	}

	@Test
	void whatIsSaidOfAnEntryIsSaidOfItsLine(CapturedOutput output) {
		new Application().yaml("application.yml", BESIDE_PLAIN_TEXT.replace("https://partner", "http://partner"))
			.run((context) -> assertThat(output).contains("[insecure-origin-without-credentials]", "allowed-origins[1]",
					"application.yml:4:14"));
	}

	@Test
	void theReadmeShowsTheSame() throws IOException {
		assertThat(Files.readString(Path.of("README.md"))).contains(BESIDE_PLAIN_TEXT);
	}

	@Test
	void whatIsPastItsDateIsAWarningWithItsLineAndStillHolds(CapturedOutput output) {
		new Application().yaml("application.yml", expired("warn")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("[expired]", "application.yml:4:14", "owner: team-x; pilot",
					"It was meant for the time until " + TODAY.minusDays(1));
			assertThat(context.getBean(CorsEngine.class).policies().policies().get(0).allowedOrigins())
				.contains(PARTNER);
		});
	}

	@Test
	void whatIsPastItsDateStopsTheStartOnlyIfThatIsSaid() {
		new Application().yaml("application.yml", expired("fail"))
			.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
				assertThat(problem.code().code()).isEqualTo("expired");
				assertThat(problem.isFatal()).isTrue();
			}));
		new Application()
			.yaml("application.yml",
					expired("fail").replace(TODAY.minusDays(1).toString(), TODAY.plusDays(3).toString()))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatIsPastItsDateRefusesAReloadOnlyIfThatIsSaid() {
		new Application().yaml("application.yml", "cors.allowed-origins: https://app.example.com\n").run((context) -> {
			CorsEngine engine = context.getBean(CorsEngine.class);
			CorsPolicies before = engine.policies();
			Map<String, Object> changed = new HashMap<>(Map.of("cors.expired", "fail", "cors.allowed-origins[0].value",
					PARTNER, "cors.allowed-origins[0].until", TODAY.minusDays(1).toString()));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("changed", changed));
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(loader::load);
			assertThat(engine.policies()).isSameAs(before);
			changed.put("cors.expired", "warn");
			loader.load();
			assertThat(engine.policies().policies().get(0).allowedOrigins()).containsExactly(PARTNER);
		});
	}

	private static String expired(String action) {
		return """
				cors:
				  expired: %s
				  allowed-origins:
				    - value: https://partner.example
				      until: %s
				      owner: team-x
				      reason: pilot
				""".formatted(action, TODAY.minusDays(1));
	}

	private static Object[] row(String name, String yaml) {
		return new Object[] { name, yaml };
	}

	private static List<Problem> problems(AssertableApplicationContext context) {
		@Nullable Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof InvalidCorsPolicyException)) {
			failure = failure.getCause();
		}
		assertThat(failure).isNotNull();
		return ((InvalidCorsPolicyException) failure).problems();
	}

}
