package io.crossgate.cors.spring.caches;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.spring.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the same programs make of a request on its way to the application, and of headers
 * that they add to its answer.
 */
@Tag("caches")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyBehaviourTests {

	private static final String ONE = "https://one.example";

	private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

	private final Upstream upstream = new Upstream();

	@AfterAll
	void stop() {
		this.upstream.close();
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, target", "APACHE, target", "VARNISH, client", "SQUID, client", "HAPROXY, client",
			"TRAFFIC_SERVER, target", "CADDY, client" })
	void applicationSeesTheHostThatClientsAskForBehindSome(Cache cache, String host) {
		String target = "/host?" + cache;
		send(cache, "", target, "Host: api.example.com");
		assertThat(this.upstream.received(target, "Host"))
			.containsExactly(host.equals("client") ? "api.example.com" : "127.0.0.1:" + this.upstream.port());
	}

	@ParameterizedTest
	@CsvSource({ "NGINX", "APACHE", "TRAFFIC_SERVER" })
	void settingMakesTheApplicationSeeTheHostThatClientsAskFor(Cache cache) {
		String target = "/set-host?" + cache;
		send(cache, cache.hostSetting(), target, "Host: api.example.com");
		assertThat(this.upstream.received(target, "Host")).containsExactly("api.example.com");
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, ''", "APACHE, 'X-Forwarded-For X-Forwarded-Host'", "VARNISH, X-Forwarded-For",
			"SQUID, X-Forwarded-For", "HAPROXY, ''", "TRAFFIC_SERVER, X-Forwarded-For",
			"CADDY, 'X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto'" })
	void onlyApacheAndCaddySayWhichHostWasAskedFor(Cache cache, String names) {
		String target = "/forwarded?" + cache;
		send(cache, "", target, "Host: api.example.com");
		assertThat(Stream.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto")
			.filter((name) -> !this.upstream.received(target, name).isEmpty()))
			.isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
	}

	@ParameterizedTest
	@CsvSource({ "NGINX, 2", "APACHE, 1", "VARNISH, 2", "SQUID, 2", "HAPROXY, 2", "TRAFFIC_SERVER, 2", "CADDY, 2" })
	void twoOriginLinesArriveAsTwoButBehindApache(Cache cache, int lines) {
		String target = "/origins?" + cache;
		send(cache, "", target, "Origin: " + ONE, "Origin: https://two.example");
		assertThat(this.upstream.received(target, "Origin")).hasSize(lines);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NGINX   | add_header %s edge always;                       | 2
			NGINX   | proxy_hide_header %1$s; add_header %1$s edge always; | 1
			APACHE  | Header always set %s edge                        | 2
			APACHE  | Header set %s edge                               | 1
			VARNISH | sub vcl_deliver { set resp.http.%s = "edge"; }   | 1
			HAPROXY | http-response add-header %s edge                 | 2
			HAPROXY | http-response set-header %s edge                 | 1
			CADDY   | header %s edge                                   | 2
			CADDY   | header { / %s edge / defer / }                   | 1
			""")
	void headerAddedByTheProxyIsASecondLineUnlessItReplaces(Cache cache, String setting, int lines) {
		Http.Response response = send(cache, setting.formatted(ALLOW_ORIGIN).replace(" / ", "\n"), "/added?" + cache,
				"Origin: " + ONE);
		assertThat(response.header(ALLOW_ORIGIN)).hasSize(lines).contains("edge");
	}

	private Http.Response send(Cache cache, String setting, String target, String... headers) {
		cache.assumeMeasured();
		try (RunningCache running = RunningCache.start(cache, this.upstream.port(), setting)) {
			return Http.send(running.port(), "GET", target, headers);
		}
	}

}
