package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What caches do with the answers of any server: the facts that the page about proxies
 * and caches states, each for the version that it names.
 */
@Tag("caches")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheBehaviourTests {

	private static final String ONE = "https://one.example";

	private static final String TWO = "https://two.example";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Upstream upstream = new Upstream();

	private final Map<Cache, RunningCache> caches = new EnumMap<>(Cache.class);

	@AfterAll
	void stop() {
		this.caches.values().forEach(RunningCache::close);
		this.upstream.close();
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 1", "APACHE, 1", "VARNISH, 1", "SQUID, 1", "HAPROXY, 2", "TRAFFIC_SERVER, 1", "CADDY, 2" })
	void whatVariesByOriginIsStoredByMost(Cache cache, int arrivals) throws Exception {
		String target = "/stored?vary=Origin&age=60&" + cache;
		get(cache, target, ONE);
		assertThat(allowOrigin(get(cache, target, ONE))).isEqualTo(ONE);
		assertThat(this.upstream.arrived(target)).hasSize(arrivals);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, " + ONE, "APACHE, " + TWO, "VARNISH, " + TWO, "SQUID, " + TWO, "HAPROXY, " + TWO,
			"TRAFFIC_SERVER, " + TWO })
	void secondVaryLineIsReadButByNginx(Cache cache, String allowed) throws Exception {
		// It reads the last one, and no other.
		String target = "/lines?vary=Origin&vary=Accept-Language&age=60&" + cache;
		get(cache, target, ONE);
		assertThat(allowOrigin(get(cache, target, TWO))).isEqualTo(allowed);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CADDY")
	void answerThatDoesNotSayThatItVariesGoesToAnotherSite(Cache cache) throws Exception {
		String target = "/silent?age=60&" + cache;
		get(cache, target, ONE);
		assertThat(allowOrigin(get(cache, target, TWO))).isEqualTo(ONE);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 304, " + ONE, "APACHE, 304, " + ONE, "VARNISH, 304, " + ONE, "SQUID, 304,",
			"HAPROXY, 200, " + ONE, "TRAFFIC_SERVER, 304," })
	void notModifiedOfTheCacheKeepsHeadersBehindSome(Cache cache, int status, String allowed) throws Exception {
		String target = "/again?vary=Origin&age=60&" + cache;
		get(cache, target, ONE);
		HttpResponse<String> again = get(cache, target, ONE, "If-None-Match", "\"one\"");
		assertThat(again.statusCode()).isEqualTo(status);
		assertThat(allowOrigin(again)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 200, " + ONE, "APACHE, 416,", "VARNISH, 416, " + ONE, "SQUID, 200, " + ONE,
			"HAPROXY, 200, " + ONE, "TRAFFIC_SERVER, 416," })
	void rangeBeyondTheEndKeepsHeadersBehindMost(Cache cache, int status, String allowed) throws Exception {
		String target = "/beyond?vary=Origin&age=60&" + cache;
		get(cache, target, ONE);
		HttpResponse<String> beyond = get(cache, target, ONE, "Range", "bytes=99999-");
		assertThat(beyond.statusCode()).isEqualTo(status);
		assertThat(allowOrigin(beyond)).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 200", "APACHE, 206", "VARNISH, 416", "SQUID, 206", "HAPROXY, 200", "TRAFFIC_SERVER, 200" })
	void twoRangesAreTooManyForVarnish(Cache cache, int status) throws Exception {
		String target = "/ranges?vary=Origin&age=60&" + cache;
		get(cache, target, ONE);
		HttpResponse<String> ranges = get(cache, target, ONE, "Range", "bytes=0-1,4-5");
		assertThat(ranges.statusCode()).isEqualTo(status);
		assertThat(allowOrigin(ranges)).isEqualTo(ONE);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 1", "APACHE, 1", "VARNISH, 2", "SQUID, 2", "HAPROXY, 2", "TRAFFIC_SERVER, 1" })
	void refusalWithAnAgeIsStoredBySome(Cache cache, int arrivals) throws Exception {
		String target = "/aged?status=403&vary=Origin&age=60&" + cache;
		get(cache, target, ONE);
		get(cache, target, ONE);
		assertThat(this.upstream.arrived(target)).hasSize(arrivals);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, USUAL, 2", "NGINX, RISKY, 1", "APACHE, USUAL, 2", "VARNISH, USUAL, 2", "VARNISH, RISKY, 1",
			"SQUID, USUAL, 2", "SQUID, RISKY, 1", "HAPROXY, USUAL, 2", "TRAFFIC_SERVER, USUAL, 2",
			"TRAFFIC_SERVER, RISKY, 1" })
	void refusalWithoutAnAgeIsStoredUnderRiskySettings(Cache cache, Setting setting, int arrivals) throws Exception {
		String target = "/refused?status=403&vary=Origin&" + cache + setting;
		cache.assumeMeasured();
		try (RunningCache running = RunningCache.start(cache, this.upstream.port(), setting.of(cache))) {
			send(running, "GET", target, ONE);
			send(running, "GET", target, ONE);
		}
		assertThat(this.upstream.arrived(target)).hasSize(arrivals);
	}

	@ParameterizedTest
	@EnumSource
	void preflightIsNotStored(Cache cache) throws Exception {
		String target = "/preflight?vary=Origin&age=60&" + cache;
		for (int i = 0; i < 2; i++) {
			send(running(cache), "OPTIONS", target, ONE, "Access-Control-Request-Method", "PUT");
		}
		assertThat(this.upstream.arrived(target)).containsExactly("OPTIONS", "OPTIONS");
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, GET", "APACHE, HEAD", "VARNISH, GET", "SQUID, HEAD", "HAPROXY, HEAD", "TRAFFIC_SERVER, HEAD" })
	void headArrivesAsGetBehindNginxAndVarnish(Cache cache, String method) throws Exception {
		String target = "/head?vary=Origin&age=60&" + cache;
		send(running(cache), "HEAD", target, ONE);
		assertThat(this.upstream.arrived(target)).containsExactly(method);
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 502, 502", "APACHE, 200, 503", "VARNISH, 200, 503", "SQUID, 504, 503", "HAPROXY, 503, 503",
			"TRAFFIC_SERVER, 200, 502", "CADDY, 502, 502" })
	void outageLooksLikeARefusal(Cache cache, int withStaleCopy, int without) throws Exception {
		cache.assumeMeasured();
		Upstream ending = new Upstream();
		try (ending; RunningCache running = RunningCache.start(cache, ending.port(), Setting.USUAL.of(cache))) {
			send(running, "GET", "/stale?vary=Origin&age=1", ONE);
			Thread.sleep(2_100);
			ending.close();
			HttpResponse<String> stale = send(running, "GET", "/stale?vary=Origin&age=1", ONE);
			assertThat(stale.statusCode()).isEqualTo(withStaleCopy);
			assertThat(allowOrigin(stale)).isEqualTo((withStaleCopy == 200) ? ONE : null);
			HttpResponse<String> other = send(running, "GET", "/never-seen", ONE);
			assertThat(other.statusCode()).isEqualTo(without);
			assertThat(allowOrigin(other)).isNull();
		}
	}

	private RunningCache running(Cache cache) {
		cache.assumeMeasured();
		return this.caches.computeIfAbsent(cache,
				(key) -> RunningCache.start(key, this.upstream.port(), Setting.USUAL.of(key)));
	}

	private HttpResponse<String> get(Cache cache, String target, String origin, String... headers)
			throws IOException, InterruptedException {
		return send(running(cache), "GET", target, origin, headers);
	}

	private HttpResponse<String> send(RunningCache running, String method, String target, String origin,
			String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + target))
			.method(method, BodyPublishers.noBody())
			.headers("Origin", origin, "Accept-Language", "en");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private static @Nullable String allowOrigin(HttpResponse<?> response) {
		return response.headers().firstValue("Access-Control-Allow-Origin").orElse(null);
	}

}
