package io.crossgate.cors.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.console.ConsoleMessage;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.LocalNetwork;
import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Local Network Access as observed in Chromium 156.0.8078.108 and Firefox 153.8.0 ESR.
 * All that sends a request without a script is in the table, too, because the check does
 * not depend on what sends it.
 */
class LocalNetworkTests {

	private static final String NAME = "device.example.net";

	private static final LocalNetwork PUBLIC = LocalNetwork.from(AddressSpace.PUBLIC).host(NAME, AddressSpace.LOOPBACK);

	/**
	 * What the simulated browser has no API for, by name of the API or number of the
	 * line.
	 */
	private static final Map<String, String> NOT_SIMULATED = Map.of("WebSocket", "its failures have no CORS error",
			"lna-053", "fetchLater is not available outside of secure contexts", "lna-156",
			"the address space of a worker is that of its script");

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void connectsWhereTheEngineDoes(Row row) {
		FetchResult result = Browser.at(row.page())
			.engine(row.engine())
			.on(row.network())
			.fetch(row.call(), LocalNetworkTests::answer);
		List<String> requests = result.exchanges()
			.stream()
			.map(Exchange::request)
			.filter((request) -> !request.url().contains("redirecting"))
			.map((request) -> request.method()
					+ ((request.kind() == Browser.Request.Kind.PREFLIGHT) ? "(preflight)" : ""))
			.toList();
		assertThat(requests).as(result.toString()).isEqualTo(row.requests());
		ConsoleMessage message = ConsoleMessage.of(result, row.engine());
		assertThat((message != null) ? message.code() : null).as(result.toString()).isEqualTo(row.corsError());
	}

	@Test
	void everyLineIsRunOrSaysWhyNot() {
		assertThat(Row.all()).hasSize(92);
		assertThat(rows()).hasSize(85);
	}

	@Test
	void chromiumsConsoleNamesTheAddressSpace() {
		assertThat(console(PUBLIC, FetchCall.get("https://" + NAME)))
			.contains(": Permission was denied for this request" + " to access the `loopback` address space.");
		assertThat(console(PUBLIC, FetchCall.get("https://" + NAME).targetAddressSpace(AddressSpace.LOCAL)))
			.contains(": Request had a target IP address space of `local` yet the resource is in address space"
					+ " `loopback`.");
		FetchResult result = Browser.at("http://app.example.com")
			.on(PUBLIC)
			.fetch(FetchCall.get("http://192.168.0.1/"), LocalNetworkTests::answer);
		assertThat(result.reason()).isEqualTo("local-network-insecure-context:local");
		assertThat(Objects.requireNonNull(ConsoleMessage.of(result, BrowserEngine.CHROMIUM)).text())
			.contains(": The request client is not a secure context and the resource is in more-private address space"
					+ " `local`.");
	}

	@ParameterizedTest(name = "{0} from {1}: {2}")
	@CsvSource({ "http://printer.local/, GRANTED, ''", "http://192.168.0.1/, GRANTED, ''",
			"http://192.168.0.1/, DENIED, local-network-permission:local", "http://192.0.2.1/, GRANTED, mixed-content",
			"http://device.example.net/, GRANTED, mixed-content" })
	void plainHttpIsNoMixedContentWhereTheHostIsKnownToBeLocal(String url, LocalNetwork.Permission permission,
			String reason) {
		Browser browser = Browser.at("https://app.example.com");
		assertThat(
				browser.on(PUBLIC.permission(permission)).fetch(FetchCall.get(url), LocalNetworkTests::answer).reason())
			.isEqualTo(reason);
		assertThat(browser.fetch(FetchCall.get(url), LocalNetworkTests::answer).failure())
			.isEqualTo(FetchFailure.MIXED_CONTENT);
	}

	@Test
	void aTargetAddressSpaceAllowsPlainHttpToAName() {
		FetchCall call = FetchCall.get("http://" + NAME).targetAddressSpace(AddressSpace.LOOPBACK);
		LocalNetwork granted = PUBLIC.permission(LocalNetwork.Permission.GRANTED);
		Browser browser = Browser.at("https://app.example.com").on(granted);
		assertThat(browser.fetch(call, LocalNetworkTests::answer).isReadable()).isTrue();
		assertThat(browser.engine(BrowserEngine.FIREFOX).fetch(call, LocalNetworkTests::answer).failure())
			.isEqualTo(FetchFailure.MIXED_CONTENT);
	}

	@ParameterizedTest
	@EnumSource(AddressSpace.class)
	void theOwnOriginNeedsNoPermission(AddressSpace space) {
		FetchResult result = Browser.at("https://" + NAME)
			.on(LocalNetwork.from(AddressSpace.PUBLIC).host(NAME, space))
			.fetch(FetchCall.get("/x"), LocalNetworkTests::answer);
		assertThat(result.isReadable()).isTrue();
	}

