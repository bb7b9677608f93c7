package io.crossgate.cors.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * One request under one policy, and what other libraries answer.
 *
 * @param id the scenario's name
 * @param title what it is about
 * @param policy the policy, in our words
 * @param request the request; {@code null} where only the policy matters
 * @param peers by library, whether a browser would let the page read the answer, or
 * whether the library takes the configuration
 */
record Scenario(String id, String title, CorsPolicy policy, @Nullable CorsRequest request, Map<String, Boolean> peers) {

	static List<Scenario> load(String resource, String verdict) {
		JsonMapper mapper = JsonMapper.builder().build();
		try (InputStream stream = Scenario.class.getResourceAsStream(resource)) {
			String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			return text.lines().map((line) -> of(mapper.readTree(line), verdict)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Scenario of(JsonNode json, String verdict) {
		Map<String, Boolean> peers = new LinkedHashMap<>();
		json.get("peers")
			.properties()
			.forEach((peer) -> peers.put(peer.getKey(), peer.getValue().get(verdict).asBoolean()));
		return new Scenario(json.get("id").asString(), json.path("title").asString(""), policy(json.get("policy")),
				json.has("request") ? request(json.get("request")) : null, peers);
	}

	private static CorsPolicy policy(JsonNode json) {
		JsonNode maxAge = json.get("maxAgeSeconds");
		List<String> methods = strings(json.get("allowedMethods"));
		return CorsPolicy.named("peer")
			.paths("/**")
			.allowedOrigins(strings(json.get("allowedOrigins")))
			.allowedOriginPatterns(strings(json.get("allowedOriginPatterns")))
			.allowedMethods(methods.isEmpty() ? CorsPolicy.DEFAULT_METHODS : methods)
			.allowedHeaders(strings(json.get("allowedHeaders")))
			.exposedHeaders(strings(json.get("exposedHeaders")))
			.allowCredentials(json.get("allowCredentials").asBoolean())
			.allowPrivateNetwork(json.get("allowPrivateNetwork").asBoolean())
			.maxAge(maxAge.isNull() ? CorsPolicy.DEFAULT_MAX_AGE : Duration.ofSeconds(maxAge.asLong()))
			.acceptRisks("insecure-origin", "public-suffix-pattern", "null-origin", "any-port")
			.build();
	}

	private static CorsRequest request(JsonNode json) {
		CorsRequest request = new CorsRequest(json.get("method").asString(), "/").to("http", "api.example.com", 80);
		for (Map.Entry<String, JsonNode> header : json.get("headers").properties()) {
			for (String value : strings(header.getValue())) {
				request = request.header(header.getKey(), value);
			}
		}
		return request;
	}

	private static List<String> strings(JsonNode json) {
		List<String> strings = new ArrayList<>();
		Stream.of(json)
			.filter((list) -> !list.isNull())
			.forEach((list) -> list.forEach((item) -> strings.add(item.asString())));
		return strings;
	}

}
