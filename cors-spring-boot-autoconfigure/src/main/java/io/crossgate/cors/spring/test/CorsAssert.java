package io.crossgate.cors.spring.test;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.BrowserRequest;
import io.crossgate.cors.browser.BrowserResponse;
import io.crossgate.cors.browser.Credentials;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.protocol.HeaderList;

/**
 * Says what a page of another origin can do with an application. A browser that follows
 * the Fetch standard sends what a real one would send, preflights included, and applies
 * the standard to the answers.
 *
 * <pre class="code">
 * assertThatPage("https://app.example.com").on(mockMvc)
 *     .withCredentials()
 *     .sending("X-Tenant", "7")
 *     .can("PUT", "/orders/7")
 *     .reads("X-Total-Count");
 * assertThatPage("https://evil.example").on(mockMvc).cannot("GET", "/orders");
 * </pre>
 *
 * Can mean: the page can read the answer. Its status is the application's affair, so that
 * {@code can} also holds for a readable 401.
 *
 * @since 0.1.0
 */
public final class CorsAssert {

	private final String page;

	private final @Nullable Function<BrowserRequest, BrowserResponse> server;

	private final String baseUrl;

	private final boolean credentials;

	private final List<HeaderList.Line> headers;

	private CorsAssert(String page, @Nullable Function<BrowserRequest, BrowserResponse> server, String baseUrl,
			boolean credentials, List<HeaderList.Line> headers) {
		this.page = page;
		this.server = server;
		this.baseUrl = baseUrl;
		this.credentials = credentials;
		this.headers = headers;
	}

	/**
	 * Opens a page.
	 * @param origin the page's origin, such as {@code https://app.example.com}, or
	 * {@code null} in letters for a sandboxed frame
	 * @return what can be said of the page
	 */
	public static CorsAssert assertThatPage(String origin) {
		return new CorsAssert(origin, null, "http://localhost", false, List.of());
	}

	/**
	 * Calls the application through {@link MockMvc}.
	 * @param mockMvc the application
	 * @return the page, connected to it
	 */
	public CorsAssert on(MockMvc mockMvc) {
		return on(MockMvcServer.of(mockMvc));
	}

	/**
	 * Calls the application through {@link WebTestClient}.
	 * @param client the application
	 * @return the page, connected to it
	 */
	public CorsAssert on(WebTestClient client) {
		return on(WebTestClientServer.of(client));
	}

	/**
	 * Calls the application through {@link RestTestClient}, which came with Spring
	 * Framework 7. Not one more {@code on}: a compiler looks at every method of that
	 * name, and would find none usable where this class is missing.
	 * @param client the application
	 * @return the page, connected to it
	 */
	public CorsAssert onRestTestClient(RestTestClient client) {
		return on(RestTestClientServer.of(client));
	}

	/**
	 * Calls a running server.
	 * @param url the server's URL without a path, such as {@code http://localhost:8080}
	 * @return the page, connected to it
	 */
	public CorsAssert on(URI url) {
		return new CorsAssert(this.page, UrlServer.of(url), url.toString(), this.credentials, this.headers);
	}

	/**
	 * Calls anything that answers requests.
	 * @param server answers a request
	 * @return the page, connected to it
	 */
	public CorsAssert on(Function<BrowserRequest, BrowserResponse> server) {
		return new CorsAssert(this.page, server, this.baseUrl, this.credentials, this.headers);
	}

	/**
	 * Sends cookies along, as {@code credentials: 'include'} does.
	 * @return the page, which sends them
	 */
	public CorsAssert withCredentials() {
		return new CorsAssert(this.page, this.server, this.baseUrl, true, this.headers);
	}

	/**
	 * Sets a request header, as a script would.
	 * @param name the header's name
	 * @param value its value
	 * @return the page, which sends it
	 */
	public CorsAssert sending(String name, String value) {
		List<HeaderList.Line> headers = new ArrayList<>(this.headers);
		headers.add(new HeaderList.Line(name, value));
		return new CorsAssert(this.page, this.server, this.baseUrl, this.credentials, headers);
	}

	/**
	 * Sends JSON, which needs a preflight.
	 * @return the page, which sends it
	 */
	public CorsAssert sendingJson() {
		return sending("Content-Type", "application/json");
	}

	/**
	 * Verifies that the page can call a path and read the answer.
	 * @param method the method
	 * @param path the path, with its query
	 * @return what can be said of the answer
	 */
	public FetchAssert can(String method, String path) {
		FetchResult result = fetch(method, path);
		if (!result.isReadable()) {
			throw failure("expected to be able to " + method + " " + path + ", but can't", result);
		}
		return new FetchAssert(this, result);
	}

	/**
	 * Verifies that the page can't read the answer of a path.
	 * @param method the method
	 * @param path the path, with its query
	 * @return what can be said of the attempt
	 */
	public FetchAssert cannot(String method, String path) {
		FetchResult result = fetch(method, path);
		if (result.isReadable()) {
			throw failure("expected not to be able to " + method + " " + path + ", but can", result);
		}
		return new FetchAssert(this, result);
	}

	private FetchResult fetch(String method, String path) {
		if (this.server == null) {
			throw new IllegalStateException("Say which application the page calls: on(...)");
		}
		FetchCall call = FetchCall.of(method, this.baseUrl + path);
		for (HeaderList.Line line : this.headers) {
			call = call.header(line.name(), line.value());
		}
		call = call.credentials(this.credentials ? Credentials.INCLUDE : Credentials.SAME_ORIGIN);
		return Browser.at(this.page).fetch(call, this.server);
	}

	AssertionError failure(String sentence, FetchResult result) {
		return new AssertionError(
				"A page at %s%s is %s:%n%s".formatted(this.page, this.credentials ? " with credentials" : "", sentence,
						String.join(System.lineSeparator(), result.steps())));
	}

}
