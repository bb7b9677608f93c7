package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an application, a library or a filter behind ours writes into the CORS headers
 * of an answer, and however the answer is sent: where a policy covers the path, there is
 * one line of each, the policy's, and one line of {@code Vary}, which has the policy's
 * names and the application's.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5">RFC 9110, section
 * 12.5.5</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneAuthorTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String EVIL = "Origin: https://evil.example";

	private static final String GZIP = "Accept-Encoding: gzip";

	private final List<Server.Running> servers = new ArrayList<>();

	private final List<Row> rows = new ArrayList<>();

	OneAuthorTests() {
		for (Server server : Server.values()) {
			Class<?> stack = server.isReactive() ? ReactiveAuthors.class : ServletAuthors.class;
			Server.Running running = server.start(List.of(stack), properties());
			this.servers.add(running);
			Stream.concat(both(), server.isReactive() ? reactive() : servlet())
				.forEach((row) -> this.rows.add(row.on(server.name(), running)));
			Server.Running compressing = server.start(List.of(stack),
					properties("server.compression.enabled=true", "server.compression.min-response-size=1B"));
			this.servers.add(compressing);
			Stream.concat(compressed(server), both())
				.forEach((row) -> this.rows.add(row.on(server + ", compressing", compressing)));
		}
	}

	private static String[] properties(String... more) {
		List<String> all = new ArrayList<>(List.of("cors.policies.api.paths=/api/**",
				"cors.policies.api.allowed-origins=https://app.example.com", "cors.policies.api.allow-credentials=true",
				"cors.policies.api.exposed-headers=X-Total", "cors.policies.served.paths=/served/**",
				"cors.policies.served.allowed-origins=https://app.example.com",
				"cors.policies.served.on-denied=pass-through", "cors.policies.any.paths=/any/**",
				"cors.policies.any.allowed-origins=any", "spring.web.resources.chain.enabled=true",
				"spring.web.resources.chain.compressed=true",
				"spring.web.resources.static-locations=classpath:/io/crossgate/cors/spring/static/"));
		all.addAll(Arrays.asList(more));
		return all.toArray(String[]::new);
	}

	private static Stream<Row> both() {
		return Stream.of(row("a handler that writes nothing", "plain", 200),
				row("a handler that sets them", "set", 200), row("a handler that adds them", "add", 200),
				row("a handler that spells them in lower case", "lower", 200).vary("Origin"),
				row("a handler that removes them", "remove", 200),
				row("a handler that returns them", "entity", 200).vary("X-Theirs"),
				row("a handler that varies", "vary", 200).vary("Accept-Language"),
				row("a handler that varies on much, by line", "vary-lines", 200).vary("Accept-Language", "Origin",
						"Cookie"),
				row("a handler that replaces Vary", "vary-set", 200).vary("X-Theirs"),
				row("a handler that replaces its own Vary", "vary-twice", 200).vary("X-Theirs"),
				row("a handler that varies on everything", "vary-star", 200).star(), row("an exception", "broken", 500),
				row("an exception handler that sets them", "handled", 409),
				row("a page that is missing", "nothing", 404), row("a filter that sets them", "plain?filter=set", 200),
				row("a filter that adds them in the end", "plain?filter=late", 200),
				row("headers that come too late", "too-late", 200), row("an answer later", "later", 200),
				row("an answer later that sets them", "later-set", 200),
				row("a stream that sets them", "stream-set", 200), row("events", "events", 200),
				row("a redirect", "redirect", 302),
				row("an answer that is not modified", "etag", 304).with("If-None-Match: \"1\""),
				row("a file", "files/plain.txt", 200),
				row("a file that is compressed beforehand", "files/both.txt", 200).with(GZIP).vary("Accept-Encoding"),
				row("the same, as it is", "files/both.txt", 200),
				row("a part of a file", "files/plain.txt", 206).with("Range: bytes=0-3"),
				row("HEAD of a file", "files/plain.txt", 200).method("HEAD"), row("HEAD", "set", 200).method("HEAD"));
	}

	private static Stream<Row> servlet() {
		return Stream.of(row("numbers", "set-int", 200), row("dates", "set-date", 200), row("null", "set-null", 200),
				row("a reset that is sent at once", "reset-flush", 200),
				row("a reset that is closed", "reset-close", 200),
				row("a reset that overflows the buffer", "reset-large", 200),
				row("a reset of the buffer alone", "reset-buffer", 200), row("a reset twice", "reset-twice", 200),
				row("a reset and an error", "reset-error", 418), row("an error that was sent", "send-error", 418),
				row("a forward", "forward", 200), row("an include", "include", 200),
				row("a stream that resets", "stream-reset", 200),
				row("an answer later that resets and flushes", "later-reset", 200),
				row("an entity tag made of the body", "plain?filter=etag", 200),
				row("a wrapper around the response", "set?filter=wrapper", 200));
	}

	private static Stream<Row> reactive() {
		return Stream.of(row("headers that are cleared", "clear", 200),
				row("headers that are put", "put", 200).vary("Origin"),
				row("headers removed one by one", "remove-each", 200), row("a view of the headers", "map", 200),
				row("a decorated response", "plain?filter=decorator", 200),
				row("an error handler that sets them", "plain?filter=error", 418).vary("Origin"),
				row("an error handler that sets and adds them", "plain?filter=late-error", 418).vary("Origin"),
				row("nothing at all", "empty", 200), row("only a completion", "complete", 200),
				row("a completion after they were set", "set-complete", 200));
	}

	private static Stream<Row> compressed(Server server) {
		// Reactor Netty compresses and says nothing of it in Vary.
		String[] encoding = server.isReactive() ? new String[0] : new String[] { "Accept-Encoding" };
		String[] both = server.isReactive() ? new String[] { "Accept-Language" }
				: new String[] { "Accept-Language", "Accept-Encoding" };
		return Stream.of(row("a compressed answer", "text", 200).with(GZIP).vary(encoding).compressed(),
				row("a compressed answer of a handler that varies", "text-vary", 200).with(GZIP)
					.vary(both)
					.compressed(),
				row("a compressed answer of a handler that sets them", "text-set", 200).with(GZIP)
					.vary(encoding)
					.compressed(),
				row("a compressed answer of a handler that varies on everything", "text-star", 200).with(GZIP)
					.star()
					.compressed());
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void anAllowedOriginGetsOneLineOfEach(Row row) {
		Http.Response response = row.send("/api/", APP);
		row.check(response, "Access-Control-Allow-Credentials: true",
				"Access-Control-Allow-Origin: https://app.example.com", "Access-Control-Expose-Headers: X-Total");
		row.checkVary(response, "origin");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void requestWithoutOriginGetsNoHeader(Row row) {
		for (String area : List.of("/api/", "/served/")) {
			Http.Response response = row.send(area);
			row.check(response);
			row.checkVary(response, "origin");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void aRefusedOriginThatIsServedGetsNone(Row row) {
		Http.Response response = row.send("/served/", EVIL);
		row.check(response);
		row.checkVary(response, "origin");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void everyOriginGetsTheSame(Row row) {
		for (String[] headers : new String[][] { {}, { EVIL } }) {
			Http.Response response = row.send("/any/", headers);
			row.check(response, "Access-Control-Allow-Origin: *");
			row.checkVary(response);
		}
	}

	@Test
	void theServerStillSendsFilesByItself() {
		assertThat(this.rows).filteredOn((row) -> row.name.startsWith("NETTY: "))
			.isNotEmpty()
			.first()
			.satisfies((row) -> {
				for (String area : List.of("/api/", "/else/")) {
					assertThat(row.running.send("GET " + area + "zero-copy").body()).isEqualTo("true");
				}
			});
	}

	Stream<Row> rows() {
		return this.rows.stream();
	}

	private static Row row(String name, String path, int status) {
		return new Row(name, "GET", path, status, List.of(), List.of(), false, null);
	}

	private record Row(String name, String method, String path, int status, List<String> headers, List<String> vary,
			boolean isCompressed, Server.Running running) {

		Row method(String method) {
			return new Row(this.name, method, this.path, this.status, this.headers, this.vary, false, null);
		}

		Row with(String header) {
			return new Row(this.name, this.method, this.path, this.status, List.of(header), this.vary, false, null);
		}

		Row vary(String... names) {
			return new Row(this.name, this.method, this.path, this.status, this.headers, List.of(names), false, null);
		}

		Row star() {
			return vary("*");
		}

		Row compressed() {
			return new Row(this.name, this.method, this.path, this.status, this.headers, this.vary, true, null);
		}

		Row on(String server, Server.Running running) {
			return new Row(server + ": " + this.name, this.method, this.path, this.status, this.headers, this.vary,
					this.isCompressed, running);
		}

		Http.Response send(String area, String... more) {
			String[] all = Stream.concat(this.headers.stream(), Stream.of(more)).toArray(String[]::new);
			return this.running.send(this.method + " " + area + this.path, all);
		}

		void check(Http.Response response, String... expected) {
			assertThat(response.status()).isEqualTo(this.status);
			assertThat(response.cors()).filteredOn((line) -> !line.toLowerCase(Locale.ROOT).startsWith("vary:"))
				.containsExactlyInAnyOrder(expected);
			boolean encoded = this.isCompressed || (this.path.contains("both") && !this.headers.isEmpty());
			assertThat(response.header("Content-Encoding")).hasSize(encoded ? 1 : 0);
		}

		/** What compresses may add the name of what it looks at, and nothing else. */
		void checkVary(Http.Response response, String... names) {
			List<String> lines = response.header("Vary");
			assertThat(lines).hasSizeLessThanOrEqualTo(1);
			List<String> present = lines.stream()
				.flatMap((line) -> Stream.of(line.split(",")))
				.map((name) -> name.strip().toLowerCase(Locale.ROOT))
				.toList();
			Set<String> expected = new HashSet<>();
			this.vary.forEach((name) -> expected.add(name.toLowerCase(Locale.ROOT)));
			if (!expected.contains("*")) {
				expected.addAll(List.of(names));
			}
			assertThat(present).doesNotHaveDuplicates().containsAll(expected);
			assertThat(present).allMatch((name) -> expected.contains(name) || name.equals("accept-encoding"));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
