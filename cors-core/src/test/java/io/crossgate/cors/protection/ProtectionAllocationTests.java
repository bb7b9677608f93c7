package io.crossgate.cors.protection;

import java.lang.management.ManagementFactory;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequestAccessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Protection allocates nothing, whatever it decides. Bytes are counted, time is not.
 */
class ProtectionAllocationTests {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final CorsEngine ENGINE = new CorsEngine(ProtectionCase.policies(ProtectionCase.PROTECTION));

	@ParameterizedTest(name = "{0}")
	@CsvSource(
			textBlock = """
					a page's own GET,               GET,    /todos,          ,                     same-origin, ,          no-policy
					a GET of another site,          GET,    /todos,          https://evil.example, cross-site,  ,          no-policy
					a page's own POST,              POST,   /todos,          http://app.example,   same-origin, ,          no-policy
					the same of an old browser,     POST,   /todos,          http://app.example,   ,            ,          no-policy
					no browser's POST,              POST,   /todos,          ,                     ,            ,          no-policy
					an allowed origin's GET,        GET,    /api/todos,      https://spa.example,  cross-site,  ,          allowed
					an allowed origin's POST,       POST,   /api/todos,      https://spa.example,  cross-site,  ,          allowed
					an allowed origin's handshake,  GET,    /api/socket,     https://spa.example,  ,            websocket, allowed
					an allowed origin's PUT,        PUT,    /soft/todos,     https://spa.example,  cross-site,  ,          method-not-allowed
					a trusted origin's POST,        POST,   /todos,          https://pay.example,  cross-site,  ,          no-policy
					a trusted pattern's POST,       POST,   /todos,          https://a.partner.example, cross-site, ,      no-policy
					a POST to an exempt path,       POST,   /webhooks/x,     https://evil.example, cross-site,  ,          no-policy
					a POST to a callback,           POST,   /login/saml2/sso/x, null,              cross-site,  ,          no-policy
					a POST of another site,         POST,   /todos,          https://evil.example, cross-site,  ,          cross-origin-write
					the same of an older browser,   POST,   /todos,          https://evil.example, ,            ,          cross-origin-write-unproven
					a POST below a policy,          POST,   /open/todos,     https://evil.example, cross-site,  ,          cross-origin-write
					a handshake of another site,    GET,    /socket,         https://evil.example, cross-site,  websocket, cross-origin-write
					""")
	void allocatesNothing(String name, String method, String path, @Nullable String origin, @Nullable String site,
			@Nullable String upgrade, String reason) {
		Facts facts = new Facts(method, path, origin, site, upgrade);
		assertThat(ENGINE.decide(facts, Facts.READER).reason().code()).isEqualTo(reason);
		assertThat(bytes(facts)).isZero();
	}

	/** The least of several rounds: what else the thread does is not the decision's. */
	private static long bytes(Facts facts) {
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 5; round++) {
			long before = THREADS.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < 200; i++) {
				ENGINE.decide(facts, Facts.READER);
			}
			least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
		}
		return least / 200;
	}

	/** A request that is read without making anything. */
	private record Facts(String method, String path, @Nullable String origin, @Nullable String site,
			@Nullable String upgrade) {

		static final CorsRequestAccessor<Facts> READER = new CorsRequestAccessor<>() {

			private final Map<String, OneLine> lines = Map.of("Origin", new OneLine(), "Sec-Fetch-Site", new OneLine(),
					"Sec-Fetch-Mode", new OneLine(), "Upgrade", new OneLine(), "Access-Control-Request-Method",
					new OneLine());

			@Override
			public String method(Facts request) {
				return request.method;
			}

			@Override
			public String rawPath(Facts request) {
				return request.path;
			}

			@Override
			public String path(Facts request) {
				return request.path;
			}

			@Override
			public @Nullable String header(Facts request, String name) {
				return switch (name) {
					case "Origin" -> request.origin;
					case "Sec-Fetch-Site" -> request.site;
					case "Upgrade" -> request.upgrade;
					default -> null;
				};
			}

			@Override
			public Enumeration<String> headers(Facts request, String name) {
				return Objects.requireNonNull(this.lines.get(name)).of(header(request, name));
			}

			@Override
			public String scheme(Facts request) {
				return "http";
			}

			@Override
			public String host(Facts request) {
				return "app.example";
			}

			@Override
			public int port(Facts request) {
				return 80;
			}

		};

	}

	/** The only line of a header, or none. */
	private static final class OneLine implements Enumeration<String> {

		private @Nullable String next;

		OneLine of(@Nullable String line) {
			this.next = line;
			return this;
		}

		@Override
		public boolean hasMoreElements() {
			return this.next != null;
		}

		@Override
		public String nextElement() {
			String line = Objects.requireNonNull(this.next);
			this.next = null;
			return line;
		}

	}

}
