package io.crossgate.cors.spring.fuzz;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.spring.explain.DenialLogger;
import io.crossgate.cors.spring.metrics.MicrometerCorsObserver;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;
import io.crossgate.cors.spring.servlet.CorsServletFilter;
import io.crossgate.cors.traffic.TrafficRecorder;
import io.crossgate.cors.util.EnumNames;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a response promises, whatever was asked: each method is one promise. The
 * application behind the filters writes CORS headers of its own, and sometimes fails.
 */
final class FilterInvariants {

	private static final List<String> ITS_VARY = List.of("accept", "cookie");

	private static final Set<String> VARY = Set.of("accept", "cookie", "origin", "access-control-request-method",
			"access-control-request-headers", "access-control-request-private-network");

	private static final int LINES_A_MINUTE = 60;

	/** What is kept between requests is the same for all inputs of a run. */
	private static final TrafficRecorder RECORDER = new TrafficRecorder(() -> 0L);

	private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

	private static final MicrometerCorsObserver METRICS = new MicrometerCorsObserver(METERS);

	private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

	private static final DenialLogger LOGGER = new DenialLogger(() -> 0L);

	private FilterInvariants() {
	}

	static void hold(FuzzedExchange exchange) {
		Logger logger = (Logger) LoggerFactory.getLogger(CorsEngine.class.getPackageName());
		LOG.start();
		logger.setAdditive(false);
		logger.addAppender(LOG);
		try {
			holdWhileLogged(exchange);
		}
		finally {
			logger.detachAppender(LOG);
			logger.setAdditive(true);
		}
	}

	private static void holdWhileLogged(FuzzedExchange exchange) {
		CorsEngine engine = new CorsEngine(exchange.policies(), List.of(RECORDER, METRICS, LOGGER),
				(observer, failure) -> {
					throw new AssertionError(failure);
				});
		CorsRequest request = exchange.request();
		CorsDecision decision = exchange.policies().decide(request);
		List<Answer> answers = new ArrayList<>();
		for (boolean failing : List.of(false, true)) {
			answers.add(servlet(engine, request, failing));
			reactive(engine, request, failing).ifPresent(answers::add);
		}
		for (Answer answer : answers) {
			passesOnOnlyWhatIsNotRefused(decision, answer);
			hasTheHeadersOfTheDecision(request, decision, answer);
			keepsVaryAndAddsToIt(decision, answer);
		}
		assertThat(RECORDER.size()).isLessThanOrEqualTo(TrafficRecorder.MAX_KEYS);
		countsByClosedTags(exchange);
		logsBoundedLinesOfPrintableCharacters();
	}

	/** A preflight never reaches the application, and what is refused does not either. */
	private static void passesOnOnlyWhatIsNotRefused(CorsDecision decision, Answer answer) {
		assertThat(answer.reached()).as("%s: %s", answer, decision).isEqualTo(!decision.endsExchange());
		if (decision.endsExchange()) {
			assertThat(answer.status()).isEqualTo(decision.status());
			assertThat(answer.headers()).isEqualTo(lowerCase(decision.headers(answer.origin())));
		}
	}

	/**
	 * One author: whatever the application writes, one line of each, and the policy's.
	 */
	private static void hasTheHeadersOfTheDecision(CorsRequest request, CorsDecision decision, Answer answer) {
		Map<String, String> granted = new TreeMap<>(answer.headers());
		granted.keySet().removeIf((name) -> !name.startsWith("access-control-"));
		if (decision.isEnforced()) {
			Map<String, String> expected = lowerCase(decision.headers(answer.origin()));
			expected.keySet().removeIf((name) -> !name.startsWith("access-control-"));
			assertThat(granted).as("%s: %s", answer, decision).isEqualTo(expected);
		}
		if (!decision.isEnforced() || decision.outcome() == CorsDecision.Outcome.DENIED) {
			return;
		}
		String allowed = granted.get("access-control-allow-origin");
		assertThat(allowed).isIn(null, "*", request.lines("Origin").stream().findFirst().orElse(null));
		if (granted.containsKey("access-control-allow-credentials")) {
			assertThat(granted).containsEntry("access-control-allow-credentials", "true");
			assertThat(allowed).isNotNull().isNotEqualTo("*").isNotEqualTo("null");
		}
	}

	/** The application's names stay, the decision's are added, the request's never. */
	private static void keepsVaryAndAddsToIt(CorsDecision decision, Answer answer) {
		List<String> vary = answer.vary();
		assertThat(VARY).as("%s: %s", answer, decision).containsAll(vary);
		assertThat(vary).containsAll(decision.vary().stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList());
		if (answer.reached()) {
			assertThat(vary).as("%s: %s", answer, decision).containsAll(ITS_VARY);
		}
	}

	/** How many series there are, and their tags, depends on the configuration alone. */
	private static void countsByClosedTags(FuzzedExchange exchange) {
		Set<String> values = new HashSet<>(Set.of("none"));
		for (int i = 0; i <= 40; i++) {
			values.add("p" + i);
		}
		EnumSet.allOf(CorsDecision.Kind.class).forEach((kind) -> values.add(EnumNames.kebabCase(kind)));
		EnumSet.allOf(DecisionReason.class).forEach((reason) -> values.add(reason.code()));
		values.addAll(List.of("allowed", "denied", "not-applicable", "would-allow", "would-deny"));
		assertThat(METERS.getMeters()).hasSizeLessThan(4000);
		METERS.find("cors.requests").counters().forEach((counter) -> {
			List<String> unknown = counter.getId()
				.getTags()
				.stream()
				.map(Tag::getValue)
				.filter((value) -> !values.contains(value))
				.toList();
			assertThat(unknown).as("%s", exchange).isEmpty();
		});
	}

