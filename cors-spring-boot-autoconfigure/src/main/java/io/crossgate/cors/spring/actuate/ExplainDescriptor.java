package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.console.ConsoleMessage;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.EnumNames;

/**
 * What a browser would send, what the policies in force answer, and the browser's
 * verdict, as shown. No page reads the answer to a handshake: the connection is opened or
 * it is not, and a browser has nothing to say of it.
 *
 * @param readable whether the page can read the response, or the connection is opened
 * @param verdict the browser's verdict
 * @param browserReason why, in the browser's words
 * @param path the path as the browser has it
 * @param pathWithinApplication the path that policies are selected by
 * @param note how the question was read, if there is something to say
 * @param reason the reason of the decision
 * @param help what the documentation says of the reason
 * @param policy the policy that decided, or {@code null} if there is none
 * @param rule the property that decided
 * @param sentence the explanation
 * @param nearestMiss what almost matched
 * @param fix the YAML that would allow it
 * @param write how a form post of the same page is answered
 * @param ownCheck the application's own check that refuses what is allowed
 * @param steps what the browser did
 * @param exchanges what was sent and answered
 * @param exposedHeaders the response headers that the page can read
 * @param console what browsers write to their consoles
 * @param curl a command that sends the last request again
 */
record ExplainDescriptor(boolean readable, String verdict, @Nullable String browserReason, String path,
		String pathWithinApplication, @Nullable String note, String reason, String help, @Nullable String policy,
		String rule, String sentence, String nearestMiss, String fix, String write, @Nullable String ownCheck,
		@Nullable List<String> steps, List<ExchangeDescriptor> exchanges, @Nullable List<String> exposedHeaders,
		@Nullable Map<String, String> console, String curl) implements OperationResponseBody {

	private static final int SWITCHING_PROTOCOLS = 101;

	static ExplainDescriptor of(SimulatedServer server, OriginMask mask) {
		return server.question().handshake() ? ofHandshake(server, mask) : ofFetch(server, mask);
	}

	private static ExplainDescriptor ofFetch(SimulatedServer server, OriginMask mask) {
		ExplainRequest question = server.question();
		FetchResult result = question.browser().fetch(question.call(), server::answer);
		List<ExchangeDescriptor> exchanges = result.exchanges().stream().map(ExchangeDescriptor::of).toList();
		Explained explained = Explained.of(server.last(result, question.method()), server, mask);
		return explained.with(result.isReadable(), result.verdict().value(), exchanges, result);
	}

	private static ExplainDescriptor ofHandshake(SimulatedServer server, OriginMask mask) {
		CorsRequest request = server.question()
			.request()
			.origin(server.question().origin())
			.header(HeaderNames.UPGRADE, "websocket");
		Explained explained = Explained.of(request, server, mask);
		CorsDecision decision = explained.decision;
		boolean refused = decision.endsExchange() || explained.refusing != null;
		int refusal = decision.endsExchange() ? decision.status() : SimulatedServer.FORBIDDEN;
		ExchangeDescriptor exchange = new ExchangeDescriptor("handshake", request.method(),
				List.of("Origin: " + server.question().origin(), "Upgrade: websocket"),
				refused ? refusal : SWITCHING_PROTOCOLS, null);
		return explained.with(!refused, refused ? "refused" : "opened", List.of(exchange), null);
	}

	/**
	 * The decision that is explained.
	 *
	 * @param request the request
	 * @param decision what was decided
	 * @param refusing the endpoint that refuses it all the same
	 * @param diagnosis why, in words that may be read
	 * @param fix the YAML
	 * @param note how the question was read
	 * @param write how a form post of the same page is answered
	 */
	private record Explained(CorsRequest request, CorsDecision decision, @Nullable CorsConflict refusing,
			Diagnosis diagnosis, String fix, @Nullable String note, String write) {

		static Explained of(CorsRequest request, SimulatedServer server, OriginMask mask) {
			CorsDecision decision = server.decide(request);
			Diagnosis diagnosis = Diagnosis.of(request, decision, server.policies());
			return new Explained(request, decision, server.refusing(request, decision).orElse(null),
					mask.masked(diagnosis, server.policies()), mask.fix(diagnosis, server.policies()),
					server.question().note(), ForeignWrite.describe(server));
		}

		ExplainDescriptor with(boolean readable, String verdict, List<ExchangeDescriptor> exchanges,
				@Nullable FetchResult result) {
			return new ExplainDescriptor(readable, verdict, (result != null) ? result.reason() : null,
					this.request.fullPath(), this.request.path(), this.note, this.decision.reason().code(),
					Documentation.ofReason(this.decision.reason().code()), this.decision.policy(),
					this.diagnosis.rule().property(), this.diagnosis.sentence(),
					this.diagnosis.closestMatch().sentence(), this.fix, this.write,
					(this.refusing != null) ? ownCheck(this.refusing) : null, (result != null) ? result.steps() : null,
					exchanges, (result != null) ? List.copyOf(result.exposedHeaders()) : null,
					(result != null) ? console(result) : null, this.diagnosis.curl(this.request.server()));
		}

		private static String ownCheck(CorsConflict endpoint) {
			String fix = (endpoint.check() != null) ? endpoint.check().fix() : "";
			return "The policy allows the origin, and Spring's own check refuses it behind the policy: "
					+ endpoint.kind() + " at " + String.join(", ", endpoint.paths()) + " (" + endpoint.where()
					+ "). To leave the decision to the policy: " + fix;
		}

		private static Map<String, String> console(FetchResult result) {
			Map<String, String> console = new LinkedHashMap<>();
			for (BrowserEngine engine : BrowserEngine.values()) {
				var message = ConsoleMessage.of(result, engine);
				console.put(EnumNames.kebabCase(engine), (message != null) ? String.join("\n", message.lines()) : "");
			}
			return console;
		}

	}

	/**
	 * One request and its answer, as shown.
	 *
	 * @param kind what kind of request it is
	 * @param method the method
	 * @param requestHeaders the header lines of the request
	 * @param status the status of the response
	 * @param responseHeaders the header lines of the response, or {@code null} if only
	 * its status is known
	 */
	record ExchangeDescriptor(String kind, String method, List<String> requestHeaders, int status,
			@Nullable List<String> responseHeaders) {

		static ExchangeDescriptor of(FetchResult.Exchange exchange) {
			return new ExchangeDescriptor(EnumNames.kebabCase(exchange.request().kind()), exchange.request().method(),
					headers(exchange.request().headers()), exchange.response().status(),
					headers(exchange.response().headers()));
		}

		private static List<String> headers(HeaderList headers) {
			List<String> lines = new ArrayList<>();
			headers.lines().forEach((line) -> lines.add(line.name() + ": " + line.value()));
			return lines;
		}

	}

}
