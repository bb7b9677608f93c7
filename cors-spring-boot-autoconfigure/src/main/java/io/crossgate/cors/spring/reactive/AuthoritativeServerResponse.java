package io.crossgate.cors.spring.reactive;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsDecision;

/**
 * A response of which one policy is the only author as far as CORS goes. Whoever changes
 * it right before it is sent is not the last to do so.
 */
final class AuthoritativeServerResponse extends ServerHttpResponseDecorator {

	private final CorsDecision decision;

	private final @Nullable String origin;

	AuthoritativeServerResponse(CorsDecision decision, @Nullable String origin, ServerHttpResponse response) {
		super(response);
		this.decision = decision;
		this.origin = origin;
		super.beforeCommit(() -> Mono.fromRunnable(this::replace));
	}

	@Override
	public void beforeCommit(Supplier<? extends Mono<Void>> action) {
		super.beforeCommit(() -> action.get().then(Mono.fromRunnable(this::replace)));
	}

	private void replace() {
		CorsHttpHeaders.replace(this.decision, this.origin, getHeaders());
	}

}