	/**
	 * Of one minute the log has so many events, and no character that could forge one.
	 */
	private static void logsBoundedLinesOfPrintableCharacters() {
		for (ILoggingEvent event : LOG.list) {
			assertThat(event.getFormattedMessage().lines().skip(1)).allMatch((line) -> line.startsWith("  "));
			assertThat(event.getFormattedMessage().replace(System.lineSeparator(), "")).matches("[ -~]*");
		}
		// The other loggers limit themselves by filter, and there is a new one each time.
		LOG.list.removeIf((event) -> !event.getLoggerName().equals(DenialLogger.LOGGER));
		assertThat(LOG.list).hasSizeLessThan(LINES_A_MINUTE);
	}

	private static Answer servlet(CorsEngine engine, CorsRequest sent, boolean failing) {
		MockHttpServletRequest request = new MockHttpServletRequest(sent.method(), sent.path());
		request.setServletPath(RequestPath.decode(sent.path()));
		request.setScheme(sent.scheme());
		request.setServerName(sent.host());
		request.setServerPort(sent.port());
		sent.headers().forEach((name, lines) -> lines.forEach((line) -> request.addHeader(name, line)));
		MockHttpServletResponse response = new MockHttpServletResponse();
		AtomicBoolean reached = new AtomicBoolean();
		try {
			new CorsServletFilter(engine).doFilter(request, response, (passed, answer) -> {
				reached.set(true);
				HttpServletResponse http = (HttpServletResponse) answer;
				http.addHeader("Vary", "Accept");
				http.setHeader("Access-Control-Allow-Origin", "*");
				http.addHeader("Access-Control-Allow-Credentials", "true");
				http.addHeader("Vary", "Cookie");
				if (failing) {
					throw new ServletException("failing");
				}
			});
		}
		catch (IOException | ServletException ex) {
			assertThat(failing).isTrue();
		}
		Map<String, List<String>> headers = new TreeMap<>();
		response.getHeaderNames().forEach((name) -> headers.put(name, response.getHeaders(name)));
		return Answer.of("servlet", sent, reached.get(), response.getStatus(), headers);
	}

	/** A server refuses what is no URI. */
	private static Optional<Answer> reactive(CorsEngine engine, CorsRequest sent, boolean failing) {
		URI uri;
		try {
			uri = URI.create(sent.server() + sent.path());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		if (!sent.path().equals(uri.getRawPath())) {
			return Optional.empty();
		}
		MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(HttpMethod.valueOf(sent.method()),
				uri);
		sent.headers().forEach((name, lines) -> request.header(name, lines.toArray(String[]::new)));
		MockServerWebExchange exchange = MockServerWebExchange.from(request.build());
		AtomicBoolean reached = new AtomicBoolean();
		new CorsReactiveFilter(engine).filter(exchange, (passed) -> {
			reached.set(true);
			HttpHeaders headers = passed.getResponse().getHeaders();
			headers.add("Vary", "Accept");
			headers.set("Access-Control-Allow-Origin", "*");
			headers.add("Access-Control-Allow-Credentials", "true");
			headers.add("Vary", "Cookie");
			return failing ? Mono.error(new IllegalStateException("failing")) : passed.getResponse().setComplete();
		}).onErrorComplete().then(Mono.defer(exchange.getResponse()::setComplete)).block();
		HttpHeaders answered = exchange.getResponse().getHeaders();
		Map<String, List<String>> headers = new TreeMap<>();
		answered.headerNames().forEach((name) -> headers.put(name, answered.get(name)));
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		return Optional
			.of(Answer.of("reactive", sent, reached.get(), (status != null) ? status.value() : 200, headers));
	}

	private static Map<String, String> lowerCase(Map<String, String> headers) {
		Map<String, String> lowerCase = new TreeMap<>();
		headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
		return lowerCase;
	}

	/**
	 * What a filter and the application behind it have answered.
	 *
	 * @param filter which filter
	 * @param origin the origin that was sent first, or {@code null}
	 * @param reached whether the application was reached
	 * @param status the status
	 * @param headers the headers, several lines of one joined
	 */
	private record Answer(String filter, String origin, boolean reached, int status, Map<String, String> headers) {

		static Answer of(String filter, CorsRequest sent, boolean reached, int status,
				Map<String, List<String>> headers) {
			Map<String, String> joined = new TreeMap<>();
			headers.forEach((name, lines) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(", ", lines)));
			return new Answer(filter, sent.lines("Origin").stream().findFirst().orElse(null), reached, status, joined);
		}

		List<String> vary() {
			return Arrays.stream(this.headers.getOrDefault("vary", "").split(","))
				.map((name) -> name.strip().toLowerCase(Locale.ROOT))
				.filter((name) -> !name.isEmpty())
				.toList();
		}

	}

}
