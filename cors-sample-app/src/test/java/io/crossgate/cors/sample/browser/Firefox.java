package io.crossgate.cors.sample.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.openqa.selenium.bidi.BiDiException;
import org.openqa.selenium.bidi.Command;
import org.openqa.selenium.bidi.Connection;
import org.openqa.selenium.bidi.Event;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;

/**
 * The Firefox that is installed on this machine. It is driven without a driver's program:
 * it speaks <a href="https://www.w3.org/TR/webdriver-bidi/">WebDriver BiDi</a> itself.
 */
final class Firefox implements RealBrowser {

	static final Path BROWSER = Path.of("/usr/bin/firefox-esr");

	private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** What a browser that is driven has otherwise than one that is used. */
	private static final List<String> AS_USED = List.of(
			// An answer that refuses without a word is shown as an error.
			"user_pref('browser.http.blank_page_with_error_response.enabled', false);",
			// “Send again?” is asked, and answered with yes.
			"user_pref('dom.confirm_repost.testing.always_accept', true);");

	private static final String RUN = "async function(...args) {"
			+ "const run = Object.getPrototypeOf(async () => {}).constructor(args[0]);"
			+ "return String(await run(...args.slice(1))); }";

	private final LinkedBlockingQueue<String> console = new LinkedBlockingQueue<>();

	private final Process process;

	private final Connection connection;

	private final String context;

	private Firefox(Process process, String address) {
		this.process = process;
		ClientConfig config = ClientConfig.defaultConfig().baseUri(URI.create(address));
		this.connection = new Connection(HttpClient.Factory.createDefault().createClient(config), address + "/session");
		send("session.new", Map.of("capabilities", Map.of()));
		this.connection.addListener(new Event<>("log.entryAdded", Function.identity()),
				(entry) -> this.console.add(String.valueOf(entry.get("text"))));
		send("session.subscribe", Map.of("events", List.of("log.entryAdded")));
		this.context = String.valueOf(first(send("browsingContext.getTree", Map.of()), "contexts").get("context"));
	}

	static RealBrowser start(Path profile) throws IOException {
		Files.write(profile.resolve("user.js"), AS_USED);
		Path output = profile.resolve("output.txt");
		ProcessBuilder builder = new ProcessBuilder(BROWSER.toString(), "--headless", "--remote-debugging-port=0",
				"--profile", profile.toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("HOME", profile.toString());
		Process process = builder.start();
		try {
			return new Firefox(process, address(process, output));
		}
		catch (RuntimeException ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private static String address(Process process, Path output) {
		return Awaitility.await("Firefox").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
			String text = Files.readString(output);
			if (!process.isAlive()) {
				throw new IllegalStateException("Firefox does not start: " + text);
			}
			Matcher matcher = LISTENING.matcher(text);
			return matcher.find() ? matcher.group(1) : "";
		}, (address) -> !address.isEmpty());
	}

	@Override
	public void open(String url) {
		Map<String, Object> page = Map.of("url", url, "wait", "complete");
		try {
			inPage("browsingContext.navigate", page);
		}
		catch (BiDiException ex) {
			// An error that just then comes up in a frame of the page before is taken for
			// this page's.
			inPage("browsingContext.navigate", page);
		}
	}

	@Override
	public String run(String body, String... arguments) {
		List<Map<String, String>> all = Stream.concat(Stream.of(body), Stream.of(arguments))
			.map((text) -> Map.of("type", "string", "value", text))
			.toList();
		Map<String, Object> outcome = send("script.callFunction", Map.of("functionDeclaration", RUN, "arguments", all,
				"awaitPromise", true, "target", Map.of("context", this.context)));
		if (outcome.get("exceptionDetails") instanceof Map<?, ?> details) {
			throw new IllegalStateException(String.valueOf(details.get("text")));
		}
		return String.valueOf(((Map<?, ?>) outcome.get("result")).get("value"));
	}

	@Override
	public void click(String selector) {
		Map<String, Object> found = inPage("browsingContext.locateNodes",
				Map.of("locator", Map.of("type", "css", "value", selector), "maxNodeCount", 1));
		Object element = Map.of("type", "element", "element",
				Map.of("sharedId", first(found, "nodes").get("sharedId")));
		run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })", selector);
		inPage("input.performActions",
				Map.of("actions",
						List.of(Map.of("type", "pointer", "id", "mouse", "actions",
								List.of(Map.of("type", "pointerMove", "x", 0, "y", 0, "origin", element),
										Map.of("type", "pointerDown", "button", 0),
										Map.of("type", "pointerUp", "button", 0))))));
	}

	@Override
	public void back() {
		inPage("browsingContext.traverseHistory", Map.of("delta", -1));
	}

	@Override
	public void reload() {
		inPage("browsingContext.reload", Map.of("wait", "complete"));
	}

	@Override
	public void narrow(int width) {
		inPage("browsingContext.setViewport", Map.of("viewport", Map.of("width", width, "height", 800)));
	}

	@Override
	public void widen() {
		narrow(1280);
	}

	@Override
	public List<String> takeConsole() {
		List<String> lines = new ArrayList<>();
		this.console.drainTo(lines);
		return lines;
	}

	@Override
	public void close() {
		try {
			send("browser.close", Map.of());
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.process.destroyForcibly();
			this.connection.close();
		}
	}

	private Map<String, Object> inPage(String method, Map<String, Object> parameters) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("context", this.context);
		return send(method, all);
	}

	private Map<String, Object> send(String method, Map<String, Object> parameters) {
		return this.connection.sendAndWait(new Command<>(method, parameters, Json.MAP_TYPE), PATIENCE);
	}

	private static Map<?, ?> first(Map<String, Object> result, String list) {
		return (Map<?, ?>) ((List<?>) result.get(list)).get(0);
	}

}
