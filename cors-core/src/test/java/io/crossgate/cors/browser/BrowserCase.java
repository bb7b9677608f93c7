package io.crossgate.cors.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RedirectMode;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * One line of {@code browser-cases.jsonl}: a page, its call, a server's answers, and what
 * browsers make of them.
 */
record BrowserCase(JsonNode json) {

	static List<BrowserCase> all() {
		JsonMapper mapper = new JsonMapper();
		try (InputStream file = Objects.requireNonNull(BrowserCase.class.getResourceAsStream("browser-cases.jsonl"))) {
			return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
				.map((line) -> new BrowserCase(mapper.readTree(line)))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String id() {
		return text("id");
	}

	String page() {
		return text("pageOrigin");
	}

	JsonNode expect() {
		return this.json.path("expect");
	}

	FetchCall call() {
		FetchCall call = FetchCall.of(text("method"), text("url"))
			.credentials(Credentials.valueOf(constant(text("credentials"))))
			.api(api())
			.body(body());
		for (HeaderList.Line line : headers(this.json.path("headers")).lines()) {
			call = call.header(line.name(), line.value());
		}
		if (this.json.has("mode")) {
			call = call.mode(RequestMode.valueOf(constant(text("mode"))));
		}
		return this.json.has("redirect") ? call.redirect(RedirectMode.valueOf(constant(text("redirect")))) : call;
	}

	Browser.Response answer(Browser.Request request) {
		Map<String, JsonNode> routes = new HashMap<>();
		routes.put(onTheWire(text("url")), this.json.path("server"));
		this.json.path("server")
			.path("routes")
			.properties()
			.forEach((route) -> routes.put(onTheWire(route.getKey()), route.getValue()));
		JsonNode answer = routes.getOrDefault(request.url(), MissingNode.getInstance())
			.path(request.kind().name().toLowerCase(Locale.ROOT));
		// Like the server of the observations, which knew nothing of CORS where no answer
		// is given.
		return answer.isObject() ? new Browser.Response(answer.path("status").asInt(), headers(answer.path("headers")))
				: Browser.Response.of(404);
	}

	/** The expected requests, one line each. */
	static List<String> requests(JsonNode expectation) {
		List<String> requests = new ArrayList<>();
		for (JsonNode request : expectation.path("requests")) {
			requests.add(line(request.path("kind").asString(), request.path("method").asString(),
					onTheWire(request.path("url").asString()), request.path("origin").asString("none"),
					request.path("acrm").asString("none"), request.path("acrh").asString("none")));
		}
		return requests;
	}

	/** The actual requests in the same form. */
	static List<String> requests(FetchResult result) {
		return result.exchanges()
			.stream()
			.map(Exchange::request)
			.map((request) -> line(request.kind().name().toLowerCase(Locale.ROOT), request.method(), request.url(),
					Objects.requireNonNullElse(request.origin(), "none"),
					Objects.requireNonNullElse(request.header("Access-Control-Request-Method"), "none"),
					Objects.requireNonNullElse(request.header("Access-Control-Request-Headers"), "none")))
			.toList();
	}

	@Override
	public String toString() {
		return id() + ": " + text("title");
	}

	private String text(String name) {
		return this.json.path(name).asString();
	}

	private RequestApi api() {
		if (this.json.path("uploadListener").asBoolean(false)) {
			return RequestApi.XHR_WITH_UPLOAD_LISTENER;
		}
		return this.json.path("api").asString("fetch").equals("xhr") ? RequestApi.XHR : RequestApi.FETCH;
	}

	private FetchBody body() {
		JsonNode body = this.json.path("body");
		return switch (body.path("kind").asString("none")) {
			case "none" -> FetchBody.none();
			case "string" -> FetchBody.text();
			case "formdata" -> FetchBody.formData();
			case "urlencoded" -> FetchBody.urlEncoded();
			case "blob" -> FetchBody.blob(body.path("type").asString());
			case "bytes" -> FetchBody.bytes();
			case "stream" -> FetchBody.stream();
			default -> throw new AssertionError("unknown body in " + this);
		};
	}

	private static HeaderList headers(JsonNode json) {
		HeaderList headers = HeaderList.none();
		for (Map.Entry<String, JsonNode> header : json.properties()) {
			if (!header.getValue().isArray()) {
				headers = headers.with(header.getKey(), header.getValue().asString());
			}
			for (JsonNode line : header.getValue()) {
				headers = headers.with(header.getKey(), line.asString());
			}
		}
		return headers;
	}

	// The file has URLs as pages write them, with ":443" or upper case; no browser sends
	// them so.
	private static String onTheWire(String url) {
		return Objects.requireNonNull(WebUrl.parse(url)).toString();
	}

	private static String constant(String word) {
		return word.toUpperCase(Locale.ROOT).replace('-', '_');
	}

	private static String line(String... facts) {
		return "%s %s %s origin=%s method=%s headers=%s".formatted((Object[]) facts);
	}

}
