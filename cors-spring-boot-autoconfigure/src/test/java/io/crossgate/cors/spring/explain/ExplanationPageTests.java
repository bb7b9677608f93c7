package io.crossgate.cors.spring.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.docs.Links;
import io.crossgate.cors.traffic.ObservedRequest;
import io.crossgate.cors.util.Documentation;

import static org.assertj.core.api.Assertions.assertThat;

class ExplanationPageTests {

	private static final String RELOAD = "The policies in force now allow it";

	private static final CorsPolicies POLICIES = CorsPolicies.compile(List.of(CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com", "https://second.example.org", "https://*.preview.example.com",
				"http://localhost:5173")
		.allowedMethods("GET", "PUT")
		.allowedHeaders("X-Tenant", "X-Secret-Name")
		.build(), CorsPolicy.named("resting").paths("/resting").mode(CorsPolicy.Mode.OFF).build()));

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aRefusalIsExplainedBehindItsLink(Page page) {
		String link = link(page.request);
		String text = HtmlUtils.htmlUnescape(open(link));
		assertThat(text).as(link).contains(page.says).doesNotContain(RELOAD);
		assertThat(page.doesNotSay).as(link).noneMatch(text::contains);
	}

	@Test
	void everyReasonLeadsToItsSection() {
		assertThat(open(link(get("/api/x").origin("https://evil.example"))))
			.contains("<a href=\"" + Documentation.ofReason(DecisionReason.ORIGIN_NOT_ALLOWED.code()) + "\">");
		for (DecisionReason reason : DecisionReason.values()) {
			assertThat(Documentation.ofReason(reason.code())).matches(Links::isInRepository);
		}
	}

	static Stream<Page> aRefusalIsExplainedBehindItsLink() {
		String blanks = "%20%20%20%20%20";
		return Stream.of(
				Page.of("an origin", get("/api/x").origin("https://evil.example"))
					.says("<h1>origin-not-allowed</h1>", "Policy 'api' does not allow the origin https://evil.example.",
							"      # append to allowed-origins, if it has entries",
							"      allowed-origins: https://evil.example</pre>")
					.doesNotSay("To cover the path"),
				Page.of("a long path with escapes where it was once cut",
						get("/api/" + "a".repeat(193) + blanks).origin("https://evil.example"))
					.says("<h1>origin-not-allowed</h1>", "Policy 'api' does not allow the origin")
					.doesNotSay("no-policy", "curl -i"),
				Page.of("a path that is too long to repeat",
						get("/api/" + "a".repeat(990) + blanks).origin("https://evil.example"))
					.says("<h1>origin-not-allowed</h1>", "<code>GET (too long to repeat)</code>",
							"Too long to repeat in the link: path.")
					.doesNotSay("no-policy", "curl -i", "aaaa"),
				Page.of("an origin that is too long to repeat",
						get("/api/x").origin("https://" + "a".repeat(1000) + ".example"))
					.says("<h1>origin-malformed</h1>", "Too long to repeat in the link: Origin.")
					.doesNotSay("aaaa"),
				Page.of("a method that is too long to repeat", preflight("X".repeat(2000)))
					.says("<h1>method-malformed</h1>", "<code>(too long to repeat) /api/x</code>",
							"Too long to repeat in the link: Access-Control-Request-Method.")
					.doesNotSay("XXXX"),
				Page.of("names of headers that are too long to repeat, among others",
						preflight("PUT").header(HeaderNames.REQUEST_HEADERS,
								"baggage,".repeat(200) + "x-" + "b".repeat(900)))
					.says("Too long to repeat in the link: Access-Control-Request-Headers.")
					.doesNotSay("bbbb"),
				Page.of("two Origin lines, the allowed one first",
						get("/api/x").origin("https://app.example.com").origin("https://evil.example"))
					.says("<h1>origin-multiple</h1>",
							"names more than one origin: https://app.example.com, https://evil.example."),
				Page.of("two methods in one preflight", preflight("PUT").header(HeaderNames.REQUEST_METHOD, "DELETE"))
					.says("<h1>method-malformed</h1>", "PUT, DELETE"),
				Page.of("two lines of header names",
						preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "x-tenant")
							.header(HeaderNames.REQUEST_HEADERS, "baggage"))
					.says("<h1>headers-not-allowed</h1>", "does not allow the request header baggage.",
							"allowed-headers: baggage"),
				Page.of("a method", preflight("DELETE"))
					.says("<h1>method-not-allowed</h1>", "does not allow the method of DELETE /api/x.",
							"allowed-methods: DELETE"),
				Page.of("a path that can be read in two ways",
						get("/api/%2e%2e/other").origin("https://app.example.com"))
					.says("<h1>ambiguous-path</h1>", "GET /api/%2e%2e/other", "No change is suggested for it.")
					.doesNotSay("/api/**"),
				Page.of("a preflight for a private network",
						preflight("DELETE").header(HeaderNames.REQUEST_PRIVATE_NETWORK, "true")
							.header(HeaderNames.SEC_FETCH_SITE, "cross-site"))
					.says("<h1>method-not-allowed</h1>", "Access-Control-Request-Private-Network: true",
							"Sec-Fetch-Site: cross-site"),
				Page.of("null", get("/api/x").origin("null"))
					.says("<h1>origin-null</h1>", "sandboxed frame", "No change is suggested for it."),
				Page.of("text that is no origin", get("/api/x").origin("https://app.example.com/"))
					.says("<h1>origin-malformed</h1>", "nothing a browser sends",
							"Written as browsers write it, it would be allowed."));
	}

	/** What stands in an address that no refusal has led to. */
	@ParameterizedTest(name = "{0}")
	@MethodSource
	void anAddressIsTakenAtItsWord(String address, List<String> says, boolean allowed) {
		String text = HtmlUtils.htmlUnescape(open("http://localhost:8080/__cors/why/" + address));
		assertThat(text).contains(says);
		assertThat(text.contains(RELOAD)).isEqualTo(allowed);
		assertThat(text).contains("This page answers its own address: it is possible that no such request was sent.");
	}

	static Stream<Arguments> anAddressIsTakenAtItsWord() {
		return Stream.of(
				address("x?origin=https://evil.example&path=/other", false, "<h1>no-policy</h1>",
						"No policy covers the path /other: the application answers without CORS headers, so a browser "
								+ "refuses.",
						"To cover the path, add it to the paths of a policy: cors.policies.<name>.paths: /other"),
				address("x?origin=https://app.example.com&path=/other", false, "<h1>no-policy</h1>",
						"<h2>To cover the path</h2>",
						"      # append to paths, if it has entries\n      paths: /other"),
				address("x?origin=https://app.example.com&path=/resting", false, "<h1>no-policy</h1>",
						"Policy 'resting' leaves the path alone", "set its mode to enforce"),
				address("x?origin=https://evil.example", false, "<h1>incomplete</h1>",
						"This address names no path, so there is nothing to explain."),
				address("origin-not-allowed?origin=https://app.example.com&omitted=path", false,
						"<h1>origin-not-allowed</h1>", "Too long to repeat in the link: path."),
				address("allowed?omitted=path&omitted=%3Cb%3E&omitted=path", false,
						"Too long to repeat in the link: path."),
				address("x?path=/api/x", false, "<h1>not-cors</h1>", "CORS does not apply"),
				address("x?path=/api/x&origin=http://localhost:8080", false, "<h1>same-origin</h1>",
						"CORS does not apply"),
				address("origin-not-allowed?path=/api/x&origin=https://app.example.com", true, "<h1>allowed</h1>"),
				address("x?path=/api/x&origin=https://app.example.com&method=OPTIONS&access-control-request-method=PUT",
						true, "<h1>allowed</h1>", "PUT /api/x"),
				address("x?path=/api/x&origin=https://app.example.com&omitted=access-control-request-method", false,
						"Too long to repeat in the link: Access-Control-Request-Method."),
				address("x?path=/api/" + "x".repeat(600) + "&origin=https://app.example.com", false,
						"Too long to repeat in the link: path."),
				address("", false, "<h1>incomplete</h1>"));
	}

	private static Arguments address(String address, boolean allowed, String... says) {
		return Arguments.of(address, List.of(says), allowed);
	}

	/** Near misses are told apart without the value that is near. */
	@ParameterizedTest
	@MethodSource
	void aNearMissIsNamedWithoutTheValue(String origin, String says) {
		String text = HtmlUtils.htmlUnescape(open(link(get("/api/x").origin(origin))));
		assertThat(text).contains(says);
		assertThat(text.replace(origin, "")).doesNotContain("app.example.com", "second.example.org",
				"preview.example.com", "localhost:5173", "/api/**");
	}

	static Stream<Arguments> aNearMissIsNamedWithoutTheValue() {
		return Stream
			.of(List.of("http://app.example.com", "only in the scheme"),
					List.of("https://app.example.com:8443", "only in the port"),
					List.of("http://127.0.0.1:5173", "only in the name of this machine"),
					List.of("https://www.app.example.com", "only in the label 'www'"),
					List.of("https://app.example.com.", "only in the dot at the end of the host"),
					List.of("https://preview.example.com", "A pattern allows hosts below this one"),
					List.of("https://x.app.example.com", "in the first labels of the host"),
					List.of("https://shop.example.com", "in the first labels of the host"),
					List.of("https://app.example.com.evil.example", "only looks like an origin that is allowed"),
					List.of("https://APP.example.com", "Written as browsers write it, it would be allowed"))
			.map((row) -> Arguments.of(row.toArray()));
	}

	@Test
	void nothingThatIsAllowedIsPrinted() {
		for (CorsRequest request : List.of(get("/api/x").origin("https://evil.example"), preflight("DELETE"),
				preflight("PUT").header(HeaderNames.REQUEST_HEADERS, "baggage"),
				get("/other").origin("https://evil.example"))) {
			String text = open(link(request)).replace("https://app.example.com", "");
			assertThat(text).doesNotContain("second.example.org", "preview.example.com", "localhost:5173", "X-Tenant",
					"X-Secret-Name", "PUT, ", "GET, ", "/api/**");
		}
	}

	@Test
	void theLinkAlwaysFitsIntoAHeader() {
		CorsRequest request = preflight("PUT".repeat(300)).header(HeaderNames.REQUEST_HEADERS, "a,".repeat(300))
			.to("http", "localhost", 8080);
		for (char c : new char[] { ' ', '%', '\u00e9', 'x' }) {
			String value = String.valueOf(c).repeat(166);
			assertThat(link(request.origin(value))).hasSizeLessThan(4200);
		}
	}

	/**
	 * For generated requests, what is read off the link is decided as the request was, or
	 * the page says that it can't tell.
	 */
	@Test
	void theLinkRepeatsTheRequest() {
		long seed = Long.getLong("test.seed", 20261201L);
		Random random = new Random(seed);
		int whole = 0;
		int partial = 0;
		for (int i = 0; i < 3000; i++) {
			CorsRequest request = request(random);
			CorsDecision decision = POLICIES.decide(request);
			String link = ExplanationLink.of(request, decision, "");
			ObservedRequest observed = ObservedRequest.of(decision, request);
			LinkedRequest linked = linked(link);
			String what = "seed %s: %s%n%s".formatted(seed, request, link);
			assertThat(linked.reason()).as(what).isEqualTo(decision.reason());
			if (linked.isComplete()) {
				whole++;
				assertThat(POLICIES.decide(linked.request()).reason()).as(what).isEqualTo(decision.reason());
				assertThat(linked.request()).as(what).isEqualTo(observed.request());
			}
			else {
				partial++;
				assertThat(linked.observed().omitted()).as(what).isNotEmpty().containsAll(observed.omitted());
			}
		}
		assertThat(whole).as("whole, seed %s", seed).isGreaterThan(1000);
		assertThat(partial).as("partial, seed %s", seed).isGreaterThan(100);
	}

	private static CorsRequest request(Random random) {
		boolean preflight = random.nextBoolean();
		CorsRequest request = new CorsRequest(preflight ? "OPTIONS" : "GET", "/api/" + text(random)).to("http",
				"localhost", 8080);
		for (int lines = 1 + random.nextInt(2); lines > 0; lines--) {
			request = request.origin(random.nextBoolean() ? "https://app.example.com" : text(random));
		}
		if (preflight) {
			request = request.header(HeaderNames.REQUEST_METHOD, random.nextBoolean() ? "PUT" : text(random));
			for (int lines = random.nextInt(3); lines > 0; lines--) {
				request = request.header(HeaderNames.REQUEST_HEADERS,
						random.nextBoolean() ? "x-tenant,baggage" : text(random));
			}
		}
		for (String name : List.of(HeaderNames.REQUEST_PRIVATE_NETWORK, HeaderNames.SEC_FETCH_SITE,
				HeaderNames.SEC_FETCH_MODE, HeaderNames.UPGRADE)) {
			request = random.nextBoolean() ? request
					: request.header(name, random.nextBoolean() ? "true" : text(random));
		}
		return request;
	}

	private static String text(Random random) {
		String alphabet = "abc%20&=+#?,;/<>\"' \u00e9";
		StringBuilder text = new StringBuilder();
		int length = (random.nextInt(8) == 0) ? random.nextInt(2000) : random.nextInt(20);
		for (int i = 0; i < length; i++) {
			text.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return text.toString();
	}

	@Test
	void thePageEscapesEverything() {
		String attack = "https://a\"'><script>alert(1)</script>&\u202e\r\n";
		Map<String, List<String>> query = new LinkedHashMap<>();
		for (String name : List.of("origin", "method", "access-control-request-method",
				"access-control-request-headers", "upgrade", "omitted")) {
			query.put(name, List.of(attack, attack));
		}
		for (String path : List.of("/api/", "/other/")) {
			query.put("path", List.of(path + attack));
			String html = page().html(called("/__cors/why/" + attack), query);
			assertThat(html).doesNotContain("<script", "alert(1)</", "\u202e").contains("&lt;script&gt;");
		}
	}

	@Test
	void thePageCannotBeFramedOrLoaded() {
		assertThat(ExplanationPage.HEADERS).containsEntry("X-Frame-Options", "DENY")
			.containsEntry("Cross-Origin-Resource-Policy", "same-origin")
			.containsEntry("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
					+ "form-action 'none'; frame-ancestors 'none'");
	}

	private static CorsRequest get(String path) {
		return new CorsRequest("GET", path).to("http", "localhost", 8080);
	}

	private static CorsRequest preflight(String method) {
		return new CorsRequest("OPTIONS", "/api/x").to("http", "localhost", 8080)
			.origin("https://app.example.com")
			.header(HeaderNames.REQUEST_METHOD, method);
	}

	private static String link(CorsRequest request) {
		return ExplanationLink.of(request, POLICIES.decide(request), "");
	}

	private static String open(String link) {
		return page().html(called(link), query(link));
	}

	private static LinkedRequest linked(String link) {
		return LinkedRequest.of(called(link), query(link));
	}

	private static ExplanationPage page() {
		return new ExplanationPage(new CorsEngine(POLICIES));
	}

	private static CorsRequest called(String link) {
		int query = link.indexOf('?');
		String path = (query < 0) ? link : link.substring(0, query);
		return get(path.substring(path.indexOf("/__cors")));
	}

	private static Map<String, List<String>> query(String link) {
		MultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
		UriComponentsBuilder.fromUriString(link)
			.build()
			.getQueryParams()
			.forEach((name, values) -> values.forEach((value) -> decoded.add(name,
					(value != null) ? UriUtils.decode(value.replace('+', ' '), "UTF-8") : "")));
		return decoded;
	}

	/** A page, and what it must and must not say. */
	record Page(String name, CorsRequest request, List<String> says, List<String> doesNotSay) {

		static Page of(String name, CorsRequest request) {
			return new Page(name, request, List.of(), List.of());
		}

		Page says(String... texts) {
			return new Page(this.name, this.request, List.of(texts), this.doesNotSay);
		}

		Page doesNotSay(String... texts) {
			return new Page(this.name, this.request, this.says, List.of(texts));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
