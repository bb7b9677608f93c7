package io.crossgate.cors.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.StringUtils;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.explain.PolicyLogger.Warnings;
import io.crossgate.cors.spring.reload.PolicyReloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a failed start advises is pasted in place of what was written, and starts.
 */
class CorrectedConfigurationTests {

	private static final List<PropertySourceLoader> LOADERS = List.of(new YamlPropertySourceLoader(),
			new PropertiesPropertySourceLoader());

	static Stream<Arguments> mistakes() {
		return Stream.of(Arguments.of("application.yml", """
				cors:
				  allowed-origins:
				    - https://app.example.com/
				    - app.example.org
				  same-origins: own.example
				  max-agee: 1h
				  policies:
				    partner-api:
				      path: /partner/**
				      allowed-origins: https://b.example, https://b.example/
				      allowed-methods: get post
				      on-denied: pass-through
				"""), Arguments.of("application.yml", """
				cors.policies:
				  "[my.api]":
				    paths: api/**
				    allowed-origins: http://a.example
				    allow-credentials: true
				    preflight-status: 404
				"""), Arguments.of("application.yml", """
				cors.policies:
				  my api:
				    paths: /api/**
				    allowed-origins: https://a.example
				"""), Arguments.of("application.properties", """
				cors.allowed-origins[0]=https://*
				cors.allowed-methods[0]=GET
				cors.allowed-methods[1]=PUT, POST
				cors.policies.api.path=/api/**
				cors.policies.api.origins=https://a.example
				"""), Arguments.of("application.properties", """
				cors[allowed-origins][0]=https://a.example
				cors[max-agee]=1h
				cors.policies[partner-api].paths=/partner/**
				cors.policies[partner-api].allowed-origin[0]=https://a.example
				cors.policies[api][paths]=/api/**
				cors.policies[api][allowed-origins]=https://a.example,https://b.example
				"""), Arguments.of("environment", """
				CORS_ALLOWEDORIGINS="https://a.example",
				CORS_MAXAGE=2d
				CORS_ALLOW_CREDENTIAL=true
				"""), Arguments.of("arguments", """
				--cors.allowed-origins=https://a.example/
				--cors.allowed-headers=any
				--cors.exposed-header=X-Total
				"""));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("mistakes")
	void applicationStartsWithThePastedSection(String place, String written) throws IOException {
		StandardEnvironment environment = environment(place, written);
		InvalidCorsConfigurationException refusal = catchThrowableOfType(InvalidCorsConfigurationException.class,
				() -> compile(environment));
		CorrectedConfiguration corrected = new CorrectedConfiguration(environment, refusal);
		assertThat(corrected.remaining()).isEmpty();
		String section = corrected.sections()
			.get(0)
			.lines()
			.skip(2)
			.map((line) -> line.substring(4))
			.collect(Collectors.joining("\n"));
		assertThat(compile(environment(place, section)).policies()).isNotEmpty();
	}

	static Stream<Arguments> entriesWithTerms() {
		return Stream.of(Arguments.of("application.yml", """
				cors:
				  allowed-origins:
				    - value: https://partner.example/
				      until: 2099-01-31
				      owner: team-x
				      reason: pilot, with a comma
				    - https://a.example
				"""), Arguments.of("application.properties", """
				cors.allowed-origins[0].value=https://partner.example/
				cors.allowed-origins[0].until=2099-01-31
				cors.allowed-origins[0].owner=team-x
				cors.allowed-origins[0].reason=pilot, with a comma
				cors.allowed-origins[1]=https://a.example
				"""), Arguments.of("environment", """
				CORS_ALLOWEDORIGINS_0_VALUE=https://partner.example/
				CORS_ALLOWEDORIGINS_0_UNTIL=2099-01-31
				CORS_ALLOWEDORIGINS_0_OWNER=team-x
				CORS_ALLOWEDORIGINS_0_REASON=pilot, with a comma
				CORS_ALLOWEDORIGINS_1=https://a.example
				"""), Arguments.of("arguments", """
				--cors.allowed-origins[0].value=https://partner.example/
				--cors.allowed-origins[0].until=2099-01-31
				--cors.allowed-origins[0].owner=team-x
				--cors.allowed-origins[0].reason=pilot, with a comma
				--cors.allowed-origins[1]=https://a.example
				"""));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("entriesWithTerms")
	void whatIsCorrectedKeepsItsTerms(String place, String written) throws IOException {
		StandardEnvironment environment = environment(place, written);
		assertThat(sections(environment)).hasSize(1);
		String section = sections(environment).get(0)
			.lines()
			.skip(2)
			.map((line) -> line.substring(4))
			.collect(Collectors.joining("\n"));
		CorsPolicy policy = compile(environment(place, section)).policies().get(0);
		assertThat(policy.allowedOrigins()).containsExactly("https://partner.example", "https://a.example");
		assertThat(GrantTerms.of(policy, PolicyProperty.ALLOWED_ORIGINS)).isEqualTo(Map.of("https://partner.example",
				new GrantTerms(LocalDate.of(2099, 1, 31), "team-x", "pilot, with a comma")));
	}

	@Test
	void placeholdersStayAsTheyAreWritten() throws IOException {
		StandardEnvironment environment = environment("application.yml", """
				cors:
				  allowed-origins: ${app.origin}, https://b.example/
				app.origin: https://a.example
				""");
		assertThat(sections(environment)).containsExactly("""
				In application.yml, in place of what stands right below cors:

				    cors:
				      allowed-origins: "${app.origin}, https://b.example\"""");
	}

	@Test
	void eachPlaceHasItsOwnSection() throws IOException {
		StandardEnvironment environment = environment("application.yml", """
				cors:
				  allowed-origins: https://a.example
				  max-age: -1
				""");
		environment.getPropertySources().addFirst(source("environment", "CORS_ALLOWEDMETHODS=get post\n"));
		assertThat(sections(environment)).containsExactlyInAnyOrder("""
				In application.yml, in place of what stands right below cors:

				    cors:
				      allowed-origins: https://a.example
				      max-age: 0""", """
				In the environment:

				    CORS_ALLOWEDMETHODS=GET,POST""");
	}

	@Test
	void whatACustomizerSetsIsCorrectedThere() throws IOException {
		StandardEnvironment environment = environment("application.yml", "cors.allowed-origins: https://a.example\n");
		CorsPolicyCustomizer customizer = (
				policy) -> policy.toBuilder().exposedHeaders("X-Total", "Set-Cookie").build();
		InvalidCorsConfigurationException refusal = catchThrowableOfType(InvalidCorsConfigurationException.class,
				() -> compile(environment, List.of(customizer)));
		assertThat(new CorrectedConfiguration(environment, refusal).sections()).containsExactly("""
				In the CorsPolicyCustomizer that sets it, in place of the calls on the builder of policy 'default':

				    .exposedHeaders("X-Total")""");
	}

	@Test
	void aListTooLongToRepeatIsNotRepeated() throws IOException {
		String many = Stream.iterate(0, (i) -> i + 1)
			.limit(100)
			.map((i) -> "https://a" + i + ".example/")
			.collect(Collectors.joining(","));
		assertThat(sections(environment("application.yml", "cors.allowed-origins: " + many + "\n")))
			.containsExactly("Too long to repeat: what stands right below cors. "
					+ "Correct the entries one by one, as said above.");
	}

	/** Boot's own readers, for each notation that it has. */
	@ParameterizedTest
	@MethodSource("values")
	void bootReadsBackWhatWasWritten(List<String> values) throws IOException {
		PolicySection section = PolicySection.of("default").with("allowed-origins", values);
		Map<String, PolicyFormat> places = new LinkedHashMap<>();
		places.put("application.yml", PolicyFormat.YAML);
		places.put("application.properties", PolicyFormat.PROPERTIES);
		places.put("environment", PolicyFormat.ENVIRONMENT);
		places.put("arguments", PolicyFormat.COMMAND_LINE);
		for (Map.Entry<String, PolicyFormat> place : places.entrySet()) {
			String text = place.getValue().write(List.of(section));
			assertThat(Binder.get(environment(place.getKey(), text))
				.bind("cors.allowed-origins", Bindable.listOf(String.class))
				.get()).as(text).isEqualTo(values);
		}
	}

	static Stream<List<String>> values() {
		return Stream.of(List.of("*"), List.of("null"), List.of("NO", "on"), List.of("123", "1.10", "1:30"),
				List.of("https://a.example:8443", "https://*.b.example"), List.of("/a,b", "/c"), List.of("a: b", "#c"),
				List.of("a\\b", "caf\u00e9", "it's", "=x", "!y"));
	}

	private static List<String> sections(StandardEnvironment environment) {
		InvalidCorsConfigurationException refusal = catchThrowableOfType(InvalidCorsConfigurationException.class,
				() -> compile(environment));
		return new CorrectedConfiguration(environment, refusal).sections();
	}

	private static CorsPolicies compile(StandardEnvironment environment) {
		return compile(environment, List.of());
	}

	private static CorsPolicies compile(StandardEnvironment environment, List<CorsPolicyCustomizer> customizers) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		for (int i = 0; i < customizers.size(); i++) {
			beans.registerSingleton("customizer" + i, customizers.get(i));
		}
		CorsProperties properties = Binder.get(environment).bindOrCreate("cors", CorsProperties.class);
		PropertyProblems keys = new PropertyProblems(environment);
		PolicyPropertiesMapper.checkKeys(keys, properties);
		return new CorsPolicyLoader(environment, new DeclaredPolicies(beans), () -> {
			throw new IllegalStateException("No engine");
		}, new PolicyReloads(environment, () -> 0), new Warnings()).start(properties,
				DeploymentContext.ApplicationPaths.unknown(), CorsPolicies.none(), keys);
	}

	private static StandardEnvironment environment(String place, String text) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(source(place, text));
		return environment;
	}

