package io.crossgate.cors.spring.reactive;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.support.Netty4HeadersAdapter;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.spring.servlet.StubExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On Netty's headers protection makes no garbage, but the list that they hand out all
 * lines of {@code Sec-Fetch-Site} in, where a page has written: whether there is only one
 * line makes a difference, and nothing else tells.
 */
class ProtectionAllocationTests {

	private static final int REQUESTS = 2000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final CorsPolicy POLICY = CorsPolicy.named("app")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.allowCredentials(true)
		.build();

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			a page's own GET,              GET,  /api/orders, ,                          same-origin, 0
			an allowed GET,                GET,  /api/orders, https://app.example.com,   cross-site,  0
			a GET below no policy,         GET,  /orders,     https://evil.example,      cross-site,  0
			an allowed POST,               POST, /api/orders, https://app.example.com,   cross-site,  0
			a program's POST,              POST, /orders,     ,                          ,            0
			an old browser's own POST,     POST, /orders,     https://api.example.com,   ,            0
			an old browser's foreign POST, POST, /orders,     https://evil.example,      ,            0
			a page's own POST,             POST, /orders,     https://api.example.com,   same-origin, 160
			a POST of another site,        POST, /orders,     https://evil.example,      cross-site,  160
			""")
	void makesNoGarbage(String name, String method, String path, @Nullable String origin, @Nullable String site,
			long most) {
		ServerHttpRequest request = new Request(method, path, origin, site);
		CorsEngine off = engine(CrossOriginProtection.off());
		CorsEngine on = engine(CrossOriginProtection.enforce());
		// The first rounds are those of an interpreter, which makes what a compiler
		// leaves
		// out.
		long leastOff = Long.MAX_VALUE;
		long leastOn = Long.MAX_VALUE;
		for (int round = 0; round < 12; round++) {
			leastOff = Math.min(leastOff, bytes(off, request));
			leastOn = Math.min(leastOn, bytes(on, request));
		}
		assertThat(leastOn - leastOff).isLessThan((most + 1) * REQUESTS);
	}

	private static CorsEngine engine(CrossOriginProtection protection) {
		return new CorsEngine(CorsPolicies.compile(List.of(POLICY), DeploymentContext.none().with(protection)));
	}

	private static long bytes(CorsEngine engine, ServerHttpRequest request) {
		CorsDecision decision = engine.decide(request, ReactiveCorsRequestAccessor.INSTANCE);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < REQUESTS; i++) {
			decision = engine.decide(request, ReactiveCorsRequestAccessor.INSTANCE);
		}
		long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
		assertThat(decision).isNotNull();
		return bytes;
	}

	private static final class Request extends ServerHttpRequestDecorator {

		private final HttpMethod method;

		private final URI uri;

		private final RequestPath path;

		private final HttpHeaders headers;

		Request(String method, String path, @Nullable String origin, @Nullable String site) {
			super(StubExchange.unsupported(ServerHttpRequest.class));
			this.method = HttpMethod.valueOf(method);
			this.uri = URI.create("https://api.example.com" + path);
			this.path = RequestPath.parse(this.uri, null);
			DefaultHttpHeaders lines = new DefaultHttpHeaders();
			lines.add("Accept", "*/*").add("User-Agent", "Mozilla/5.0").add("Sec-Fetch-Mode", "cors");
			if (origin != null) {
				lines.add("Origin", origin);
			}
			if (site != null) {
				lines.add("Sec-Fetch-Site", site);
			}
			this.headers = new HttpHeaders(new Netty4HeadersAdapter(lines));
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public RequestPath getPath() {
			return this.path;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
