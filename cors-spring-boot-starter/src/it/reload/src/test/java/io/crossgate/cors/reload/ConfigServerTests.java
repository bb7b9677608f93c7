package io.crossgate.cors.reload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.config.server.EnableConfigServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A config server and two instances of an application: what is pushed and refreshed takes
 * effect on both alike, and what must not be used stays out.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigServerTests {

	private static final String APP = "https://app.example.com";

	private static final String PARTNER = "https://partner.example.net";

	@TempDir
	Path repository;

	private final List<ConfigurableApplicationContext> running = new ArrayList<>();

	private List<ConfigurableApplicationContext> instances;

	@BeforeEach
	void start() throws IOException {
		push("origins: " + APP, "partner.origin: " + APP);
		ConfigurableApplicationContext server = run(ConfigServer.class, "spring.profiles.active=native",
				"cors.enabled=false",
				"spring.cloud.config.server.native.search-locations=file:" + this.repository + "/");
		String config = "spring.config.import=configserver:http://127.0.0.1:" + port(server);
		this.instances = List.of(instance(config), instance(config));
	}

	private ConfigurableApplicationContext instance(String config) {
		// The server's jar switches the client off, unless one says otherwise.
		return run(ShopApplication.class, config, "spring.cloud.config.enabled=true", "spring.application.name=shop",
				"management.endpoints.web.exposure.include=cors,refresh,metrics",
				"management.endpoint.refresh.access=unrestricted", "logging.level.io.crossgate.cors=info");
	}

	private ConfigurableApplicationContext run(Class<?> application, String... properties) {
		List<String> arguments = new ArrayList<>(
				List.of("server.port=0", "logging.level.root=off", "spring.main.banner-mode=off", "spring.jmx.enabled=false"));
		arguments.addAll(List.of(properties));
		ConfigurableApplicationContext context = SpringApplication.run(application,
				arguments.stream().map((property) -> "--" + property).toArray(String[]::new));
		this.running.add(context);
		return context;
	}

	@AfterEach
	void stop() {
		this.running.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void pushIsRefreshedOnEveryInstanceAndABadOneStaysOut(CapturedOutput output) throws Exception {
		String first = fingerprint();
		assertThat(allowed("/api/todos", PARTNER)).containsOnly(false);
		// A placeholder: the keys of the event name it alone.
		push("origins: " + APP + "," + PARTNER, "partner.origin: " + APP, "shop.name: second");
		refresh();
		String second = fingerprint();
		assertThat(second).isNotEqualTo(first);
		assertThat(allowed("/api/todos", PARTNER)).containsOnly(true);
		assertThat(output).contains("CORS policies changed with the environment, access is wider: "
				+ second.substring(0, 19) + ", was " + first.substring(0, 19),
				"api  allowed-origins: " + PARTNER + " gains access with credentials");
		// A bean of the refresh scope, and a proxy of that scope.
		assertThat(allowed("/partner/todos", PARTNER)).containsOnly(false);
		push("origins: " + APP + "," + PARTNER, "partner.origin: " + PARTNER, "partner.header: X-Next",
				"shop.name: third");
		refresh();
		String third = fingerprint();
		assertThat(allowed("/partner/todos", PARTNER)).containsOnly(true);
		assertThat(get(this.instances.get(0), "/partner/todos", "Origin", PARTNER).headers()
			.allValues("Access-Control-Expose-Headers")).containsExactly("X-Next");
		// Bad ones: a risk, a bad value, a bean that fails.
		assertThat(rejected(output, "origins: any", "partner.origin: " + PARTNER, "shop.name: fourth"))
			.isEqualTo(third);
		assertThat(output).contains("[any-origin-with-credentials] cors.policies.api.allowed-origins")
			.containsPattern("at   .*shop.yml:4:");
		assertThat(rejected(output, "origins: " + APP, "partner.origin: " + PARTNER, "cors.max-age: soon",
				"shop.name: fifth"))
			.isEqualTo(third);
		assertThat(output).contains("[malformed-value] cors.max-age = soon");
		// Others have got what they were waiting for.
		assertThat(this.instances).allSatisfy((instance) -> assertThat(instance.getBean(ShopProperties.class).getName())
			.isEqualTo("fifth"));
		assertThat(allowed("/api/todos", PARTNER)).containsOnly(true);
		// And back.
		push("origins: " + APP, "partner.origin: " + APP);
		refresh();
		assertThat(fingerprint()).isEqualTo(first);
		refresh();
		assertThat(reload()).contains("\"result\":\"unchanged\"");
		assertThat(get(this.instances.get(0), "/actuator/metrics/cors.reloads?tag=result:failure").body())
			.contains("\"value\":4.0");
	}

	/** Return the fingerprint after a push that must not be used. */
	private String rejected(CapturedOutput output, String... lines) throws Exception {
		push(lines);
		int length = output.length();
		refresh();
		assertThat(output.toString().substring(length)).contains("CORS policies stay as they are; these do not take "
				+ "their place.");
		assertThat(reload()).contains("\"result\":\"failure\"", "\"trigger\":\"environment\"");
		return fingerprint();
	}

	private void push(String... lines) throws IOException {
		Files.writeString(this.repository.resolve("shop.yml"), """
				cors.policies.api:
				  paths: /api/**
				  allow-credentials: true
				  allowed-origins: ${origins}
				%s
				""".formatted(String.join("\n", lines)));
	}

	private void refresh() throws Exception {
		for (ConfigurableApplicationContext instance : this.instances) {
			HttpResponse<String> response = send(instance, "POST", "/actuator/refresh");
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		}
	}

	/** Return the fingerprint of all instances. */
	private String fingerprint() throws Exception {
		List<String> fingerprints = new ArrayList<>();
		for (ConfigurableApplicationContext instance : this.instances) {
			String body = get(instance, "/actuator/cors").body();
			int start = body.indexOf("sha256:");
			fingerprints.add(body.substring(start, body.indexOf('"', start)));
		}
		assertThat(fingerprints).containsOnly(fingerprints.get(0));
		return fingerprints.get(0);
	}

	private String reload() throws Exception {
		String body = get(this.instances.get(1), "/actuator/cors").body();
		return body.substring(body.indexOf("\"lastReload\""));
	}

	private List<Boolean> allowed(String path, String origin) throws Exception {
		List<Boolean> allowed = new ArrayList<>();
		for (ConfigurableApplicationContext instance : this.instances) {
			allowed.add(get(instance, path, "Origin", origin).headers()
				.firstValue("Access-Control-Allow-Origin")
				.isPresent());
		}
		return allowed;
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext instance, String path, String... headers)
			throws Exception {
		return send(instance, "GET", path, headers);
	}

	private static HttpResponse<String> send(ConfigurableApplicationContext instance, String method, String path,
			String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(instance) + path))
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

	private static String port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigServer
	static class ConfigServer {

	}

}
