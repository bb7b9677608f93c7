package io.crossgate.cors.spring.caches;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The judge lets right answers pass, and no wrong one.
 */
class JudgeTests {

	private static final String APP = "Access-Control-Allow-Origin: https://app.example.com";

	private static final String EVERYBODY = "Access-Control-Allow-Origin: *";

	private static final String VARY = "Vary: Origin";

	private static final String VARY_BOTH = "Vary: Origin, Accept-Language";

	private static final String NO_STORE = "Cache-Control: no-store";

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void judgeFindsNothingWrongWithGoodAnswers(String name, Visit visit, Answer answer) {
		assertThat(Judge.faults(visit, answer)).isEmpty();
	}

	static Stream<Arguments> judgeFindsNothingWrongWithGoodAnswers() {
		return Stream.of(row("a site's own answer", get(Page.PLAIN, Site.APP), 200, body(Page.PLAIN, "en"), APP, VARY),
				row("without origin", get(Page.PLAIN, Site.NONE), 200, body(Page.PLAIN, "en"), VARY),
				row("refused", get(Page.PLAIN, Site.STRANGER), 403, "", VARY, NO_STORE),
				row("refused and served", get(Page.SERVED_PLAIN, Site.STRANGER), 200, body(Page.SERVED_PLAIN, "en"),
						VARY),
				row("everybody's", get(Page.PUBLIC_PLAIN, Site.STRANGER), 200, body(Page.PUBLIC_PLAIN, "en"),
						EVERYBODY),
				row("in the language asked for", get(Page.GREETING, Site.APP), 200, body(Page.GREETING, "en"), APP,
						VARY_BOTH),
				row("missing", get(Page.MISSING, Site.APP), 404, body(Page.MISSING, "en"), APP, VARY),
				row("a range", get(Page.PLAIN, Site.APP).as(Visit.Kind.RANGE), 206,
						body(Page.PLAIN, "en").substring(0, 10), APP, VARY),
				row("what the client has", get(Page.GREETING, Site.APP).as(Visit.Kind.AGAIN), 304, "", APP, VARY),
				row("a preflight", get(Page.PLAIN, Site.APP).as(Visit.Kind.PREFLIGHT), 204, "", APP, VARY));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void judgeFindsTheFault(String fault, Visit visit, Answer answer) {
		assertThat(Judge.faults(visit, answer)).anyMatch((found) -> found.startsWith(fault));
	}

	static Stream<Arguments> judgeFindsTheFault() {
		Visit app = get(Page.PLAIN, Site.APP);
		String body = body(Page.PLAIN, "en");
		return Stream.of(row("Access-Control-Allow-Origin", get(Page.PLAIN, Site.PARTNER), 200, body, APP, VARY),
				row("Access-Control-Allow-Origin", get(Page.PLAIN, Site.NONE), 200, body, APP, VARY),
				row("Access-Control-Allow-Origin", get(Page.SERVED_PLAIN, Site.STRANGER), 200,
						body(Page.SERVED_PLAIN, "en"), APP, VARY),
				row("Access-Control-Allow-Origin", app, 200, body, VARY),
				row("Access-Control-Allow-Origin", app, 200, body, APP, APP, VARY),
				row("Access-Control-Allow-Origin", app, 200, body, EVERYBODY, VARY),
				row("no Vary: Origin", app, 200, body, APP), row("not one Vary line", app, 200, body, APP),
				row("not one Vary line", app, 200, body, APP, VARY, "Vary: Accept-Language"),
				row("no Vary: Accept-Language", get(Page.GREETING, Site.APP), 200, body(Page.GREETING, "en"), APP,
						VARY),
				row("no Vary: Accept-Encoding", get(Page.LARGE, Site.APP), 200, body(Page.LARGE, "en"), APP, VARY),
				row("Vary: Origin where", get(Page.PUBLIC_PLAIN, Site.APP), 200, body(Page.PUBLIC_PLAIN, "en"),
						EVERYBODY, VARY),
				row("status", get(Page.PLAIN, Site.STRANGER), 200, body, VARY),
				row("body", get(Page.PLAIN, Site.STRANGER), 403, body, VARY, NO_STORE),
				row("Cache-Control", get(Page.PLAIN, Site.STRANGER), 403, "", VARY),
				row("status", get(Page.MISSING, Site.APP), 200, body(Page.MISSING, "en"), APP, VARY),
				row("body", get(Page.GREETING, Site.APP), 200, body(Page.GREETING, "de"), APP, VARY_BOTH),
				row("range asked for", app, 206, body.substring(0, 10), APP, VARY),
				row("body", app.as(Visit.Kind.RANGE), 206, body.substring(0, 9), APP, VARY),
				row("what the client has", app, 304, "", APP, VARY),
				row("compressed", app, 200, body, APP, VARY, "Content-Encoding: gzip"),
				row("status", app.as(Visit.Kind.PREFLIGHT), 403, "", APP, VARY),
				row("body", app.as(Visit.Kind.HEAD), 200, body, APP, VARY));
	}

	private static Visit get(Page page, Site site) {
		return new Visit(Visit.Kind.GET, page, "", site, "en", false);
	}

	private static String body(Page page, String language) {
		return page.body(language);
	}

	private static Arguments row(String name, Visit visit, int status, String body, String... lines) {
		Map<String, List<String>> headers = Stream.of(lines)
			.collect(Collectors.groupingBy((line) -> line.substring(0, line.indexOf(':')), TreeMap::new, Collectors
				.mapping((line) -> line.substring(line.indexOf(':') + 2), Collectors.toCollection(ArrayList::new))));
		return Arguments.of(name, visit, new Answer(status, HttpHeaders.of(headers, (key, value) -> true),
				body.getBytes(StandardCharsets.UTF_8)));
	}

}
