package io.crossgate.cors.spring.test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.model.HeaderList;

/**
 * Assertions about what a page of another origin can do with an application. A browser
 * that follows the Fetch standard sends what a real one would send, preflights included,
 * and applies the standard to the answers.
 *
 * <pre class="code">
 * assertThatPage("https://app.example.com").on(mockMvc)
 *     .withCredentials()
 *     .withJson("{\"quantity\": 2}")
 *     .can("PUT", "/orders/7")
 *     .reads("X-Total-Count");
 * assertThatPage("https://app.example.com").on(mockMvc).readsError("GET", "/orders/8").answeredWith(404);
 * assertThatPage("https://evil.example").on(mockMvc).cannot("GET", "/orders");
 * </pre>
 *
 * There are three verdicts:
 * <ul>
 * <li>{@link #can}: the call works. The page can read the answer, and its status is below
 * 400</li>
 * <li>{@link #readsError}: the application answers with an error, status 400 or above,
 * and the page can read it</li>
 * <li>{@link #cannot}: the page can't read the answer, whatever it is. A call that no
 * browser sends, such as a {@code GET} with a body, fails in all three</li>
 * </ul>
 *
 * A failure says what the browser did, and, where the policies are known, why they refuse
 * and the YAML that would allow it. They are known of {@link MockMvc}, and of
 * {@link WebTestClient} without a server; elsewhere {@link #explainedBy} makes them
 * known.
 * <p>
 * Every method returns a new object, so that a page can be kept and used for many calls.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
public final class CorsAssert {

	private static final int FIRST_ERROR = TestServer.FIRST_ERROR;

	private final CallingPage page;

	private final @Nullable TestServer server;

	private CorsAssert(CallingPage page, @Nullable TestServer server) {
		this.page = page;
		this.server = server;
	}

	/**
	 * Opens a page.
	 * @param origin the page's origin, such as {@code https://app.example.com}, or
	 * {@code null} in letters for a sandboxed frame
	 * @return the page, to be connected to an application
	 */
	public static CorsAssert assertThatPage(String origin) {
		return new CorsAssert(new CallingPage(origin), null);
	}

	/**
	 * Calls the application through {@link MockMvc}.
	 * @param mockMvc the application
	 * @return the page, connected to it
	 */
	public CorsAssert on(MockMvc mockMvc) {
		return new CorsAssert(this.page, new MockMvcServer(mockMvc));
	}

	/**
	 * Calls the application through {@link WebTestClient}, which must not follow
	 * redirects by itself: the page does, and is asked anew at each.
	 * @param client the application
	 * @return the page, connected to it
	 */
	public CorsAssert on(WebTestClient client) {
		return new CorsAssert(this.page, new WebTestClientServer(client));
	}

	/**
	 * Calls the application through {@link RestTestClient}, which came with Spring
	 * Framework 7. Not one more {@code on}: a compiler looks at every method of that
	 * name, and would find none usable where this class is missing. The client must not
	 * follow redirects by itself: the page does, and is asked anew at each.
	 * @param client the application
	 * @return the page, connected to it
	 */
	public CorsAssert onRestTestClient(RestTestClient client) {
		return new CorsAssert(this.page, new RestTestClientServer(client));
	}

	/**
	 * Calls a running server.
	 * @param url the server's URL, such as {@code http://localhost:8080}, with the
	 * context path if there is one: {@code http://localhost:8080/app}
	 * @return the page, connected to it
	 */
	public CorsAssert on(URI url) {
		return new CorsAssert(this.page, UrlServer.of(url));
	}

	/**
	 * Calls anything that answers requests. It gets no bodies.
	 * @param server answers a request
	 * @return the page, connected to it
	 */
	public CorsAssert on(Function<Browser.Request, Browser.Response> server) {
		return new CorsAssert(this.page, (request, body) -> new TestServer.Answer(server.apply(request), ""));
	}

	/**
	 * Explains failures by an engine, where it can't be found by itself: for a running
	 * server, its {@code CorsEngine} bean. It has no part in what can be called.
	 * @param engine the engine of the application that is called
	 * @return the page, which explains failures
	 */
	public CorsAssert explainedBy(CorsEngine engine) {
		return new CorsAssert(this.page.with(engine), this.server);
	}

	/**
	 * Sends cookies along, as {@code credentials: 'include'} does.
	 * @return the page, which sends them
	 */
	public CorsAssert withCredentials() {
		return new CorsAssert(this.page.withCredentials(), this.server);
	}

	/**
	 * Sets a request header, as a script would.
	 * @param name the header's name
	 * @param value its value
	 * @return the page, which sends it
	 */
	public CorsAssert sending(String name, String value) {
		return new CorsAssert(this.page.with(new HeaderList.Line(name, value)), this.server);
	}

	/**
	 * Sends a JSON body, whose type needs a preflight.
	 * @param json the body
	 * @return the page, which sends it
	 */
	public CorsAssert withJson(String json) {
		return withBody("application/json", json);
	}

	/**
	 * Sends a body of text in UTF-8.
	 * @param contentType its type, such as {@code application/xml}, unless
	 * {@code Content-Type} is {@link #sending set}
	 * @param text the body
	 * @return the page, which sends it
	 */
	public CorsAssert withBody(String contentType, String text) {
		return withBody(contentType, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sends a body. {@code GET} and {@code HEAD} have none.
	 * @param contentType its type, such as {@code image/png}, unless {@code Content-Type}
	 * is {@link #sending set}
	 * @param bytes the body
	 * @return the page, which sends it
	 */
	public CorsAssert withBody(String contentType, byte[] bytes) {
		return new CorsAssert(this.page.with(contentType, bytes), this.server);
	}

	/**
	 * Verifies that a call works: the page can read the answer, and it is no error.
	 * @param method the method
	 * @param path the path, with its query
	 * @return assertions about the answer
	 * @throws AssertionError if the page can't read the answer, or its status is 400 or
	 * above
	 * @see #readsError(String, String)
	 */
	public FetchAssert can(String method, String path) {
		PageCall call = call(method, path);
		if (!call.isReadable()) {
			throw call.failure("to be able to " + call.description() + ", but can't");
		}
		if (call.isError()) {
			throw call.failure("to be able to %s, but is answered with %d (if it should be: %s)"
				.formatted(call.description(), call.status(), expectation(call)));
		}
		return new FetchAssert(call);
	}

	/**
	 * Verifies that the application answers with an error that the page can read. Without
	 * CORS headers on it, a page could not tell a 401 from a server that is down.
	 * @param method the method
	 * @param path the path, with its query
	 * @return assertions about the answer; {@link FetchAssert#answeredWith(int)} says
	 * which error it is
	 * @throws AssertionError if the page can't read the answer, or its status is below
	 * 400
	 */
	public FetchAssert readsError(String method, String path) {
		PageCall call = call(method, path);
		if (!call.isReadable()) {
			throw call.failure("to read the error of " + call.description() + ", but can't");
		}
		if (!call.isError()) {
			throw call.failure("to read an error of %s, status %d or above, but is answered with %d"
				.formatted(call.description(), FIRST_ERROR, call.status()));
		}
		return new FetchAssert(call);
	}

	/**
	 * Verifies that the page can't read the answer of a path.
	 * @param method the method
	 * @param path the path, with its query
	 * @return assertions about the attempt
	 * @throws AssertionError if the page can read the answer, errors included
	 */
	public FetchAssert cannot(String method, String path) {
		PageCall call = call(method, path);
		if (call.isReadable()) {
			throw call.failure("not to be able to %s, but can".formatted(call.description())
					+ (call.isError() ? " read the error " + call.status() : ""));
		}
		return new FetchAssert(call);
	}

	private PageCall call(String method, String path) {
		if (this.server == null) {
			throw new IllegalStateException("Say which application the page calls: on(...)");
		}
		PageCall call = new PageCall(this.page, this.server, method, path);
		if (!call.isSent()) {
			throw call.notSent();
		}
		return call;
	}

	private static String expectation(PageCall call) {
		return "readsError(\"%s\", \"%s\").answeredWith(%d)".formatted(call.method(), call.path(), call.status());
	}

}
