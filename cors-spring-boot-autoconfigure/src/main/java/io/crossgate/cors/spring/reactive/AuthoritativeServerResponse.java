package io.crossgate.cors.spring.reactive;

import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.fetch.VaryHeader;
import io.crossgate.cors.spring.ReplacedHeaderWarning;
import io.crossgate.cors.util.SafeText;

/**
 * A response whose CORS headers have one author, the policy that covers the path.
 * Everything behind the filter is given {@link AuthoritativeHeaders}. As each change is
 * answered at once, nothing has to be done when the response is committed, which would
 * cost every request more than all the rest.
 */
class AuthoritativeServerResponse extends ServerHttpResponseDecorator implements Consumer<Throwable> {

	private static final String PATTERN = "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

	private final ReplacedHeaderWarning replaced;

	private final CorsDecision decision;

	private final @Nullable String origin;

	private final ServerWebExchange exchange;

	private final HttpHeaders headers;

	private @Nullable HttpHeaders guarded;

	private AuthoritativeServerResponse(ReplacedHeaderWarning replaced, CorsDecision decision, @Nullable String origin,
			ServerWebExchange exchange, ServerHttpResponse response, HttpHeaders headers) {
		super(response);
		this.replaced = replaced;
		this.decision = decision;
		this.origin = origin;
		this.exchange = exchange;
		this.headers = headers;
	}

	static AuthoritativeServerResponse of(ReplacedHeaderWarning replaced, CorsDecision decision,
			@Nullable String origin, ServerWebExchange exchange, ServerHttpResponse response, HttpHeaders headers) {
		return (response instanceof ZeroCopyHttpOutputMessage)
				? new ZeroCopy(replaced, decision, origin, exchange, response, headers)
				: new AuthoritativeServerResponse(replaced, decision, origin, exchange, response, headers);
	}

	@Override
	@SuppressWarnings("ReferenceEquality")
	public HttpHeaders getHeaders() {
		HttpHeaders now = super.getHeaders();
		if (now != this.headers) {
			// They are on their way and can't be changed any more.
			return now;
		}
		HttpHeaders guarded = this.guarded;
		if (guarded == null) {
			guarded = new HttpHeaders(new AuthoritativeHeaders(this, HttpHeadersCompat.map(now)));
			this.guarded = guarded;
		}
		return guarded;
	}

	/**
	 * Looks once more at what exception handlers write: they stand before all filters and
	 * know nothing of this response.
	 */
	@Override
	public void accept(Throwable error) {
		if (!isCommitted()) {
			getDelegate().beforeCommit(() -> {
				ReactiveCorsHeaderWriter.replace(this.decision, this.origin, this.headers, this);
				return Mono.empty();
			});
		}
	}

	/** Writes the policy's headers anew, where there are none any more. */
	void write(MultiValueMap<String, String> headers) {
		ReactiveCorsHeaderWriter.write(this.decision, this.origin, headers);
	}

	/** Return one line of {@code Vary} that has the policy's names, or an empty one. */
	String vary(Collection<String> lines) {
		return VaryHeader.join(lines, this.decision.vary());
	}

	/** Notes a header that other code has written. */
	void replaced(String name, String value) {
		Object handler = this.exchange.getAttribute(PATTERN);
		this.replaced.add(this.decision, name, value, handler, () -> request(handler));
	}

	private String request(@Nullable Object handler) {
		ServerHttpRequest request = this.exchange.getRequest();
		return SafeText.of(request.getMethod().name()) + ' '
				+ SafeText.of((handler != null) ? handler.toString() : request.getPath().value());
	}

	/** Lets the server send files by itself. */
	private static final class ZeroCopy extends AuthoritativeServerResponse implements ZeroCopyHttpOutputMessage {

		ZeroCopy(ReplacedHeaderWarning replaced, CorsDecision decision, @Nullable String origin,
				ServerWebExchange exchange, ServerHttpResponse response, HttpHeaders headers) {
			super(replaced, decision, origin, exchange, response, headers);
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count);
		}

	}

}
