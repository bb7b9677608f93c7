package io.crossgate.cors.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What people write into files and variables, and what they read at start: the problem,
 * where it is and what to write instead.
 */
@ExtendWith(OutputCaptureExtension.class)
class MistakesTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void valuesOfTheWrongTypeAreProblems(Mistake mistake) {
		mistake.check();
	}

	static Stream<Mistake> valuesOfTheWrongTypeAreProblems() {
		return Stream.of(duration("hours and minutes in one word", "1h30", "90m"),
				duration("a unit written out", "1 hour", "1h"), duration("two units", "1h 30m", "90m"),
				duration("a fraction", "1.5h", "90m"), duration("minutes written out", "30 minutes", "30m"),
				duration("two words", "1 hour and 5 min", "65m"), duration("seconds written out", "90 secs", "90s"),
				duration("days written out", "1 day", "24h"), duration("a word", "soon", null),
				duration("no unit that is known", "3 fortnights", null),
				duration("units in the wrong order", "30m 1h", null), flag("a misspelt word", "flase", "false"),
				flag("a polite word", "yes please", "true"), flag("a word that is neither", "maybe", null),
				flag("a number that is neither", "2", null), flag("a word of other products", "enabled", "true"),
				choice("the beginning of a word", "mode", "report", "report-only", "enforce, report-only, off"),
				choice("a misspelt word", "mode", "enforced", "enforce", "enforce, report-only, off"),
				choice("a status", "on-denied", "403", "reject", "reject, pass-through"),
				choice("another status", "on-denied", "200", null, "reject, pass-through"),
				choice("the position of a word", "mode", "1", null, "enforce, report-only, off"),
				choice("a word of another property", "preflight", "reject", null, "answer, pass-through"),
				new Mistake("a status in words", """
						cors:
						  allowed-origins: https://app.example.com
						  preflight-status: 200 OK
						""", "[malformed-value] cors.preflight-status = 200 OK", "application.yml:3:21",
						"It takes a whole number.", "preflight-status: 200"),
				new Mistake("an origin without quotes", """
						cors:
						  allowed-origins:
						    - https://a.example
						    - localhost: 3000
						""", "[malformed-value] cors.allowed-origins[1] = localhost: 3000", "application.yml:4:18",
						"A colon and a blank make a mapping; an entry is one string, in quotes or without the blank.",
						"allowed-origins: https://a.example, http://localhost:3000"),
				new Mistake("the starter's switch", """
						cors:
						  enabled: flase
						  allowed-origins: https://app.example.com
						""", "[malformed-value] cors.enabled = flase", "application.yml:2:12",
						"It takes true or false.", "enabled: false"),
				new Mistake("a word of the start", """
						cors:
						  conflicts: error
						""", "[malformed-value] cors.conflicts = error", "application.yml:2:14",
						"It takes one of the words warn, fail, ignore.", null),
				new Mistake("a policy that is no mapping", """
						cors:
						  policies:
						    api: open
						""", "[malformed-value] cors.policies.api = open", "application.yml:3:10",
						"A policy is a mapping of its keys, such as paths and allowed-origins.", null));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void oneValueIsNoListAndNoMapping(Mistake mistake) {
		mistake.check();
	}

	static Stream<Mistake> oneValueIsNoListAndNoMapping() {
		String list = "A list stands where one value is expected, so it is not read. ";
		return Stream.of(
				new Mistake("a flag in brackets", """
						cors:
						  allowed-origins: https://app.example.com
						  allow-credentials: [true]
						""", "[malformed-value] cors.allow-credentials[0] = true", "application.yml:3:23",
						list + "It takes true or false.", "allow-credentials: true"),
				new Mistake("a duration behind a dash", """
						cors:
						  policies:
						    api:
						      paths: /api/**
						      allowed-origins: https://app.example.com
						      max-age:
						        - 5 min
						""", "[malformed-value] cors.policies.api.max-age[0] = 5 min", "application.yml:7:11", list
						+ "It takes a duration in one unit, such as 30m, 2h or 90s; a number without a unit is seconds.",
						"max-age: 5m"),
				new Mistake("two words for one", """
						cors:
						  allowed-origins: https://app.example.com
						  on-denied: [reject, pass-through]
						""", "[malformed-value] cors.on-denied[0] = reject", "application.yml:3:15",
						list + "It takes one of the words reject, pass-through.", null),
				new Mistake("the mode of protection", """
						cors:
						  allowed-origins: https://app.example.com
						  protection:
						    mode: [enforce]
						""", "[malformed-value] cors.protection.mode[0] = enforce", "application.yml:4:12",
						list + "It takes one of the words off, report-only, enforce.", "protection.mode: enforce"),
				new Mistake("the starter's switch", """
						cors:
						  allowed-origins: https://app.example.com
						  enabled: [false]
						""", "[malformed-value] cors.enabled[0] = false", "application.yml:3:13",
						list + "It takes true or false.", "enabled: false"),
				new Mistake("a mapping for a word", """
						cors:
						  allowed-origins: https://app.example.com
						  mode:
						    off: true
						""", "[unknown-key] cors.mode.false = true", "application.yml:4:10",
						"A mapping stands where one value is expected. It takes one of the words enforce, report-only, off.",
						null),
				new Mistake("a switch that protection does not have", """
						cors:
						  allowed-origins: https://app.example.com
						  protection:
						    enabled: true
						""", "[unknown-key] cors.protection.enabled = true", "application.yml:4:14",
						"Unknown property; those here are protection.mode, protection.trusted-origins, "
								+ "protection.exempt-paths, protection.accept-risks.",
						null),
				new Mistake("a word for several keys", """
						cors:
						  allowed-origins: https://app.example.com
						  protection: enforce
						""", "[malformed-value] cors.protection = enforce", "application.yml:3:15",
						"It takes no value; below it stand protection.mode, protection.trusted-origins, "
								+ "protection.exempt-paths, protection.accept-risks.",
						null),
				new Mistake("a switch of reload", """
						cors:
						  allowed-origins: https://app.example.com
						  reload:
						    enabled: flase
						""", "[malformed-value] cors.reload.enabled = flase", "application.yml:4:14",
						"It takes true or false.", "reload.enabled: false"),
				new Mistake("a list in a list", """
						cors:
						  allowed-origins:
						    - - https://a.example
						      - https://b.example
						    - https://c.example
						""", "[malformed-value] cors.allowed-origins[0] = https://a.example, https://b.example",
						"application.yml:3:9",
						"A list stands where one entry is expected; write all entries on one level.",
						"allowed-origins: https://a.example, https://b.example, https://c.example"),
				new Mistake("brackets in brackets", """
						cors:
						  allowed-origins: https://app.example.com
						  allowed-methods: [[GET, POST]]
						""", "[malformed-value] cors.allowed-methods[0] = GET, POST", "application.yml:3:22",
						"A list stands where one entry is expected; write all entries on one level.",
						"allowed-methods: GET, POST"),
				new Mistake("a key that an entry does not have", """
						cors:
						  allowed-origins: [{origin: 'https://a.example'}]
						""", "[malformed-value] cors.allowed-origins[0] = origin: https://a.example",
						"application.yml:2:30",
						"A colon and a blank make a mapping; an entry is one string, in quotes or without the blank.",
						"allowed-origins: https://a.example"),
				new Mistake("a blank behind the scheme", """
						cors:
						  allowed-origins:
						    - https: //a.example
						""", "[malformed-value] cors.allowed-origins[0] = https: //a.example", "application.yml:3:14",
						"A colon and a blank make a mapping; an entry is one string, in quotes or without the blank.",
						"allowed-origins: https://a.example"),
				new Mistake("an origin without quotes before others", """
						cors:
						  allowed-origins:
						    - localhost: 3000
						    - https://b.example
						""", "[malformed-value] cors.allowed-origins[0] = localhost: 3000", "application.yml:3:18",
						"A colon and a blank make a mapping; an entry is one string, in quotes or without the blank.",
						"allowed-origins: http://localhost:3000, https://b.example"));
	}

	@ParameterizedTest
	@CsvSource({ "origins-allowed, allowed-origins", "methodsAllowed, allowed-methods",
			"headers_allowed, allowed-headers", "headers-exposed, exposed-headers" })
	void theWordsOfAKeyMayBeInAnotherOrder(String written, String meant) {
		new Application().yaml("application.yml", "cors:\n  " + written + ": X")
			.run((context) -> assertThat(problems(context)).singleElement()
				.extracting(Problem::message)
				.isEqualTo("Unknown property. Did you mean " + meant + "?"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cors[allowed-origins]=https://a.example                          | cors.allowed-origins
			cors[allowed-origins][0]=https://a.example                       | cors.allowed-origins
			cors[allowedOrigins]=https://a.example                           | cors.allowed-origins
			cors[max-age]=1h                                                 | cors.max-age
			cors[policies][api][allowed-origins]=https://a.example           | cors[policies][api].allowed-origins
			cors.policies.api[max-age]=1h                                    | cors.policies.api.max-age
			cors.policies[my-api][exposed-headers][0]=X-Total                | cors.policies[my-api].exposed-headers
			cors[protection][trusted-origins]=https://a.example              | cors.protection.trusted-origins
			cors.lookup[cache-ttl]=1s                                        | cors.lookup.cache-ttl
			""")
	void keysInBracketsThatAreNotReadAreNamed(String line, String meant) {
		Application application = new Application().yaml("application.properties", line);
		application.run((context) -> assertThat(problems(context)).anySatisfy((problem) -> {
			assertThat(problem.code().code()).isEqualTo("unknown-key");
			assertThat(PropertyLocation.of(problem, application.environment, Map.of()).name())
				.isEqualTo(line.substring(0, line.indexOf('=')));
			assertThat(problem.message()).endsWith("is not read. Write " + meant + ".");
			assertThat(problem.edits()).last()
				.hasToString("remove " + line.substring(0, line.indexOf('=')).replace("[0]", ""));
		}));
	}

	@Test
	void keysInBracketsThatAreReadAreNotNamed() {
		new Application().yaml("application.properties", """
				cors[allowedorigins]=https://a.example
				cors.policies[my-api][paths]=/api/**
				cors[policies][my-api].allowed-origins=https://a.example
				cors[mode]=report-only
				""")
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().policies())
				.allSatisfy((policy) -> assertThat(policy.allowedOrigins()).containsExactly("https://a.example"))
				.extracting(CorsPolicy::name)
				.containsExactlyInAnyOrder("default", "my-api"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
			a misspelt key            | alowed-origins: https://app.example.com
			a key of other products   | origins: https://app.example.com
			misspelt patterns         | alowed-origin-patterns: https://*.example.com
			nothing                   | allowed-origins: ''
			an entry that is no text  | "allowed-origins: [{ host: https://app.example.com }]"
			""")
	void originsThatAreNotReadHideNoOtherMistakeOfTheirPolicy(String prose, String origins) {
		new Application().yaml("application.yml", """
				cors:
				  %s
				  allowed-methods: GET;PUT
				  accept-risks: nul-origin
				""".formatted(origins)).run((context) -> {
			List<Problem> problems = problems(context);
			assertThat(problems).hasSize(3);
			assertThat(problems).extracting((problem) -> problem.code().code())
				.contains("malformed-method", "unknown-risk");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "'*'", "any", "'null'", "https://*.example.com", "http://localhost:*" })
	void ownOriginsAreNoPatterns(String written) {
		new Application().yaml("application.yml", "cors.same-origins: " + written)
			.run((context) -> assertThat(problems(context)).singleElement()
				.extracting(Problem::message)
				.isEqualTo("An application has few origins of its own; list each, exactly."));
	}

	@Test
	void aPolicyWithTheReservedNameIsFoundWhereItStands() {
		Application application = new Application().yaml("application.yml", """
				cors.policies.Default:
				  paths: /api/**
				  allowed-origins: https://a.example
				""");
		application.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
			PropertyLocation location = PropertyLocation.of(problem, application.environment, Map.of());
			assertThat(location.name()).isEqualTo("cors.policies.Default");
			assertThat(location.where()).isEqualTo("application.yml:2:10");
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void entriesBehindAGapAreNotRead(String prose, Application application, String problem, @Nullable String fix) {
		application.run((context) -> assertThat(problems(context)).singleElement().satisfies((found) -> {
			assertThat(found.policy() + " " + found.property()).isEqualTo(problem.split(": ")[0]);
			assertThat(found.message()).endsWith(problem.split(": ")[1]);
			assertThat(fixOf(found)).isEqualTo(fix);
		}));
	}

	static Stream<Arguments> entriesBehindAGapAreNotRead() {
		String yaml = """
				cors:
				  policies:
				    partner-api:
				      paths: /api/**
				      allowed-origins: [https://a.example, https://b.example]
				""";
		return Stream.of(
				Arguments.of("a file without the second entry", new Application().yaml("application.properties", """
						cors.allowed-origins[0]=https://a.example
						cors.allowed-origins[2]=https://b.example
						"""), "default allowed-origins[2]: [1] is missing here.",
						"allowed-origins: https://a.example, https://b.example"),
				Arguments.of("variables from 1",
						new Application().variable("CORS_ALLOWEDORIGINS_1", "https://a.example")
							.variable("CORS_ALLOWEDORIGINS_2", "https://b.example"),
						"default allowed-origins[1]: [0] is missing here.",
						"allowed-origins: https://a.example, https://b.example"),
				Arguments.of("a number that is no int",
						new Application().variable("CORS_ALLOWEDORIGINS_99999999999", "https://a.example"),
						"default allowed-origins[99999999999]: [0] is missing here.",
						"allowed-origins: https://a.example"),
				Arguments.of("a variable for one entry of a file",
						new Application().yaml("application.yml", yaml)
							.variable("CORS_POLICIES_PARTNERAPI_ALLOWEDORIGINS_1", "https://c.example"),
						"partner-api allowed-origins[1]: [0] is missing here.", null),
				Arguments.of("a variable for one path of a file",
						new Application().yaml("application.yml", yaml)
							.variable("CORS_POLICIES_PARTNERAPI_PATHS_1", "/x/**"),
						"partner-api paths[1]: [0] is missing here.", null));
	}

	@Test
	void aVariableMayHaveTheIndexOfAnEntryInBrackets() {
		new Application().variable("CORS_ALLOWEDORIGINS[0]", "https://a.example")
			.variable("CORS_PROTECTION_TRUSTEDORIGINS[0]", "https://c.example")
			.variable("CORS_POLICIES_API_PATHS[0]", "/api/**")
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS[0]", "https://b.example")
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().policies())
				.extracting((policy) -> policy.paths() + " " + policy.allowedOrigins())
				.containsExactly("[/**] [https://a.example]", "[/api/**] [https://b.example]"));
	}

	@ParameterizedTest
	@CsvSource({ "CORS_ALLOWED_ORIGINS[0], CORS_ALLOWED_ORIGINS_0",
			"CORS_POLICIES_API_ALLOWED_ORIGINS[0], CORS_POLICIES_API_ALLOWED_ORIGINS_0" })
	void aVariableWithBracketsAndMoreUnderscoresIsNotRead(String variable, String read) {
		new Application().variable(variable, "https://a.example")
			.variable("CORS_POLICIES_API_PATHS", "/api/**")
			.variable("CORS_POLICIES_API_ALLOWEDORIGINS", "https://b.example")
			.run((context) -> assertThat(problems(context)).singleElement()
				.extracting(Problem::message)
				.isEqualTo("A variable of this name is not read. Write the index behind an underscore: " + read + "."));
	}

	@Test
	void nullInAListOfJsonIsAnEmptyEntry() {
		Map<String, Object> json = new HashMap<>();
		json.put("cors.allowed-origins[0]", "https://a.example");
		json.put("cors.allowed-origins[1]", null);
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("json", json)))
			.run((context) -> assertThat(problems(context)).singleElement()
				.hasToString(
						"[blank-value] policy 'default', allowed-origins: An entry of the list is null; remove it."));
	}

	@ParameterizedTest
	@CsvSource({ "CORS_POLICIES_PARTNERAPI_MAXAGE, 1 hour, malformed-value max-age",
			"CORS_POLICIES_PARTNERAPI_MAXAGE, '', blank-value max-age",
			"CORS_POLICIES_PARTNERAPI_MODE_0, off, 'malformed-value mode[0]'" })
	void aVariableIsOfThePolicyThatIsDeclared(String variable, String value, String problem) {
		new Application().yaml("application.yml", """
				cors:
				  policies:
				    partner-api:
				      paths: /api/**
				      allowed-origins: https://a.example
				""")
			.variable(variable, value)
			.run((context) -> assertThat(problems(context)).singleElement().satisfies((found) -> {
				assertThat(found.policy()).isEqualTo("partner-api");
				assertThat(found.code().code() + " " + found.property()).isEqualTo(problem);
			}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CORS_ALLOW_ORIGIN", "CORS_ALLOW_ORIGINS", "CORS_ALLOWED_ORIGIN", "CORS_ORIGIN_WHITELIST",
			"CORS_ACCESS_CONTROL_ALLOW_ORIGIN" })
	void whatOtherProductsCallOriginsIsNoPolicy(String variable) {
		new Application().variable(variable, "https://a.example")
			.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
				assertThat(problem.policy()).isEqualTo(CorsPolicy.DEFAULT_NAME);
				assertThat(problem.message()).isEqualTo("Unknown property. Did you mean allowed-origins?");
				assertThat(problem.edits()).first().hasToString("allowed-origins: https://a.example");
			}));
	}

	@Test
	void aVariableForAnEntryOfOneValueIsNotRead() {
		new Application().variable("CORS_ALLOWEDORIGINS", "https://app.example.com")
			.variable("CORS_ALLOWCREDENTIALS_0", "true")
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies((problem) -> assertThat(problem.code().code() + " " + problem.property())
					.isEqualTo("malformed-value allow-credentials[0]")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void keysOnTheWrongLevelAreReadTogether(Mistake mistake) {
		mistake.check();
	}

	static Stream<Mistake> keysOnTheWrongLevelAreReadTogether() {
		return Stream.of(new Mistake("policies is forgotten", """
				cors:
				  api:
				    paths: /api/**
				    allowed-origins:
				      - https://a.example
				      - https://b.example
				    allow-credentials: true
				""", "[unknown-key] cors.api.paths", "application.yml:3:12",
				"which stands below policies: it is cors.policies.api.",
				"paths: /api/**; allowed-origins: https://a.example, https://b.example; allow-credentials: true"),
				new Mistake("policies is forgotten, and no origin is named", """
						cors:
						  admin:
						    paths: /admin/**
						    mode: off
						""", "[unknown-key] cors.admin.paths", "application.yml:3:12",
						"which stands below policies: it is cors.policies.admin.", "paths: /admin/**; mode: false"),
				new Mistake("another word for policies", """
						cors:
						  configurations:
						    web:
						      allowed-origins: https://a.example
						""", "[unknown-key] cors.configurations.web.allowed-origins", "application.yml:4:24",
						"Remove cors.configurations. Policies stand below policies, not configurations: this one is cors.policies.web.",
						"allowed-origins: https://a.example"),
				new Mistake("policy for policies", """
						cors:
						  policy:
						    web:
						      origins: https://a.example
						""", "[unknown-key] cors.policy.web.origins", "application.yml:4:16",
						"Policies stand below policies, not policy: this one is cors.policies.web.",
						"allowed-origins: https://a.example"),
				new Mistake("a policy without a name", """
						cors:
						  policies:
						    paths: /api/**
						    allowed-origins: https://a.example
						""", "[unknown-key] cors.policies.paths", "application.yml:3:12",
						"A policy has a name, and its keys stand below it: cors.policies.<name>; api stands for the "
								+ "name here.",
						"paths: /api/**; allowed-origins: https://a.example"),
				new Mistake("a list of policies with names", """
						cors:
						  policies:
						    - name: web
						      paths: /api/**
						      allowed-origins: https://a.example
						""", "[unknown-key] cors.policies[0].name", "application.yml:3:13",
						"Policies are a mapping, not a list: the name of each is its key.",
						"paths: /api/**; allowed-origins: https://a.example"),
				new Mistake("a list right below cors", """
						cors:
						  - allowed-origins: https://a.example
						""", "[unknown-key] cors[0].allowed-origins", "application.yml:2:22",
						"these are the keys of the default policy, without a dash.",
						"allowed-origins: https://a.example"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void namesThatAreReadAsOthersAreProblems(Mistake mistake) {
		mistake.check();
	}

	static Stream<Mistake> namesThatAreReadAsOthersAreProblems() {
		String keys = "paths: /x; allowed-origins: https://a.example";
		return Stream.of(new Mistake("two spellings of one name", """
				cors:
				  policies:
				    partnerApi: {paths: /x, allowed-origins: "https://a.example", allow-credentials: true}
				    partner-api: {paths: /y, allowed-origins: "https://b.example"}
				""", "[duplicate-policy] cors.policies.partner-api.name = partner-api", "application.yml:3:25",
				"Policy 'partnerApi' (application.yml:3:25) has the same name; case and dashes do not tell names "
						+ "apart, so that each would have the keys of the other. This one is at application.yml:4:26.",
				null),
				new Mistake("a second default policy", """
						cors:
						  allowed-origins: https://a.example
						  policies:
						    default: {paths: /x, allowed-origins: "https://b.example"}
						""", "[duplicate-policy] cors.policies.default", "application.yml:4:22",
						"The policy right below cors has this name. Move the keys there, or give this policy another "
								+ "name.",
						null),
				new Mistake("a name with a dot", """
						cors:
						  policies:
						    my.name: {paths: /x, allowed-origins: "https://a.example"}
						""", "[malformed-policy-name] cors.policies.my.name.paths", "application.yml:3:22",
						"A name with a dot is written \"[my.name]\" in YAML, and policies[my.name] elsewhere. It is at "
								+ "application.yml:3:22.",
						keys),
				new Mistake("a name with other letters", """
						cors:
						  policies:
						    m\u00fcnchen: {paths: /x, allowed-origins: "https://a.example"}
						""", "[malformed-policy-name] cors.policies.mnchen.paths", "application.yml:3:22",
						"Any other name is written \"[m\u00fcnchen]\" in YAML, and policies[m\u00fcnchen] elsewhere. It is "
								+ "at application.yml:3:22.",
						keys),
				new Mistake("a name with a blank", """
						cors:
						  policies:
						    my api: {paths: /x, allowed-origins: "https://a.example"}
						""", "[malformed-policy-name] paths of policy 'my api'", null,
						"of a name are read: this one is 'myapi'. Any other name is written \"[my api]\" in YAML, and "
								+ "policies[my api] elsewhere. It is at application.yml:3:21.",
						keys),
				new Mistake("one key in two spellings", """
						cors:
						  allowed-origins: https://a.example
						  allowedOrigins: https://b.example
						""", "[duplicate-key] cors.allowedorigins = https://b.example", "application.yml:2:20",
						"The same key is at application.yml:2:20, written allowed-origins, and at "
								+ "application.yml:3:19; one of the two is dropped. Keep one.",
						null));
	}

	@Test
	void namesOutsideAsciiAreToldApartInBrackets() {
		new Application().yaml("application.yml", """
				cors:
				  policies:
				    "[m\u00fcnchen]": {paths: /x, allowed-origins: "https://a.example"}
				    "[my.name]": {paths: /y, allowed-origins: "https://a.example"}
				    "[\u00e4]": {paths: /z, allowed-origins: "https://a.example"}
				""").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void keyInTwoFormsInOneFileIsAProblem() {
		new Application().yaml("application.properties", """
				cors.allowed-origins=https://a.example
				cors.allowed-origins[0]=https://b.example
				""")
			.run((context) -> assertThat(problems(context)).extracting((problem) -> problem.code().code())
				.containsExactly("duplicate-key"));
	}

	/** A profile's file may spell a name as it likes. */
	@Test
	void spellingsInDifferentFilesAreOnePolicy() {
		new Application().yaml("application-prod.yml", """
				cors.policies.partnerApi.allowed-origins: https://b.example
				""").yaml("application.yml", """
				cors.policies.partner-api: {paths: /x, allowed-origins: "https://a.example"}
				""").run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "CORS_POLICIES_PARTNERAPI_ALLOW_CREDENTIALS, false", "CORS_POLICIES_PARTNERAPI_MAX_AGE, 10m",
			"CORS_POLICIES_PARTNERAPI_ALLOWED_ORIGINS, https://b.example",
			"CORS_POLICIES_PARTNERAPI_ALLOWED_ORIGINS_0, https://b.example" })
	void aVariableThatTheBinderDoesNotReadIsNotIgnored(String variable, String value) {
		new Application().variable(variable, value).yaml("application.yml", """
				cors.policies.partner-api:
				  paths: /x
				  allowed-origins: https://a.example
				  allow-credentials: true
				""").run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
			assertThat(problem.code().code()).isEqualTo("unknown-key");
			assertThat(problem.message()).startsWith("A variable has no dashes: cors.policies.partner-api.")
				.contains(" is CORS_POLICIES_PARTNERAPI_")
				.endsWith(". Rename it.");
		}));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "CORS_POLICIES_PARTNERAPI_ALLOWCREDENTIALS", "CORS_POLICIES_PARTNER_API_ALLOW_CREDENTIALS" })
	void aVariableThatTheBinderReadsIsNoProblem(String variable) {
		new Application().variable(variable, "false").yaml("application.yml", """
				cors.policies.partner-api:
				  paths: /x
				  allowed-origins: https://a.example
				  allow-credentials: true
				""").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CorsEngine.class).policies().policies().get(0).allowCredentials()).isFalse();
		});
	}

	@Test
	void twoVariablesForOneKeyAreNotBlended() {
		new Application().variable("CORS_ALLOWED_ORIGINS", "https://a.example")
			.variable("CORS_ALLOWEDORIGINS", "https://b.example")
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies(
						(problem) -> assertThat(problem.message()).contains("environment variable CORS_ALLOWED_ORIGINS",
								"environment variable CORS_ALLOWEDORIGINS", "one of the two is dropped")));
	}

	@Test
	void noVariableReachesANameWithADot() {
		new Application().variable("CORS_POLICIES_MY_NAME_ALLOWEDORIGINS", "https://b.example")
			.yaml("application.yml", """
					cors.policies:
					  "[my.name]": {paths: /x, allowed-origins: "https://a.example"}
					""")
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies(
						(problem) -> assertThat(problem.message()).startsWith("No variable reaches a policy whose")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cors:\n  allowed-origins:", "cors:\n  allowed-origins: ''",
			"cors:\n  allowed-origins: ' '", "cors:\n  allowed-origins: ~", "cors:\n  allowed-origins: ${NOTHING:}" })
	void originsThatAreEmptyTextAreAMistake(String yaml) {
		new Application().yaml("application.yml", yaml)
			.yaml("other.yml", "cors.allowed-origins: https://a.example")
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies((problem) -> assertThat(problem.code().code()).isEqualTo("blank-value")));
	}

	@Test
	void anEmptyListOfOriginsIsNone() {
		new Application().yaml("application.yml", "cors:\n  allowed-origins: []")
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().policies()).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "allowed-methods: [GET, NO] | allowed-methods[1] = 'NO' | false",
					"allowed-headers: [X-A, On, 1.10] | allowed-headers[1] = 'On' | true",
					"allowed-headers: [X-A, On, 1.10] | allowed-headers[2] = '1.10' | 1.1",
					"exposed-headers: No | exposed-headers = 'No' | false", "max-age: 010 | max-age = '010' | 8",
					"max-age: 1:30 | max-age = '1:30' | 90" })
	void wordsThatYamlReadsAsOthersAreWarnedOf(String line, String value, String read, CapturedOutput output) {
		new Application().yaml("application.yml", "cors:\n  allowed-origins: https://a.example\n  " + line)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.contains("CORS [misread-value] policy 'default', " + value + ": Without quotes, YAML reads it as " + read);
	}

	@ParameterizedTest
	@CsvSource({ "on, true", "Yes, true", "no, false", "0x10, 16", "010, 8", "1_000, 1000", "1:30, 90" })
	void namesThatYamlReadsAsOthersAreWarnedOf(String name, String read, CapturedOutput output) {
		new Application().yaml("application.yml", """
				cors:
				  policies:
				    api: { paths: /api/**, allowed-origins: "https://a.example" }
				    %s:
				      # each entry on its line
				      paths:
				      - /a/**

				      - /b/**
				      allowed-origins:
				        - https://a.example
				""".formatted(name)).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce(
				"[misread-value] policy '" + read + "', name = '" + name + "': Without quotes, YAML reads it as " + read
						+ ", and so the policy is called; write \"" + name + "\".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"on\"", "'0x10'", "true", "16", "online", "n0" })
	void namesThatYamlReadsAsTheyAreWrittenAreNotWarnedOf(String name, CapturedOutput output) {
		new Application()
			.yaml("application.yml",
					"cors.policies:\n  %s:\n    paths: /a/**\n    allowed-origins: https://a.example".formatted(name))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("misread-value");
	}

	@Test
	void wordsThatYamlReadsAsTheyAreWrittenAreNotWarnedOf(CapturedOutput output) {
		new Application().yaml("application.yml", """
				cors:
				  allowed-origins: https://a.example
				  allow-credentials: yes
				  allowed-methods: [GET, "NO"]
				  allowed-headers: [X-A, 42]
				  max-age: 90 # seconds
				""").run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("misread-value");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "cors:\\n\\tmode: off | Indent with blanks",
					"cors:\\n  policies:\\n    api: {}\\n    api: {} | Each key stands once",
					"cors:\\n  allowed-origins: * | Quote the star" })
	void yamlThatCanNotBeParsedIsAnalysed(String yaml, String action) {
		assertThatThrownBy(
				() -> new Application().yaml("application.yml", yaml.replace("\\n", "\n").replace("\\t", "\t"))
					.load(new StandardEnvironment()))
			.satisfies((failure) -> {
				FailureAnalysis analysis = new YamlFailureAnalyzer().analyze(failure);
				assertThat(analysis).isNotNull();
				assertThat(analysis.getAction()).startsWith(action);
				assertThat(analysis.getDescription()).contains("line ");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "allowed-origins: {web: 'https://a.example'}", "allowed-methods: {GET: true}",
			"allowed-origins: {'https://a.example': ''}" })
	void mappingWhereAListIsExpectedIsAProblem(String line) {
		new Application().yaml("application.yml", "cors:\n  " + line)
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies((problem) -> assertThat(problem.message())
					.startsWith("A mapping stands where a list is expected")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = {
					"'cors:\\nallowed-origins: https://a.example' | allowed-origins | stands beside cors, not below it",
					"spring.cors.allowed-origins: x | spring.cors.allowed-origins | stand below cors",
					"spring.web.cors.mappings: x | spring.web.cors.mappings | stand below cors",
					"quarkus.http.cors.origins: x | quarkus.http.cors.origins | stand below cors" })
	void keysThatStandElsewhereAreNamed(String yaml, String key, String what, CapturedOutput output) {
		new Application().yaml("application.yml", yaml.replace("\\n", "\n"))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce(key + " (").contains("has no effect", what);
	}

	@Test
	void keysOfTheApplicationAreNotNamed(CapturedOutput output) {
		new Application().yaml("application.yml", """
				allowed-origins: https://a.example
				management.endpoints.web.cors.allowed-origins: https://a.example
				cors.allowed-origins: ${allowed-origins}
				""").run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("has no effect");
	}

	@Test
	void keysOfOtherComponentsAreLeftAlone() {
		new Application().yaml("application.yml", """
				cors:
				  proxy:
				    mode: strict
				    path: /x
				    headers: X-A
				  policies:
				    - paths: /api/**
				      allowed-origins: https://a.example
				""").run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "enabled", "mode", "max-age", "allow-credentials", "filter-order", "explain.log" })
	void emptyTextIsNoValueWhereverItIs(String key) {
		String origins = "cors.allowed-origins: https://a.example\n";
		for (Application application : List.of(new Application().yaml("application.yml", origins + "cors." + key + ":"),
				new Application().yaml("application.yml", origins + "cors." + key + ": ''"),
				new Application().yaml("application.properties", origins + "cors." + key + "="),
				new Application().yaml("application.yml", origins + "cors." + key + ": 1")
					.variable("CORS_" + key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), ""))) {
			application.run((context) -> assertThat(problems(context)).singleElement()
				.hasToString("[blank-value] policy 'default', " + key + " = '': It is set, but to nothing, and another "
						+ "place that sets it has no effect. Write a value, or leave the key out. Fix: remove " + key));
		}
	}

	@Test
	void emptyTextThatAnotherSourceOverridesIsNoMistake() {
		new Application().variable("CORS_MAXAGE", "10m")
			.yaml("application.yml", "cors.allowed-origins: https://a.example\ncors.max-age:")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "'', true", "[], false" })
	void originsSetToNothingBesidePatterns(String value, boolean failing) {
		new Application().yaml("application.yml", """
				cors.policies.api:
				  paths: /api/**
				  allowed-origins: %s
				  allowed-origin-patterns: https://*.a.example
				""".formatted(value)).run((context) -> {
			if (failing) {
				assertThat(problems(context)).extracting((problem) -> problem.code().code())
					.containsExactly("blank-value");
			}
			else {
				assertThat(context).hasNotFailed();
			}
		});
	}

	@Test
	void anEmptyListThatHidesOriginsIsWarnedOf(CapturedOutput output) {
		new Application().yaml("application-prod.yml", "cors:\n  allowed-origins: []")
			.yaml("application.yml", "cors:\n  allowed-origins: https://a.example")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("cors.allowed-origins (application-prod.yml:2:20): The empty list takes "
				+ "the place of https://a.example (application.yml), so that there is no default policy.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CORS_POLICIES_[MY.NAME]_PATHS", "CORS_POLICIES[MY.NAME]_PATHS" })
	void aVariableWithBracketsIsNotIgnored(String variable) {
		new Application().variable(variable, "/x")
			.run((context) -> assertThat(problems(context)).singleElement()
				.extracting(Problem::message)
				.asString()
				.startsWith(
						"No variable has brackets in its name, so this one is not read. Set cors.policies[my.name]"));
	}

	@Test
	void aBlankInTheNameOfAPropertiesFileIsFound() {
		new Application().yaml("application.properties", """
				cors.policies[My Name].paths=/x
				cors.policies[My Name].allowed-origins=https://a.example
				""")
			.run((context) -> assertThat(problems(context)).extracting((problem) -> problem.code().code())
				.containsExactly("malformed-policy-name"));
		new Application().yaml("application.properties", """
				cors.policies[My\\ Name].paths=/x
				cors.policies[My\\ Name].allowed-origins=https://a.example
				""").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void variablesOfAServiceNamedAsPoliciesAreNone() {
		Application application = new Application();
		Map.of("SERVICE_HOST", "10.0.0.1", "SERVICE_PORT", "80", "SERVICE_PORT_HTTP", "80", "PORT", "tcp://10.0.0.1:80",
				"PORT_80_TCP", "tcp://10.0.0.1:80", "PORT_80_TCP_PROTO", "tcp", "PORT_80_TCP_PORT", "80",
				"PORT_80_TCP_ADDR", "10.0.0.1")
			.forEach((name, value) -> application.variable("CORS_POLICIES_" + name, value));
		application.yaml("application.yml", "cors.policies.api: {paths: /api/**, allowed-origins: 'https://a.example'}")
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().policies())
				.extracting(CorsPolicy::name)
				.containsExactly("api"));
	}

	@Test
	void aFileThatCanNotBeParsedIsNamed(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("application.yml"), "cors:\n\tmode: off");
		System.setProperty("spring.config.location", directory + "/");
		try {
			assertThatThrownBy(
					() -> new SpringApplicationBuilder(MistakesTests.class).web(WebApplicationType.NONE).run())
				.satisfies((failure) -> {
					FailureAnalysis analysis = new YamlFailureAnalyzer().analyze(failure);
					assertThat(analysis).isNotNull();
					assertThat(analysis.getDescription()).endsWith("It is the file file [" + file + "].");
				});
		}
		finally {
			System.clearProperty("spring.config.location");
		}
	}

	private static Mistake duration(String prose, String value, @Nullable String meant) {
		return policy(prose, "max-age", value,
				"It takes a duration in one unit, such as 30m, 2h or 90s; a number " + "without a unit is seconds.",
				meant);
	}

	private static Mistake flag(String prose, String value, @Nullable String meant) {
		return policy(prose, "allow-credentials", value, "It takes true or false.", meant);
	}

	private static Mistake choice(String prose, String key, String value, @Nullable String meant, String words) {
		return policy(prose, key, value, "It takes one of the words " + words + ".", meant);
	}

	private static Mistake policy(String prose, String key, String value, String why, @Nullable String meant) {
		return new Mistake(prose + " for " + key, """
				cors:
				  policies:
				    api:
				      paths: /api/**
				      allowed-origins: https://app.example.com
				      %s: %s
				""".formatted(key, value), "[malformed-value] cors.policies.api." + key + " = " + value,
				"application.yml:6:" + (9 + key.length()), why, (meant != null) ? key + ": " + meant : null);
	}

	/** What stands elsewhere is removed besides; generated configurations try that. */
	private static @Nullable String fixOf(Problem problem) {
		return problem.edits().isEmpty() ? null
				: problem.edits()
					.stream()
					.filter((edit) -> !edit.property().startsWith("cors."))
					.map(Object::toString)
					.collect(Collectors.joining("; "));
	}

	private static List<Problem> problems(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).as("before any bean exists").isInstanceOf(InvalidCorsPolicyException.class);
		return ((InvalidCorsPolicyException) failure).problems().stream().filter(Problem::isFatal).toList();
	}

	/**
	 * A configuration with one mistake.
	 *
	 * @param prose what is wrong
	 * @param yaml the file
	 * @param problem its code, the property and the value
	 * @param where the place
	 * @param why the end of the explanation
	 * @param fix the line that is right, or {@code null}
	 */
	record Mistake(String prose, String yaml, String problem, @Nullable String where, String why,
			@Nullable String fix) {

		void check() {
			Application application = new Application().yaml("application.yml", this.yaml);
			application.run((context) -> {
				List<Problem> problems = problems(context);
				assertThat(problems).singleElement().satisfies((problem) -> {
					PropertyLocation location = PropertyLocation.of(problem, application.environment, Map.of());
					assertThat("[" + problem.code().code() + "] " + location.name()
							+ ((problem.value() != null) ? " = " + problem.value() : ""))
						.isEqualTo(this.problem);
					assertThat(location.where()).isEqualTo(this.where);
					assertThat(problem.message()).endsWith(this.why);
					assertThat(fixOf(problem)).isEqualTo(this.fix);
				});
			});
		}

		@Override
		public String toString() {
			return this.prose;
		}

	}

	/**
	 * An application with files and variables, in the order of their precedence.
	 */
	static final class Application {

		private final List<String[]> files = new ArrayList<>();

		private final Map<String, Object> variables = new HashMap<>();

		private Environment environment = new StandardEnvironment();

		Application yaml(String name, String text) {
			this.files.add(new String[] { name, text });
			return this;
		}

		Application variable(String name, String value) {
			this.variables.put(name, value);
			return this;
		}

		void run(ContextConsumer<AssertableApplicationContext> check) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class))
				.withInitializer((context) -> load(context.getEnvironment()))
				.run(check);
		}

		Environment environment() {
			return this.environment;
		}

		private void load(ConfigurableEnvironment environment) {
			this.environment = environment;
			MutablePropertySources sources = environment.getPropertySources();
			sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							this.variables));
			for (String[] file : this.files) {
				PropertySourceLoader loader = file[0].endsWith(".yml") ? new YamlPropertySourceLoader()
						: new PropertiesPropertySourceLoader();
				ByteArrayResource resource = new ByteArrayResource(file[1].getBytes(StandardCharsets.UTF_8), file[0]);
				try {
					loader.load(file[0], resource).forEach(sources::addLast);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}

	}

}
