package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.BrowserRequest;
import io.crossgate.cors.browser.BrowserResponse;
import io.crossgate.cors.browser.Exchange;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.console.ConsoleMessages;
import io.crossgate.cors.browser.engine.BrowserEngine;
import io.crossgate.cors.browser.protocol.HeaderList;
import io.crossgate.cors.diagnose.Change;
import io.crossgate.cors.diagnose.Diagnosis;

/**
 * Lets a simulated browser call the policies in force, and tells the story. The policies
 * decide exactly as they do for real requests; nobody else hears of it.
 */
final class Explanation {

	private static final int OK = 200;

	private final CorsPolicies policies;

	private CorsRequest last;

	private Explanation(CorsPolicies policies) {
		this.policies = policies;
		this.last = new CorsRequest("GET", "/");
	}

	static Map<String, Object> of(CorsPolicies policies, Question question, boolean shown) {
		return new Explanation(policies).explain(question, shown);
	}

	private Map<String, Object> explain(Question question, boolean shown) {
		FetchResult result = question.browser().fetch(question.call(), this::answer);
		CorsDecision decision = this.policies.decide(this.last);
		Diagnosis diagnosis = Diagnosis.of(this.last, decision, this.policies);
		Map<String, Object> story = new LinkedHashMap<>();
		story.put("readable", result.isReadable());
		story.put("verdict", result.verdict().value());
		story.put("browserReason", result.reason());
		story.put("reason", decision.reason().code());
		story.put("policy", String.valueOf(decision.policy()));
		story.put("rule", diagnosis.rule().property());
		story.put("sentence", shown ? diagnosis.sentence() : PolicyView.HIDDEN);
		story.put("nearestMiss", shown ? diagnosis.nearestMiss().sentence() : PolicyView.HIDDEN);
		story.put("fix", shown ? diagnosis.change().map(Change::yaml).orElse("") : PolicyView.HIDDEN);
		story.put("steps", result.steps());
		story.put("exchanges", exchanges(result));
		story.put("exposedHeaders", result.exposedHeaders());
		story.put("console", console(result));
		story.put("curl", diagnosis.curl(Question.SERVER));
		return story;
	}

	private BrowserResponse answer(BrowserRequest request) {
		CorsRequest facts = new CorsRequest(request.method(), request.url().substring(Question.SERVER.length()))
			.to("https", "this-server.invalid", 443);
		int query = facts.path().indexOf('?');
		if (query >= 0) {
			facts = new CorsRequest(facts.method(), facts.contextPath(), facts.path().substring(0, query),
					facts.headers(), facts.scheme(), facts.host(), facts.port());
		}
		for (var line : request.headers().lines()) {
			facts = facts.header(line.name(), line.value());
		}
		this.last = facts;
		CorsDecision decision = this.policies.decide(facts);
		BrowserResponse response = BrowserResponse.of(decision.endsExchange() ? decision.status() : OK);
		for (Map.Entry<String, String> header : decision.headers(request.origin()).entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		return response;
	}

	private static List<Map<String, Object>> exchanges(FetchResult result) {
		List<Map<String, Object>> exchanges = new ArrayList<>();
		for (Exchange exchange : result.exchanges()) {
			Map<String, Object> view = new LinkedHashMap<>();
			view.put("kind", exchange.request().kind().name().toLowerCase(Locale.ROOT));
			view.put("method", exchange.request().method());
			view.put("requestHeaders", headers(exchange.request().headers().lines()));
			view.put("status", exchange.response().status());
			view.put("responseHeaders", headers(exchange.response().headers().lines()));
			exchanges.add(view);
		}
		return exchanges;
	}

	private static List<String> headers(List<HeaderList.Line> lines) {
		return lines.stream().map((line) -> line.name() + ": " + line.value()).toList();
	}

	private static Map<String, String> console(FetchResult result) {
		Map<String, String> console = new LinkedHashMap<>();
		for (BrowserEngine engine : BrowserEngine.values()) {
			var message = ConsoleMessages.of(result, engine);
			console.put(engine.name().toLowerCase(Locale.ROOT), (message != null) ? message.toString() : "");
		}
		return console;
	}

}
