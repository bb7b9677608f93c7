package io.crossgate.cors.alias;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;

/**
 * What has reached the application's API.
 */
@Component
class Seen implements CorsObserver {

	private final List<Request> requests = new ArrayList<>();

	@Override
	public synchronized void onDecision(CorsDecision decision, Supplier<CorsRequest> supplier) {
		CorsRequest request = supplier.get();
		if (request.path().startsWith("/api/")) {
			this.requests.add(new Request(request.method(), String.join(",", request.lines("Origin")),
					!request.lines("Access-Control-Request-Method").isEmpty(), decision.kind()));
		}
	}

	/** Return what has come since it was asked last. */
	synchronized List<Request> take() {
		List<Request> taken = List.copyOf(this.requests);
		this.requests.clear();
		return taken;
	}

	record Request(String method, String origin, boolean preflight, CorsDecision.Kind kind) {

	}

}
