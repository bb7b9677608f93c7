package io.crossgate.cors.oracle;

import java.util.List;
import java.util.Map;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;

/**
 * A server that answers 200 with a few headers behind the engine, as an adapter would
 * build it. Counts how often the application was reached.
 */
final class EngineServer {

	static final String ORIGIN = "https://api.example.net";

	static final List<String> APPLICATION_HEADERS = List.of("content-type", "x-total", "x-other", "etag");

	private final CorsPolicies policies;

	private int served;

	EngineServer(CorsPolicies policies) {
		this.policies = policies;
	}

	int served() {
		return this.served;
	}

	Browser.Response answer(Browser.Request request) {
		CorsRequest facts = new CorsRequest(request.method(), request.url().substring(ORIGIN.length())).to("https",
				"api.example.net", 443);
		for (var line : request.headers().lines()) {
			facts = facts.header(line.name(), line.value());
		}
		CorsDecision decision = this.policies.decide(facts);
		Browser.Response response = Browser.Response.of(decision.endsExchange() ? decision.status() : 200);
		for (Map.Entry<String, String> header : decision.headers(request.origin()).entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		if (decision.endsExchange()) {
			return response;
		}
		this.served++;
		for (String name : APPLICATION_HEADERS) {
			response = response.header(name, name.equals("content-type") ? "text/plain" : "1");
		}
		return response;
	}

}
