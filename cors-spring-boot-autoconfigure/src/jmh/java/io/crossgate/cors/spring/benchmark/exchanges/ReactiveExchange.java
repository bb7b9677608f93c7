package io.crossgate.cors.spring.benchmark.exchanges;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import io.crossgate.cors.spring.benchmark.scenarios.Answer;
import io.crossgate.cors.spring.benchmark.scenarios.Header;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/**
 * A reactive web filter over Netty's headers, as Spring adapts them, and next to nothing
 * else.
 */
final class ReactiveExchange implements Exchange, WebFilterChain {

	private final WebFilter filter;

	private final Header[] fresh;

	private final io.netty.handler.codec.http.HttpHeaders requestHeaders = new DefaultHttpHeaders();

	private final io.netty.handler.codec.http.HttpHeaders responseHeaders = new DefaultHttpHeaders();

	private final StubExchange exchange;

	private final Completion completion = new Completion();

	private StubResponse response = new StubResponse();

	private boolean passedOn;

	ReactiveExchange(WebFilter filter, Scenario scenario) {
		this.filter = filter;
		this.fresh = scenario.freshHeaders().toArray(Header[]::new);
		scenario.headers().forEach((header) -> this.requestHeaders.add(header.name(), header.value()));
		this.exchange = new StubExchange(new StubRequest(scenario));
	}

	@Override
	public void renew() {
		this.passedOn = false;
		this.responseHeaders.clear();
		this.response = new StubResponse();
		this.exchange.attributes.clear();
		for (Header header : this.fresh) {
			this.requestHeaders.set(header.name(), header.freshValue());
		}
	}

	@Override
	public void handle() {
		// A server completes what nothing else has completed.
		this.filter.filter(this.exchange, this).then(Mono.defer(this.response::setComplete)).subscribe(this.completion);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange) {
		this.passedOn = true;
		return exchange.getResponse().setComplete();
	}

	@Override
	public Answer answer() {
		Map<String, List<String>> headers = new TreeMap<>();
		this.responseHeaders.forEach(
				(line) -> headers.computeIfAbsent(line.getKey().toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
					.add(line.getValue()));
		HttpStatusCode status = this.response.getStatusCode();
		return new Answer(this.passedOn, (status != null) ? status.value() : 200, headers);
	}

	private static <T> T unsupported(Class<T> type) {
		return io.crossgate.cors.spring.servlet.StubExchange.unsupported(type);
	}

	private final class StubRequest extends ServerHttpRequestDecorator {

		private final HttpMethod method;

		private final URI uri;

		private final RequestPath path;

		private final HttpHeaders headers = new HttpHeaders(
				new Netty4HeadersAdapter(ReactiveExchange.this.requestHeaders));

		StubRequest(Scenario scenario) {
			super(unsupported(ServerHttpRequest.class));
			this.method = HttpMethod.valueOf(scenario.method());
			this.uri = URI.create(Scenario.OWN_ORIGIN + scenario.path());
			this.path = RequestPath.parse(this.uri, null);
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

	/**
	 * The server's part of a response, new for each request: what is to be done before it
	 * commits is done as it does it.
	 */
	private final class StubResponse extends AbstractServerHttpResponse {

		StubResponse() {
			super(DefaultDataBufferFactory.sharedInstance,
					new HttpHeaders(new Netty4HeadersAdapter(ReactiveExchange.this.responseHeaders)));
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeResponse() {
			return (T) ReactiveExchange.this.responseHeaders;
		}

		@Override
		protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void applyStatusCode() {
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

	}

	private final class StubExchange extends ServerWebExchangeDecorator {

		private final ServerHttpRequest request;

		private final Map<String, Object> attributes = new HashMap<>();

		StubExchange(ServerHttpRequest request) {
			super(unsupported(ServerWebExchange.class));
			this.request = request;
		}

		@Override
		public ServerHttpRequest getRequest() {
			return this.request;
		}

		@Override
		public ServerHttpResponse getResponse() {
			return ReactiveExchange.this.response;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

	}

	/** Lets a publisher run to its end, and allocates nothing for it. */
	private static final class Completion implements CoreSubscriber<Void> {

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(Void nothing) {
		}

		@Override
		public void onError(Throwable error) {
			throw new IllegalStateException(error);
		}

		@Override
		public void onComplete() {
		}

	}

}
