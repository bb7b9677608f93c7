package io.crossgate.cors.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.model.FetchBody;

/**
 * One line of {@code observed-requests.jsonl}: a call by a page at A, where a server
 * redirects it, and the requests that follow. The servers allow whatever they are asked
 * for, unless the line says otherwise.
 */
record ObservedRequest(JsonNode json) {

	/** What every browser adds by itself, or adds to every request alike. */
	private static final Set<String> NOT_LISTED = Set.of("origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest",
			"accept-encoding", "accept-language", "user-agent");

	static List<ObservedRequest> all() {
		JsonMapper mapper = new JsonMapper();
		try (InputStream file = Objects
			.requireNonNull(ObservedRequest.class.getResourceAsStream("observed-requests.jsonl"))) {
			return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
				.map((line) -> new ObservedRequest(mapper.readTree(line)))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String id() {
		return this.json.path("id").asString();
	}

	JsonNode expected(String engine) {
		JsonNode deviation = this.json.path("engines").path(engine);
		return deviation.isObject() ? deviation : this.json.path("expect");
	}

	boolean isSeenIn(String engine) {
		return this.json.path("seen").valueStream().anyMatch((seen) -> seen.asString().equals(engine));
	}

	FetchResult run(Browser browser) {
		return browser.fetch(call(), this::answer);
	}

	/** Requests and verdict in the form of the file. */
	static List<String> outcome(FetchResult result) {
		List<String> outcome = new ArrayList<>(
				result.exchanges().stream().map((exchange) -> line(exchange.request())).toList());
		outcome.add(result.verdict().value());
		return outcome;
	}

	static List<String> outcome(JsonNode expected) {
		List<String> outcome = new ArrayList<>(
				expected.path("requests").valueStream().map((request) -> request.asString()).toList());
		outcome.add(expected.path("verdict").asString());
		return outcome;
	}

	@Override
	public String toString() {
		return id() + ": " + this.json.path("title").asString();
	}

	private FetchCall call() {
		FetchCall call = FetchCall.of(this.json.path("method").asString(), absolute(this.json.path("url").asString()))
			.body(body());
		for (JsonNode header : this.json.path("headers")) {
			call = call.header(header.get(0).asString(), header.get(1).asString());
		}
		if (this.json.path("headersObject").asBoolean(false)) {
			call = call.inHeadersObject();
		}
		if (this.json.has("user")) {
			call = call.userInfo(this.json.path("user").get(0).asString(), this.json.path("user").get(1).asString());
		}
		if (this.json.has("mode")) {
			call = call.mode(RequestMode.valueOf(constant("mode")));
		}
		if (this.json.has("credentials")) {
			call = call.credentials(Credentials.valueOf(constant("credentials")));
		}
		if (this.json.path("uploadListener").asBoolean(false)) {
			return call.api(RequestApi.XHR_WITH_UPLOAD_LISTENER);
		}
		return call.api(this.json.path("api").asString().equals("xhr") ? RequestApi.XHR : RequestApi.FETCH);
	}

	private Browser.Response answer(Browser.Request request) {
		JsonNode server = this.json.path("server").path(request.url().substring(request.url().lastIndexOf('/') + 1));
		boolean preflight = request.kind() == Browser.Request.Kind.PREFLIGHT;
		Browser.Response response = Browser.Response.of(preflight ? 204 : status(server, request));
		if (request.origin() != null) {
			response = response.header("Access-Control-Allow-Origin", request.origin())
				.header("Access-Control-Allow-Credentials", "true");
		}
		if (preflight) {
			String headers = server.path("allowHeaders").asString(request.header("Access-Control-Request-Headers"));
			response = response.header("Access-Control-Allow-Methods", "PUT, DELETE, PATCH, patch, OPTIONS");
			return (headers != null) ? response.header("Access-Control-Allow-Headers", headers) : response;
		}
		if (server.has("challenge")) {
			return response.header("WWW-Authenticate", server.path("challenge").asString() + " realm=\"x\"");
		}
		return server.has("location") ? response.header("Location", absolute(server.path("location").asString()))
				: response;
	}

	private static int status(JsonNode server, Browser.Request request) {
		if (server.has("challenge")) {
			return (request.header("Authorization") != null) ? 200 : 401;
		}
		return server.path("status").asInt(200);
	}

	private FetchBody body() {
		JsonNode body = this.json.path("body");
		return switch (body.path("kind").asString("none")) {
			case "none" -> FetchBody.none();
			case "string" -> FetchBody.text();
			case "formdata" -> FetchBody.formData();
			case "urlencoded" -> FetchBody.urlEncoded();
			case "blob" -> FetchBody.blob(body.path("type").asString(""));
			case "bytes" -> FetchBody.bytes();
			case "stream" -> FetchBody.stream();
			default -> throw new AssertionError("unknown body in " + this);
		};
	}

	private String constant(String name) {
		return this.json.path(name).asString().toUpperCase(Locale.ROOT).replace('-', '_');
	}

	private static String line(Browser.Request request) {
		String origin = Objects.requireNonNullElse(request.origin(), "none");
		String line = request.method() + " " + abbreviated(request.url()) + " from " + abbreviated(origin);
		if (request.kind() == Browser.Request.Kind.PREFLIGHT) {
			String names = request.header("Access-Control-Request-Headers");
			return line + " for " + request.header("Access-Control-Request-Method")
					+ ((names != null) ? " " + names : "");
		}
		List<String> headers = new ArrayList<>();
		for (String name : request.headers().names()) {
			String value = Objects.requireNonNull(request.header(name));
			if (!NOT_LISTED.contains(name) && !(name.equals("accept") && value.equals("*/*"))) {
				// Boundaries are different each time.
				boolean boundary = value.startsWith("multipart/form-data; boundary=----");
				headers.add(name + ": " + (boundary ? "multipart/form-data" : value));
			}
		}
		return headers.isEmpty() ? line : line + " {" + String.join("; ", headers) + "}";
	}

	private static String absolute(String url) {
		return url.replace("u:p@A", "http://u:p@localhost:8081")
			.replace("u:p@B", "http://u:p@127.0.0.1:8082")
			.replace("A/", "http://localhost:8081/")
			.replace("B/", "http://127.0.0.1:8082/")
			.replace("C/", "http://localhost:8083/");
	}

	private static String abbreviated(String url) {
		return url.replace("http://localhost:8081", "A")
			.replace("http://127.0.0.1:8082", "B")
			.replace("http://localhost:8083", "C");
	}

}
