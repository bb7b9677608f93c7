package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code --cors.check} as people and pipelines use it: an application in a process of its
 * own, its exit code and its two streams.
 */
class CheckCommandTests {

	@TempDir
	private Path folder;

	/**
	 * The application would not start: its ports are taken, a runner fails, and so does
	 * all that is to be started or scheduled.
	 */
	@ParameterizedTest
	@EnumSource
	void startsNothing(Server server) throws Exception {
		configure("""
				cors:
				  allowed-origins: https://app.example.com
				""");
		try (ServerSocket port = listen(); ServerSocket management = listen()) {
			CheckedProcess checked = check(server, Applications.Unstartable.class,
					"--server.port=" + port.getLocalPort(), "--management.server.port=" + management.getLocalPort());
			assertThat(checked.exitCode()).as(checked::toString).isZero();
			assertThat(checked.out()).isEqualToNormalizingNewlines("""
					CORS check: nothing to say

					Nothing to do. (exit code 0)
					""");
			assertThat(checked.err()).isEmpty();
		}
	}

	@Test
	void configurationThatDoesNotStartIsReportedAsAWhole() throws Exception {
		configure("""
				cors:
				  policies:
				    api:
				      paths: /api/**
				      allowed-origins: any
				      allow-credentials: true
				    web:
				      paths: /web/**
				      allowed-origins: https://app.example.com/, http://old.example.com
				      allow-credentials: true
				      allowed-metods: GET
				""");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class);
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.FINDINGS);
		assertThat(checked.out()).startsWith("CORS check: 3 errors, 1 risk")
			.contains("any-origin-with-credentials", "malformed-origin", "unknown-key", "insecure-origin")
			.contains("cors.policies.api.allowed-origins[0] = any", "at   application.yml:5:24")
			.contains("fix  allowed-origins[0]: https://app.example.com")
			.contains("(exit code 1)")
			.doesNotContain("\tat ", "Exception");
		assertThat(checked.err()).isEmpty();
	}

	@Test
	void whatIsPastItsDateIsAnError() throws Exception {
		configure("""
				cors:
				  allowed-origins:
				    - https://app.example.com
				    - value: https://partner.example
				      until: 2020-01-31
				      owner: team-x
				""");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class);
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.FINDINGS);
		assertThat(checked.out()).contains("ERROR  expired", "cors.allowed-origins[1] = https://partner.example",
				"at   application.yml:4:14", "team-x");
	}

	@Test
	void warningsStopNoPipeline() throws Exception {
		configure("""
				cors:
				  allowed-origins: https://app.example.com, https://*.example.com
				  max-age: 20h
				""");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class);
		assertThat(checked.exitCode()).as(checked::toString).isZero();
		assertThat(checked.out()).contains("CORS check: 2 warnings", "WARN   redundant-origin",
				"WARN   max-age-capped-by-browsers", "at   application.yml:3:12");
	}

	/** As a start does, and after everything else was looked at. */
	@ParameterizedTest(name = "cors.conflicts: {0}")
	@CsvSource({ "warn, WARN, 0", "fail, ERROR, 1" })
	void conflictsAreErrorsWhereTheyStopTheStart(String conflicts, String severity, int exitCode) throws Exception {
		configure("""
				cors:
				  allowed-origins: https://app.example.com
				  max-age: 20h
				  conflicts: %s
				""".formatted(conflicts));
		CheckedProcess checked = check(Server.TOMCAT, Applications.Configured.class);
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(exitCode);
		assertThat(checked.out()).contains(severity + " ", "shadowed-cors", "max-age-capped-by-browsers");
		assertThat(checked.out().contains("does not start")).isEqualTo(exitCode > 0);
	}

	@Test
	void beanThatFailsIsNamed() throws Exception {
		configure("""
				cors:
				  allowed-origins: https://app.example.com
				""");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Failing.class);
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.COULD_NOT_LOOK);
		assertThat(checked.out()).contains("bean 'broken'", "can't be created", "no licence")
			.contains("(exit code 2)")
			.doesNotContain("\tat ");
		assertThat(checked.err()).isEmpty();
	}

	@Test
	void yamlThatCanNotBeReadIsShown() throws Exception {
		configure("cors:\n  allowed-origins: *\n");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class);
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.COULD_NOT_LOOK);
		assertThat(checked.out()).contains("begins with a star", "Quote the star");
	}

	@Test
	void switchedOffMeansSwitchedOff() throws Exception {
		configure("cors.enabled: false");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class);
		assertThat(checked.exitCode()).as(checked::toString).isZero();
		assertThat(checked.out()).contains("NOTE   starter-off", "at   application.yml:1:15");
	}

	/** What a pipeline uploads names the files of the sources, and the lines in them. */
	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void sarifNamesLinesAndMembers(Server server) throws Exception {
		Path sources = Files.createDirectories(this.folder.resolve("src/main/resources"));
		Files.writeString(sources.resolve("shop.yml"), """
				cors:
				  max-age: 20h
				  allowed-origins: https://app.example.com
				  allowed-headers: X-Request-Id
				""");
		CheckedProcess checked = CheckedProcess.run(this.folder,
				List.of("-Dspring.config.additional-location=classpath:/", "-Dspring.config.name=shop",
						"-Xbootclasspath/a:" + sources),
				server, Applications.Orders.class, "--cors.check", "--cors.check.format=sarif",
				"--cors.check.output=cors.sarif");
		assertThat(checked.exitCode()).as(checked::toString).isZero();
		assertThat(checked.out()).startsWith("CORS check: 2 warnings");
		JsonNode results = JsonMapper.shared()
			.readTree(Files.readString(this.folder.resolve("cors.sarif")))
			.at("/runs/0/results");
		assertThat(results.at("/0/ruleId").asString()).isEqualTo("max-age-capped-by-browsers");
		assertThat(results.at("/0/locations/0/physicalLocation").toString())
			.isEqualTo("{\"artifactLocation\":{\"uri\":\"src/main/resources/shop.yml\"},"
					+ "\"region\":{\"startLine\":2,\"startColumn\":12}}");
		assertThat(results.at("/1/ruleId").asString()).isEqualTo("required-header-not-allowed");
		assertThat(results.at("/1/locations/0/logicalLocations/0/fullyQualifiedName").asString())
			.isEqualTo(Applications.OrdersController.class.getName() + ".add");
	}

	@Test
	void jsonIsAloneOnTheStandardOutput() throws Exception {
		configure("""
				cors:
				  allowed-origins: https://app.example.com, https://*.example.com
				""");
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class, "--cors.check.format=json",
				"--logging.level.root=info");
		JsonNode json = JsonMapper.shared().readTree(checked.out());
		assertThat(json.at("/findings/0/code").asString()).isEqualTo("redundant-origin");
		assertThat(json.at("/findings/0/place/line").asInt()).isEqualTo(2);
		assertThat(checked.err()).contains("INFO").contains("CORS ready");
	}

	@Test
	void beansThatDeclareAPolicyAreNamed() throws Exception {
		CheckedProcess checked = check(Server.TOMCAT, Applications.Declared.class);
		assertThat(checked.exitCode()).as(checked::toString).isZero();
		assertThat(checked.out()).contains("allowed-origins[1] of policy 'orders' = https://shop.example.com",
				"at   CorsPolicy bean 'policy' (" + Applications.Declared.class.getName() + "#policy)");
	}

	@Test
	void formatThatDoesNotExistIsNamed() throws Exception {
		CheckedProcess checked = check(Server.TOMCAT, Applications.Orders.class, "--cors.check.format=xml");
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.COULD_NOT_LOOK);
		assertThat(checked.out()).contains("cors.check.format takes text, json or sarif, not 'xml'");
	}

	private void configure(String yaml) throws IOException {
		Files.writeString(this.folder.resolve("application.yml"), yaml);
	}

	private CheckedProcess check(Server server, Class<?> source, String... arguments) throws Exception {
		String[] all = new String[arguments.length + 1];
		all[0] = "--cors.check";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return CheckedProcess.run(this.folder, server, source, all);
	}

	private static ServerSocket listen() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
	}

}
