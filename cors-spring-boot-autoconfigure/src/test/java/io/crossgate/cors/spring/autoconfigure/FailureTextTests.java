package io.crossgate.cors.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a developer reads when the application does not start, word for word.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureTextTests {

	@TempDir
	private Path directory;

	private final Map<String, Object> variables = new HashMap<>();

	@Test
	void everyProblemOfAYamlFileIsReported(CapturedOutput output) throws IOException {
		write("application.yml", """
				cors:
				  allowed-origins: https://app.example.com/, app.example.org
				  allow-credentials: true
				  same-origins:
				    - https://own.example
				    - own.example
				  policies:
				    partner-api:
				      path: /partner/**
				      allowed-origins: any
				      allowed-methods: GET
				      allow-credentials: true
				      exposed-headers: "*"
				""");
		assertThat(fail(output)).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (6 problems):

						[unknown-key] cors.policies.partner-api.path = /partner/**
						    at   application.yml:9:13
						    why  Unknown property. Did you mean paths?
						    fix  paths: /partner/**; remove path
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#unknown-key

						[malformed-origin] cors.same-origins[1] = own.example
						    at   application.yml:6:7
						    why  An origin starts with a scheme; browsers send https://host or http://host.
						    fix  same-origins[1]: https://own.example
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-origin

						[malformed-origin] cors.allowed-origins[0] = https://app.example.com/
						    at   application.yml:2:20
						    why  A trailing slash is a path, and an origin has no path: browsers send scheme, host and port.
						    fix  allowed-origins[0]: https://app.example.com

						[malformed-origin] cors.allowed-origins[1] = app.example.org
						    at   application.yml:2:20
						    why  An origin starts with a scheme; browsers send https://host or http://host.
						    fix  allowed-origins[1]: https://app.example.org

						[any-origin-with-credentials] cors.policies.partner-api.allowed-origins[0] = any
						    at   application.yml:10:24
						    why  Browsers refuse * with cookies, and echoing every origin would let any website read your users' data. List the origins, or drop allow-credentials.
						    fix  allowed-origins[0]: https://app.example.com (an example)
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#any-origin-with-credentials

						[exposed-wildcard-with-credentials] cors.policies.partner-api.exposed-headers[0] = *
						    at   application.yml:13:24
						    why  With credentials browsers take * for the name of one header; list the names.
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#exposed-wildcard-with-credentials

						Action:

						In application.yml, in place of policy 'partner-api' and of what stands right below cors:

						    cors:
						      allowed-origins: https://app.example.com, https://app.example.org
						      allow-credentials: true
						      same-origins: https://own.example
						      policies:
						        partner-api:
						          # an example: write your own
						          allowed-origins: https://app.example.com
						          allowed-methods: GET
						          # yours to decide: exposed-wildcard-with-credentials
						          exposed-headers: "*"
						          allow-credentials: true
						          paths: /partner/**

						Remove cors.policies.partner-api.path.

						With this it does not start yet. Left to you: exposed-headers[0] of policy 'partner-api' [exposed-wildcard-with-credentials].""");
	}

	@Test
	void problemsOfAPropertiesFileAreReported(CapturedOutput output) throws IOException {
		write("application.properties", """
				# One list on a line, one an entry a line.
				cors.policies.api.paths=/api/**
				cors.policies.api.allowed-origins=https://app.example.com:443
				cors.policies.api.allowed-methods[0]=GET
				cors.policies.api.allowed-methods[1]=PUT, POST
				cors.origins=https://app.example.com
				""");
		assertThat(fail(output)).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (3 problems):

						[unknown-key] cors.origins = https://app.example.com
						    at   application.properties:6:14
						    why  Unknown property. Did you mean allowed-origins?
						    fix  allowed-origins: https://app.example.com; remove origins
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#unknown-key

						[malformed-origin] cors.policies.api.allowed-origins[0] = https://app.example.com:443
						    at   application.properties:3:35
						    why  Browsers leave out the scheme's default port and leading zeros, and shorten IP addresses.
						    fix  allowed-origins[0]: https://app.example.com
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-origin

						[malformed-method] cors.policies.api.allowed-methods[1] = PUT, POST
						    at   application.properties:5:38
						    why  A method is one word, such as GET or PUT.
						    fix  allowed-methods[1]: PUT, POST
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-method

						Action:

						In application.properties, in place of what stands right below cors and of policy 'api':

						    cors.allowed-origins=https://app.example.com
						    cors.policies.api.paths=/api/**
						    cors.policies.api.allowed-origins=https://app.example.com
						    cors.policies.api.allowed-methods=GET, PUT, POST

						Remove cors.origins.""");
	}

	@Test
	void problemsOfAProfilesDocumentAreReported(CapturedOutput output) throws IOException {
		write("application.yml", """
				cors:
				  allowed-origins: http://localhost:5173
				---
				spring.config.activate.on-profile: prod
				cors:
				  allowed-origins:
				    - https://app.example.com
				    - ${APP_ORIGIN}
				""");
		assertThat(fail(output, "--spring.profiles.active=prod")).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (1 problem):

						[unresolved-placeholder] cors.allowed-origins[1] = ${APP_ORIGIN}
						    at   application.yml:8:7
						    why  Nothing resolved the placeholder, so it is compared letter by letter and never matches. Define the property or environment variable it names.
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#unresolved-placeholder

						Action:

						Only you can decide: allowed-origins[1] of policy 'default' [unresolved-placeholder].""");
	}

	@Test
	void problemsOfAnImportedFileAreReported(CapturedOutput output) throws IOException {
		write("application.yml", """
				spring.config.import: cors.yml
				cors:
				  allowed-origins: https://app.example.com
				""");
		write("cors.yml", """
				cors:
				  preflight-status: 404
				  max-age: -1
				""");
		assertThat(fail(output)).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (2 problems):

						[max-age-out-of-range] cors.max-age = PT-1S
						    at   cors.yml:3:12
						    why  Browsers take whole seconds, and none keeps a preflight's answer for more than a day; 0 switches keeping off.
						    fix  max-age: 0
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#max-age-out-of-range

						[preflight-status-out-of-range] cors.preflight-status = 404
						    at   cors.yml:2:21
						    why  Browsers refuse a preflight that is not answered with 200 to 299.
						    fix  preflight-status: 204
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#preflight-status-out-of-range

						Action:

						In cors.yml, in place of what stands right below cors:

						    cors:
						      max-age: 0
						      preflight-status: 204""");
	}

	@Test
	void problemsOfEnvironmentVariablesAreReported(CapturedOutput output) throws IOException {
		write("application.yml", """
				cors.policies:
				  partner-api:
				    paths: /partner/**
				    allowed-origins: https://partner.example
				""");
		this.variables.put("CORS_ALLOWEDORIGINS", "\"https://app.example.com\",");
		this.variables.put("CORS_POLICIES_PARTNERAPI_ALLOWEDMETHODS", "get post");
		this.variables.put("CORS_POLICIES_PARTNER_API_MAXAGE", "10m");
		this.variables.put("CORS_ALLOW_CREDENTIAL", "true");
		assertThat(fail(output)).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (5 problems):

						[unknown-key] cors.policies.partner.api.maxage = 10m
						    at   environment variable CORS_POLICIES_PARTNER_API_MAXAGE
						    why  A variable has no dashes: cors.policies.partner-api.max-age is CORS_POLICIES_PARTNERAPI_MAXAGE. Rename it.
						    fix  policies.partner-api.max-age: 10m; remove policies.partner.api.maxage
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#unknown-key

						[unknown-key] cors.allow.credential = true
						    at   environment variable CORS_ALLOW_CREDENTIAL
						    why  Unknown property. Did you mean allow-credentials?
						    fix  allow-credentials: true; remove allow.credential

						[malformed-origin] cors.allowed-origins[0] = "https://app.example.com"
						    at   environment variable CORS_ALLOWEDORIGINS
						    why  Blanks or quotes around the value are part of it, and no browser sends them.
						    fix  allowed-origins[0]: https://app.example.com
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-origin

						[blank-value] cors.allowed-origins[1] = ''
						    at   environment variable CORS_ALLOWEDORIGINS
						    why  The entry is empty; remove it.
						    fix  delete this entry
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#blank-value

						[malformed-method] cors.policies.partner-api.allowed-methods[0] = get post
						    at   environment variable CORS_POLICIES_PARTNERAPI_ALLOWEDMETHODS
						    why  A method is one word, such as GET or PUT.
						    fix  allowed-methods[0]: GET, POST
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-method

						Action:

						In the environment:

						    CORS_ALLOWEDORIGINS=https://app.example.com
						    CORS_POLICIES_PARTNERAPI_MAXAGE=10m
						    CORS_ALLOWCREDENTIALS=true
						    CORS_POLICIES_PARTNERAPI_ALLOWEDMETHODS=GET,POST

						Remove CORS_POLICIES_PARTNER_API_MAXAGE, CORS_ALLOW_CREDENTIAL.""");
	}

	@Test
	void listsThatCannotBeReadAreReportedWithTheOthers(CapturedOutput output) throws IOException {
		write("application.yml", """
				cors:
				  allowed-origins: https://app.example.com
				  same-origins: [[https://own.example]]
				  mode: [off]
				""");
		assertThat(fail(output)).startsWith("Invalid or unsafe CORS configuration (2 problems):").endsWith("""
				In application.yml, in place of what stands right below cors:

				    cors:
				      allowed-origins: https://app.example.com
				      mode: "off"
				      same-origins: https://own.example""");
	}

	@Test
	void variablesOnTheWrongLevelAreRemovedByTheirOwnNames(CapturedOutput output) {
		this.variables.put("CORS_API_PATHS", "/api/**");
		assertThat(fail(output)).endsWith("""
				In the environment:

				    CORS_POLICIES_API_PATHS='/api/**'
				    # an example: write your own
				    CORS_POLICIES_API_ALLOWEDORIGINS=https://app.example.com

				Remove CORS_API_PATHS.""");
	}

	@Test
	void problemOfJsonInAVariableIsReported(CapturedOutput output) {
		this.variables.put("SPRING_APPLICATION_JSON",
				"{\"cors\":{\"policies\":{\"public-api\":{\"paths\":\"catalog/**\",\"allowed-origins\":\"any\"}}}}");
		assertThat(fail(output)).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (1 problem):

						[malformed-path] cors.policies.public-api.paths[0] = catalog/**
						    at   environment variable SPRING_APPLICATION_JSON
						    why  A path starts with a slash.
						    fix  paths[0]: /catalog/**
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-path

						Action:

						In environment variable SPRING_APPLICATION_JSON, in place of policy 'public-api':

						    cors:
						      policies:
						        public-api:
						          paths: /catalog/**
						          allowed-origins: any""");
	}

	@Test
	void problemOfABeanIsReported(CapturedOutput output) throws IOException {
		write("application.yml", """
				cors.policies.partner:
				  paths: /partner/**
				  allowed-origins: https://partner.example
				""");
		assertThat(fail(output, "--spring.profiles.active=beans")).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (1 problem):

						[malformed-origin] allowed-origins[0] of policy 'partner' = HTTPS://partner.example
						    at   CorsPolicy bean 'partner' (io.crossgate.cors.spring.autoconfigure.FailureTextTests$Beans#partner)
						    why  Browsers send origins in lower case.
						    fix  allowed-origins[0]: https://partner.example
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#malformed-origin

						Action:

						In the CorsPolicy bean 'partner' (io.crossgate.cors.spring.autoconfigure.FailureTextTests$Beans#partner), in place of the calls on the builder of policy 'partner':

						    .paths("/partner/**")
						    .allowedOrigins("https://partner.example")""");
	}

	@Test
	void riskIsReportedWithItsAcceptance(CapturedOutput output) throws IOException {
		write("application.yml", """
				cors:
				  allowed-origins: http://app.example.com
				  allow-credentials: true
				  allowed-headers: X-Forwarded-For
				  accept-risks: insecure-origin
				""");
		assertThat(fail(output)).isEqualTo(
				"""
						Invalid or unsafe CORS configuration (1 problem):

						[routing-header] cors.allowed-headers[0] = X-Forwarded-For
						    at   application.yml:4:20
						    why  Proxies and frameworks take this header for a fact about the connection; a page that may set it can pose as another client or reach another route.
						    fix  delete this entry
						    or   add routing-header to accept-risks to take the risk
						    more https://github.com/crossgate/cors-spring-boot-starter/blob/main/cors-spring-boot-autoconfigure/docs/problems.md#routing-header

						Action:

						In application.yml, in place of what stands right below cors:

						    cors:
						      allowed-origins: http://app.example.com
						      allowed-headers: []
						      allow-credentials: true
						      accept-risks: insecure-origin

						To take a risk knowingly, leave its entry as it is and name its code in accept-risks. For all risks at once:

						In application.yml:

						    cors:
						      accept-risks: insecure-origin, routing-header""");
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.directory.resolve(file), text);
	}

	/** Returns what stands below the description, with the directory taken out. */
	private String fail(CapturedOutput output, String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.config.location=" + this.directory.toUri())
			.build();
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, this.variables));
		application.setEnvironment(environment);
		assertThatThrownBy(() -> application.run(arguments)).isInstanceOf(Exception.class);
		String log = output.getOut();
		return log.substring(log.indexOf("Description:") + "Description:\n\n".length())
			.replace(this.directory + "/", "")
			.strip();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(CorsAutoConfiguration.class)
	@Import(Beans.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Profile("beans")
	static class Beans {

		@Bean
		CorsPolicy partner() {
			return CorsPolicy.named("partner").paths("/partner/**").allowedOrigins("HTTPS://partner.example").build();
		}

	}

}
