package io.crossgate.cors.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.npm.NpmProject;
import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The public MCP clients for TypeScript in real browsers: they work after three lines of
 * YAML, and without them they fail as the documentation says.
 */
@ParameterizedClass
@EnumSource(names = { "CHROMIUM", "FIREFOX" })
@ExtendWith(Browsers.Sharing.class)
class McpClientsInBrowsersTests {

	@TempDir
	static Path folder;

	private static PageServer page;

	private final BrowserKind kind;

	private RealBrowser browser;

	McpClientsInBrowsersTests(BrowserKind kind) {
		this.kind = kind;
	}

	@BeforeAll
	static void start() throws Exception {
		NpmProject.assumeAvailable(McpClientsInBrowsersTests.class, "No MCP client is run in a real browser");
		page = new PageServer(bundle(Files.createDirectory(folder.resolve("page"))));
	}

	/** Puts the page and the packages that it uses into one file. */
	private static Path bundle(Path folder) throws IOException, InterruptedException {
		NpmProject.install(folder, "/mcp", "package.json", "page.js")
			.run("node_modules/.bin/esbuild", "page.js", "--bundle", "--format=iife", "--platform=browser",
					"--outfile=public/page.bundle.js");
		Files.writeString(folder.resolve("public/index.html"),
				"<!doctype html><title>MCP</title><script src=\"page.bundle.js\"></script>");
		return folder.resolve("public");
	}

	@AfterAll
	static void stop() {
		if (page != null) {
			page.close();
		}
	}

	@BeforeEach
	void openBrowser(Browsers browsers) {
		this.browser = browsers.get(this.kind);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void clientsWorkAfterThreeLines(WebApplicationType type) throws IOException {
		try (ConfigurableApplicationContext application = application(type, """
				cors:
				  preset: mcp
				  allowed-origins: %s
				""")) {
			this.browser.open(page.origin("localhost"));
			Map<?, ?> sdk = run("sdk", application);
			assertThat(sdk.get("error")).isNull();
			assertThat(sdk.get("tools")).asString().contains("weather", "x-mcp-header=Region");
			assertThat(sdk.get("text")).isEqualTo("sunny in eu");
			assertThat(sdk.get("notifications")).isEqualTo(2);
			assertThat(sdk.get("session")).asString().hasSize(36);
			McpServer server = application.getBean(McpServer.class);
			assertThat(server.isIdle()).as("the session was ended by DELETE").isTrue();
			assertThat(server.headers)
				.contains("accept", "authorization", "content-type", "mcp-session-id", "mcp-protocol-version",
						"last-event-id")
				.doesNotContain("mcp-method");
			Map<?, ?> client = run("client", application);
			assertThat(client.get("error")).isNull();
			assertThat(client.get("text")).isEqualTo("sunny in eu");
			assertThat(server.headers).contains("mcp-method", "mcp-name", "mcp-param-region");
			assertThat(run("unauthorised", application)).isEqualTo(
					Map.of("status", 401, "metadata", "https://as.example/.well-known/oauth-protected-resource"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void withoutAPolicyTheBrowserLetsNoClientReadAnything(WebApplicationType type) throws IOException {
		try (ConfigurableApplicationContext application = application(type, "")) {
			this.browser.open(page.origin("localhost"));
			this.browser.takeConsole();
			List<String> console = new ArrayList<>();
			assertThat(run("sdk", application).get("error"))
				.isEqualTo("TypeError: " + this.kind.engine().scriptMessage());
			String line = switch (this.kind) {
				case CHROMIUM -> "No 'Access-Control-Allow-Origin' header is present on the requested resource";
				default -> "CORS header ‘Access-Control-Allow-Origin’ missing";
			};
			await(line).untilAsserted(() -> {
				console.addAll(this.browser.takeConsole());
				assertThat(console).anyMatch((written) -> written.contains(line));
			});
			assertThat(run("client", application).get("error")).asString().contains("Version negotiation failed");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void withoutThePresetTheSessionIsLost(WebApplicationType type) throws IOException {
		try (ConfigurableApplicationContext application = application(type, """
				cors:
				  allowed-origins: %s
				""")) {
			this.browser.open(page.origin("localhost"));
			assertThat(run("sdk", application).get("error")).asString().contains("Streamable HTTP error", "No session");
			assertThat(application.getBean(McpServer.class).isIdle()).as("a session was begun").isFalse();
		}
	}

	/** The same page under another name of this machine is of another origin. */
	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void pagesThatAreNotListedReachNothing(WebApplicationType type) throws IOException {
		try (ConfigurableApplicationContext application = application(type, """
				cors:
				  preset: mcp
				  allowed-origins: %s
				""")) {
			this.browser.open(page.origin("127.0.0.1"));
			assertThat(run("sdk", application).get("error"))
				.isEqualTo("TypeError: " + this.kind.engine().scriptMessage());
			assertThat(application.getBean(McpServer.class).headers).isEmpty();
		}
	}

	private static ConfigurableApplicationContext application(WebApplicationType type, String yaml) throws IOException {
		Path file = Files.writeString(Files.createTempFile(folder, "application", ".yml"),
				yaml.formatted(page.origin("localhost")));
		return new SpringApplicationBuilder(McpServer.class).web(type)
			.run("--server.port=0", "--server.shutdown=immediate", "--spring.config.location=file:" + file,
					"--logging.level.root=warn", "--spring.main.banner-mode=off");
	}

	private Map<String, Object> run(String client, ConfigurableApplicationContext application) {
		String url = "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port")
				+ "/mcp";
		String report = this.browser.run(
				"return JSON.stringify(await new Promise((done) => run(arguments[0], arguments[1], done)))", client,
				url);
		return JsonMapper.shared().readValue(report, new TypeReference<>() {
		});
	}

}