	@Test
	void webKitChecksNothing() {
		FetchResult result = Browser.at("https://app.example.com")
			.engine(BrowserEngine.WEBKIT)
			.on(PUBLIC)
			.fetch(FetchCall.get("https://" + NAME), LocalNetworkTests::answer);
		assertThat(result.isReadable()).isTrue();
	}

	@Test
	void noResponseHeaderGivesThePermission() {
		FetchResult result = Browser.at("https://app.example.com")
			.on(PUBLIC)
			.fetch(FetchCall.put("https://" + NAME),
					(request) -> answer(request).header("Access-Control-Allow-Private-Network", "true"));
		assertThat(result.failure()).isEqualTo(FetchFailure.LOCAL_NETWORK_PERMISSION);
		assertThat(result.exchanges()).isEmpty();
	}

	@Test
	void xmlHttpRequestHasNoTargetAddressSpace() {
		FetchCall call = FetchCall.get("/x").api(RequestApi.XHR).targetAddressSpace(AddressSpace.LOCAL);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Browser.at("https://app.example.com").fetch(call, LocalNetworkTests::answer));
	}

	static List<Row> rows() {
		return Row.all()
			.stream()
			.filter((row) -> !NOT_SIMULATED.containsKey(row.text("api")) && !NOT_SIMULATED.containsKey(row.text("id")))
			.toList();
	}

	private static String console(LocalNetwork network, FetchCall call) {
		FetchResult result = Browser.at("https://app.example.com").on(network).fetch(call, LocalNetworkTests::answer);
		return Objects.requireNonNull(ConsoleMessage.of(result, BrowserEngine.CHROMIUM)).text();
	}

	private static Browser.Response answer(Browser.Request request) {
		Browser.Response response = Browser.Response.of(request.url().contains("redirecting") ? 302 : 200)
			.header("Location", "https://" + NAME)
			.header("Access-Control-Allow-Methods", "PUT")
			.header("Access-Control-Allow-Credentials", "true");
		String origin = request.origin();
		return response.header("Access-Control-Allow-Origin", (origin != null) ? origin : "*");
	}

	record Row(JsonNode json) {

		static List<Row> all() {
			JsonMapper mapper = new JsonMapper();
			try (InputStream file = Objects
				.requireNonNull(LocalNetworkTests.class.getResourceAsStream("local-network-cases.jsonl"))) {
				return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
					.map((line) -> new Row(mapper.readTree(line)))
					.toList();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		String text(String name) {
			return this.json.path(name).asString();
		}

		BrowserEngine engine() {
			return text("engine").equals("firefox") ? BrowserEngine.FIREFOX : BrowserEngine.CHROMIUM;
		}

		String page() {
			return switch (this.json.path("page").path("scheme").asString()) {
				case "https" -> "https://app.example.com";
				case "http" -> "http://app.example.com";
				default -> "http://localhost:3000";
			};
		}

		LocalNetwork network() {
			String space = this.json.path("page").path("addressSpace").asString();
			return LocalNetwork.from(space.equals("public") ? AddressSpace.PUBLIC : AddressSpace.LOOPBACK)
				.permission(LocalNetwork.Permission.valueOf(text("permissionState").toUpperCase(Locale.ROOT)))
				.host(NAME, AddressSpace.LOOPBACK);
		}

		FetchCall call() {
			String target = text("target").equals("http, 127.0.0.1") ? "http://127.0.0.1:8080/"
					: text("target").startsWith("https") ? "https://" + NAME : "http://" + NAME;
			FetchCall get = FetchCall.get(target);
			return switch (text("api")) {
				case "fetch GET", "fetch keepalive", "fetch in same-origin iframe", "worker fetch",
						"service worker fetch", "EventSource", "script crossorigin" ->
					get;
				case "fetch PUT" -> FetchCall.put(target);
				case "fetch credentials include" -> get.credentials(Credentials.INCLUDE);
				case "fetch targetAddressSpace local" -> get.targetAddressSpace(AddressSpace.LOCAL);
				case "fetch targetAddressSpace loopback" -> get.targetAddressSpace(AddressSpace.LOOPBACK);
				case "fetch public URL redirecting to loopback" -> FetchCall.get("https://redirecting.example.org");
				case "XMLHttpRequest" -> get.api(RequestApi.XHR);
				case "sendBeacon", "form POST into iframe" -> FetchCall.post(target).mode(RequestMode.NO_CORS);
				case "fetch no-cors", "img", "script", "video", "iframe", "link prefetch", "fetchLater" ->
					get.mode(RequestMode.NO_CORS);
				default -> throw new AssertionError("unknown API in " + this);
			};
		}

		List<String> requests() {
			return this.json.path("requestsAtServer").valueStream().map((request) -> request.asString()).toList();
		}

		@Nullable String corsError() {
			JsonNode error = this.json.path("corsError");
			return error.isString() ? error.asString() : null;
		}

		@Override
		public String toString() {
			return text("id") + ": " + text("api") + " from " + page() + ", " + text("permissionState");
		}

	}

}
