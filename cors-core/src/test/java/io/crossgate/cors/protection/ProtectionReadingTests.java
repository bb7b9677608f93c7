package io.crossgate.cors.protection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.CorsRequestAccessor;
import io.crossgate.cors.policy.CrossOriginProtection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What protection costs is what it reads: a header is looked up among all others. What
 * most requests are is settled by one at most, and all lines of one are asked for only
 * where a page writes.
 */
class ProtectionReadingTests {

	private static final CorsEngine OFF = new CorsEngine(ProtectionCase.policies(CrossOriginProtection.off()));

	private static final CorsEngine ON = new CorsEngine(ProtectionCase.policies(ProtectionCase.PROTECTION));

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			a page's own GET,              GET,  /todos,     ,                    same-origin, Upgrade
			a GET below no policy,         GET,  /todos,     https://evil.example, cross-site, Upgrade
			an allowed GET,                GET,  /api/todos, https://spa.example, cross-site,  ''
			an allowed POST,               POST, /api/todos, https://spa.example, cross-site,  ''
			a HEAD,                        HEAD, /todos,     ,                    same-origin, ''
			a program's POST,              POST, /todos,     ,                    ,            Sec-Fetch-Site
			a page's own POST,             POST, /todos,     http://app.example,  same-origin, all Sec-Fetch-Site
			a POST of another site,        POST, /todos,     https://evil.example, cross-site, all Sec-Fetch-Site
			""")
	void readsNoMore(String name, String method, String path, @Nullable String origin, @Nullable String site,
			String expected) {
		CorsRequest request = new CorsRequest(method, path).to("http", "app.example", 80);
		request = (origin != null) ? request.origin(origin) : request;
		request = (site != null) ? request.header("Sec-Fetch-Site", site) : request;
		Reader off = new Reader();
		OFF.decide(request, off);
		Reader on = new Reader();
		ON.decide(request, on);
		assertThat(on.read.subList(0, off.read.size())).isEqualTo(off.read);
		assertThat(String.join(", ", on.read.subList(off.read.size(), on.read.size()))).isEqualTo(expected);
	}

	/** Notes which headers are looked up. */
	private static final class Reader implements CorsRequestAccessor<CorsRequest> {

		private final List<String> read = new ArrayList<>();

		@Override
		public String method(CorsRequest request) {
			return request.method();
		}

		@Override
		public String rawPath(CorsRequest request) {
			return request.path();
		}

		@Override
		public String path(CorsRequest request) {
			return request.path();
		}

		@Override
		public @Nullable String header(CorsRequest request, String name) {
			this.read.add(name);
			return request.lines(name).stream().findFirst().orElse(null);
		}

		@Override
		public Enumeration<String> headers(CorsRequest request, String name) {
			this.read.add("all " + name);
			return Collections.enumeration(request.lines(name));
		}

		@Override
		public String scheme(CorsRequest request) {
			return request.scheme();
		}

		@Override
		public String host(CorsRequest request) {
			return request.host();
		}

		@Override
		public int port(CorsRequest request) {
			return request.port();
		}

	}

}
