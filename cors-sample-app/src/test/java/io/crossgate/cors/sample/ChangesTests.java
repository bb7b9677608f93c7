package io.crossgate.cors.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.PolicyFingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the page puts over the configuration is in force at once or not at all.
 */
@ParameterizedClass
@EnumSource(names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class ChangesTests {

	private static final String READABLE = "cors:\n  policies:\n    api:\n      allowed-origins: ";

	private static Laboratory laboratory;

	private final HttpClient client = HttpClient.newHttpClient();

	ChangesTests(WebApplicationType type) {
	}

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) throws Exception {
		laboratory = Laboratory.on(type);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		laboratory.close();
	}

	@Test
	void changesLieOverOneAnotherUntilTheyAreUndone() throws Exception {
		String origin = "https://app.example.com";
		String before = fingerprint();
		assertThat(read(origin)).isEqualTo(403);
		assertThat(apply(READABLE + origin).statusCode()).isEqualTo(200);
		assertThat(read(origin)).isEqualTo(200);
		String between = fingerprint();
		assertThat(apply("cors:\n  policies:\n    api:\n      allowed-methods: POST").body()).contains(between,
				fingerprint(), origin);
		assertThat(read(origin)).isEqualTo(403);
		undo();
		assertThat(fingerprint()).isEqualTo(between);
		assertThat(read(origin)).isEqualTo(200);
		undo();
		assertThat(fingerprint()).isEqualTo(before);
		assertThat(read(origin)).isEqualTo(403);
		undo();
		assertThat(fingerprint()).isEqualTo(before);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					an origin with a slash | cors:%n  policies:%n    api:%n      allowed-origins: https://app.example.com/ | [malformed-origin] cors.policies.api.allowed-origins[0]
					a key that is misspelt | cors:%n  policies:%n    api:%n      alowed-methods: GET | Did you mean allowed-methods?
					a policy without paths | cors:%n  policies:%n    new:%n      allowed-origins: any | [no-paths]
					a second policy for it | cors:%n  policies:%n    new:%n      paths: /api/**%n      allowed-origins: any | [ambiguous-paths]
					no value of the type   | cors:%n  policies:%n    api:%n      max-age: soon | max-age
					what YAML can't read   | cors:%n	policies: | This is no YAML that can be read
					a key that is there twice | cors:%n  mode: off%ncors:%n  mode: enforce | Each key stands once
					what is not below cors | server:%n  port: 1 | server.port is not below cors
					nothing                | # cors: | There is nothing in it
					""")
	void whatTheStartWouldRefuseChangesNothing(String what, String yaml, String report) throws Exception {
		String before = fingerprint();
		HttpResponse<String> refused = apply(yaml.formatted());
		assertThat(refused.statusCode()).as(what).isEqualTo(422);
		assertThat(refused.body()).contains(report);
		assertThat(fingerprint()).isEqualTo(before);
		assertThat(send("GET", "", null, null).body()).contains("\"changes\":[]");
		assertThat(apply(READABLE + "https://app.example.com").statusCode()).isEqualTo(200);
		undo();
		assertThat(fingerprint()).isEqualTo(before);
	}

	@Test
	void reportIsTheOneOfTheStart(@TempDir Path folder, CapturedOutput output) throws Exception {
		String yaml = READABLE + "https://app.example.com/, http://intranet.example.com\n      alowed-methods: GET\n";
		Path file = Files.writeString(folder.resolve("refused.yml"), yaml);
		assertThatException().isThrownBy(
				() -> Laboratory.on(WebApplicationType.SERVLET, "--spring.config.additional-location=file:" + file));
		String start = output.getAll();
		String report = apply(yaml).body();
		assertThat(report.lines()).hasSizeGreaterThan(15)
			.allSatisfy((line) -> assertThat(start).contains(line.replaceFirst("the page(?=[:,])", file.toString())));
	}

	@ParameterizedTest
	@CsvSource({ "POST,", "POST, https://app.example.com", "POST, null", "DELETE,", "DELETE, http://localhost" })
	void noOtherPageChangesAnything(String method, String origin) throws Exception {
		String before = fingerprint();
		String path = method.equals("DELETE") ? "/last" : "";
		assertThat(send(method, path, origin, READABLE + "https://app.example.com").statusCode()).isEqualTo(403);
		assertThat(fingerprint()).isEqualTo(before);
	}

	@Test
	void formsCanNotSendAChange() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(home() + "/lab/changes"))
			.header("Origin", home())
			.header("Content-Type", "text/plain")
			.POST(BodyPublishers.ofString(READABLE + "any"))
			.build();
		assertThat(this.client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
	}

	private int read(String origin) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(home() + "/api/todos"))
			.header("Origin", origin)
			.build();
		return this.client.send(request, BodyHandlers.ofString()).statusCode();
	}

	private HttpResponse<String> apply(String yaml) throws Exception {
		return send("POST", "", home(), yaml);
	}

	private void undo() throws Exception {
		assertThat(send("DELETE", "/last", home(), null).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> send(String method, String path, String origin, String yaml) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home() + "/lab/changes" + path))
			.header("Content-Type", "application/yaml")
			.method(method, (yaml != null) ? BodyPublishers.ofString(yaml) : BodyPublishers.noBody());
		if (origin != null) {
			request.header("Origin", origin);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private static String home() {
		return laboratory.addresses().home();
	}

	private static String fingerprint() {
		return PolicyFingerprint.of(laboratory.component(CorsEngine.class).policies());
	}

}
