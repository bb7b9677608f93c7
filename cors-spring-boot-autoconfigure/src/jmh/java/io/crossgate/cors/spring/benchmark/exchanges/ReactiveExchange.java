package io.crossgate.cors.spring.benchmark.exchanges;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
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

	private final StubResponse response = new StubResponse();

	private final StubExchange exchange;

	private final Completion completion = new Completion();

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
		this.response.status = null;
		this.response.beforeCommit = null;
		this.exchange.attributes.clear();
		for (Header header : this.fresh) {
			this.requestHeaders.set(header.name(), header.freshValue());
		}
	}

	@Override
	public void handle() {
		this.filter.filter(this.exchange, this).subscribe(this.completion);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange) {
		this.passedOn = true;
		return this.response.commit();
	}

	@Override
	public Answer answer() {
		Map<String, List<String>> headers = new TreeMap<>();
		this.responseHeaders.forEach(
				(line) -> headers.computeIfAbsent(line.getKey().toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
					.add(line.getValue()));
		HttpStatusCode status = this.response.status;
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

	private final class StubResponse extends ServerHttpResponseDecorator {

		private final HttpHeaders headers = new HttpHeaders(
				new Netty4HeadersAdapter(ReactiveExchange.this.responseHeaders));

		private @Nullable HttpStatusCode status;

		private @Nullable Supplier<? extends Mono<Void>> beforeCommit;

		StubResponse() {
			super(unsupported(ServerHttpResponse.class));
		}

		@Override
		public boolean setStatusCode(@Nullable HttpStatusCode status) {
			this.status = status;
			return true;
		}

		@Override
		public @Nullable HttpStatusCode getStatusCode() {
			return this.status;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public boolean isCommitted() {
			return false;
		}

		@Override
		public void beforeCommit(Supplier<? extends Mono<Void>> action) {
			this.beforeCommit = action;
		}

		/**
		 * The application answers: a server runs what is to be done before it commits.
		 */
		Mono<Void> commit() {
			Supplier<? extends Mono<Void>> action = this.beforeCommit;
			return (action != null) ? action.get() : Mono.empty();
		}

		@Override
		public Mono<Void> setComplete() {
			return commit();
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