	private static PropertySource<?> source(String place, String text) throws IOException {
		if (place.equals("environment")) {
			Map<String, Object> variables = new LinkedHashMap<>();
			text.lines().forEach((line) -> {
				int equals = line.indexOf('=');
				variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
			});
			return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					variables);
		}
		if (place.equals("arguments")) {
			return new SimpleCommandLinePropertySource(
					text.lines().map(CorrectedConfigurationTests::unquoted).toArray(String[]::new));
		}
		ByteArrayResource resource = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), place) {

			@Override
			public String getFilename() {
				return place;
			}

			@Override
			public String getDescription() {
				return "[" + place + "]";
			}

		};
		for (PropertySourceLoader loader : LOADERS) {
			if (List.of(loader.getFileExtensions()).contains(StringUtils.getFilenameExtension(place))) {
				return loader.load(place, resource).get(0);
			}
		}
		throw new IllegalArgumentException(place);
	}

	/** What a shell makes of a word; the core's tests ask one. */
	private static String unquoted(String word) {
		if (word.startsWith("$'")) {
			return word.substring(2, word.length() - 1)
				.replace("\\U000000e9", "\u00e9")
				.replace("\\'", "'")
				.replace("\\\\", "\\");
		}
		return word.startsWith("'") ? word.substring(1, word.length() - 1).replace("'\\''", "'") : word;
	}

}
