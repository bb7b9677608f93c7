package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.console.ConsoleMessage;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.spring.conflict.CorsConflict;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.util.EnumNames;

/**
 * Lets a simulated browser call the policies in force, and tells the story. The policies
 * decide exactly as they do for real requests; observers are not notified.
 */
final class ExplainDescriptor {

	private static final int OK = 200;

	private static final int SWITCHING_PROTOCOLS = 101;

	private static final int FORBIDDEN = 403;

	private final CorsPolicies policies;

	private final @Nullable CorsConflictDetector detector;

	private final ExplainRequest question;

	private CorsRequest last;

	private ExplainDescriptor(CorsPolicies policies, @Nullable CorsConflictDetector detector, ExplainRequest question) {
		this.policies = policies;
		this.detector = detector;
		this.question = question;
		// What a browser refuses to send is explained as if it had been sent.
		this.last = facts(question.method(), question.path()).origin(question.origin());
	}

	static Map<String, Object> of(CorsPolicies policies, @Nullable CorsConflictDetector detector,
			ExplainRequest question, boolean shown) {
		ExplainDescriptor explanation = new ExplainDescriptor(policies, detector, question);
		return question.handshake() ? explanation.ofHandshake(shown) : explanation.ofFetch(shown);
	}

	private Map<String, Object> ofFetch(boolean shown) {
		FetchResult result = this.question.browser().fetch(this.question.call(), this::answer);
		Map<String, Object> story = new LinkedHashMap<>();
		story.put("readable", result.isReadable());
		story.put("verdict", result.verdict().value());
		story.put("browserReason", result.reason());
		String curl = describe(story, shown);
		story.put("steps", result.steps());
		story.put("exchanges", exchanges(result));
		story.put("exposedHeaders", result.exposedHeaders());
		story.put("console", console(result));
		story.put("curl", curl);
		return story;
	}

	/** No page reads the answer to a handshake: the connection is opened or it is not. */
	private Map<String, Object> ofHandshake(boolean shown) {
		// A browser that can't be at this origin says so.
		this.question.browser();
		this.last = facts("GET", this.question.target()).origin(this.question.origin())
			.header(HeaderNames.UPGRADE, "websocket");
		CorsDecision decision = this.policies.decide(this.last);
		boolean refused = decision.endsExchange();
		boolean opened = !refused && refusing(decision).isEmpty();
		Map<String, Object> story = new LinkedHashMap<>();
		story.put("readable", opened);
		story.put("verdict", opened ? "opened" : "refused");
		String curl = describe(story, shown);
		Map<String, Object> exchange = new LinkedHashMap<>();
		exchange.put("kind", "handshake");
		exchange.put("method", "GET");
		exchange.put("requestHeaders", List.of("Origin: " + this.question.origin(), "Upgrade: websocket"));
		exchange.put("status", opened ? SWITCHING_PROTOCOLS : (refused ? decision.status() : FORBIDDEN));
		story.put("exchanges", List.of(exchange));
		story.put("curl", curl);
		return story;
	}

	/**
	 * Describes the decision on the last request, and returns the command that sends it.
	 */
	private String describe(Map<String, Object> story, boolean shown) {
		CorsDecision decision = this.policies.decide(this.last);
		Diagnosis diagnosis = Diagnosis.of(this.last, decision, this.policies);
		story.put("path", this.last.fullPath());
		story.put("pathWithinApplication", this.last.path());
		if (this.question.within()) {
			story.put("note", "The path has been taken as one within the application: a browser calls "
					+ this.last.fullPath() + ".");
		}
		story.put("reason", decision.reason().code());
		story.put("policy", String.valueOf(decision.policy()));
		story.put("rule", diagnosis.rule().property());
		story.put("sentence", shown ? diagnosis.sentence() : PolicyDescriptor.HIDDEN);
		story.put("nearestMiss", shown ? diagnosis.closestMatch().sentence() : PolicyDescriptor.HIDDEN);
		story.put("fix", shown ? diagnosis.change().map(PolicyChange::yaml).orElse("") : PolicyDescriptor.HIDDEN);
		refusing(decision).ifPresent((endpoint) -> story.put("ownCheck", ownCheck(endpoint)));
		return diagnosis.curl(ExplainRequest.SERVER);
	}

	private static String ownCheck(CorsConflict endpoint) {
		String fix = (endpoint.check() != null) ? endpoint.check().fix() : "";
		return "The policy allows the origin, and Spring's own check refuses it behind the policy: " + endpoint.kind()
				+ " at " + String.join(", ", endpoint.paths()) + " (" + endpoint.where()
				+ "). To leave the decision to the policy: " + fix;
	}

	/** The endpoint that refuses the origin of the last request after it was allowed. */
	private Optional<CorsConflict> refusing(CorsDecision decision) {
		return (this.detector == null || decision.outcome() != CorsDecision.Outcome.ALLOWED) ? Optional.empty()
				: this.detector.refusing(this.policies, this.last.path(), this.question.origin(),
						this.question.handshake());
	}

	private Browser.Response answer(Browser.Request request) {
		CorsRequest facts = facts(request.method(), request.url().substring(ExplainRequest.SERVER.length()));
		for (var line : request.headers().lines()) {
			facts = facts.header(line.name(), line.value());
		}
		this.last = facts;
		CorsDecision decision = this.policies.decide(facts);
		Browser.Response response = Browser.Response.of(status(decision));
		for (Map.Entry<String, String> header : decision.headers(request.origin()).entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		return response;
	}

	private int status(CorsDecision decision) {
		if (decision.endsExchange()) {
			return decision.status();
		}
		return refusing(decision).isPresent() ? FORBIDDEN : OK;
	}

	private CorsRequest facts(String method, String target) {
		int query = target.indexOf('?');
		String path = (query < 0) ? target : target.substring(0, query);
		String contextPath = RequestPath.prefix(path, this.question.contextPath());
		return new CorsRequest(method, path.substring(contextPath.length())).below(contextPath)
			.to("https", "this-server.invalid", 443);
	}

	private static List<Map<String, Object>> exchanges(FetchResult result) {
		List<Map<String, Object>> exchanges = new ArrayList<>();
		for (Exchange exchange : result.exchanges()) {
			Map<String, Object> view = new LinkedHashMap<>();
			view.put("kind", EnumNames.kebabCase(exchange.request().kind()));
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
			var message = ConsoleMessage.of(result, engine);
			console.put(EnumNames.kebabCase(engine), (message != null) ? message.toString() : "");
		}
		return console;
	}

}
