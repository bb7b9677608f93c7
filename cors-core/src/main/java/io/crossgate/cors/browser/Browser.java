package io.crossgate.cors.browser;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A browser with a page open, that follows the Fetch standard to the letter. Give it any
 * function from request to response for a server, and it tells what it would send and
 * whether the page could read the answer. <pre class="code">
 * FetchResult result = Browser.at("https://app.example.com")
 *     .fetch(FetchCall.put("https://api.example.net/orders/7").header("X-Tenant", "7"), server);
 * assertThat(result.isReadable()).as(result.toString()).isTrue();
 * </pre>
 * <p>
 * Left out are cookies (only whether they may go along is known), the HTTP cache, service
 * workers, referrer policies, Content Security Policy, and permissions for local
 * networks.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch, fetching</a>
 */
public final class Browser {

	private final Page page;

	private final @Nullable Engine engine;

	private final boolean http2;

	private final @Nullable InstantSource time;

	private final @Nullable Function<? super BrowserRequest, BrowserResponse> server;

	private final @Nullable PreflightCache cache;

	private Browser(Page page, @Nullable Engine engine, boolean http2, @Nullable InstantSource time,
			@Nullable Function<? super BrowserRequest, BrowserResponse> server) {
		this.page = page;
		this.engine = engine;
		this.http2 = http2;
		this.time = time;
		this.server = server;
		this.cache = (time != null) ? new PreflightCache(Profile.of(engine), time) : null;
	}

	/**
	 * Opens a page.
	 * <ul>
	 * <li>permitted: {@code https://app.example.com}, {@code http://localhost:3000},
	 * {@code tauri://localhost}, {@code null} in letters for a page without origin, as in
	 * a sandboxed frame</li>
	 * <li>prohibited: {@code app.example.com}, a host that is not ASCII</li>
	 * </ul>
	 * @param page the origin of the page, or its URL
	 * @return a browser that remembers nothing from one call to the next
	 * @throws IllegalArgumentException if this is neither a URL nor {@code null}
	 */
	public static Browser at(String page) {
		return new Browser(Page.at(page), null, false, null, null);
	}

	/**
	 * Takes on the quirks of an engine, instead of following the standard.
	 * @param value an engine
	 * @return such a browser, with an empty memory
	 */
	public Browser engine(Engine value) {
		return new Browser(this.page, value, this.http2, this.time, this.server);
	}

	/**
	 * Speaks HTTP/2, which streams need.
	 * @return such a browser, with an empty memory
	 */
	public Browser overHttp2() {
		return new Browser(this.page, this.engine, true, this.time, this.server);
	}

	/**
	 * Remembers preflights from one call to the next. The memory grows with the number of
	 * URLs and lives as long as the browser.
	 * @param clock what time it is
	 * @return such a browser, with an empty memory
	 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-cache">Fetch,
	 * CORS-preflight cache</a>
	 */
	public Browser rememberingPreflights(InstantSource clock) {
		return new Browser(this.page, this.engine, this.http2, clock, this.server);
	}

	/**
	 * Sends everything to one server.
	 * @param value answers each request, whatever its host
	 * @return such a browser, with an empty memory
	 */
	public Browser connectedTo(Function<? super BrowserRequest, BrowserResponse> value) {
		return new Browser(this.page, this.engine, this.http2, this.time, value);
	}

	/**
	 * Makes a call to the server this browser is connected to.
	 * @param call what the page wants
	 * @return what became of it
	 * @throws IllegalStateException if it is not connected to one
	 */
	public FetchResult fetch(FetchCall call) {
		if (this.server == null) {
			throw new IllegalStateException("The browser is not connected to a server");
		}
		return fetch(call, this.server);
	}

	/**
	 * Makes a call.
	 * @param call what the page wants
	 * @param server answers each request
	 * @return what became of it
	 */
	public FetchResult fetch(FetchCall call, Function<? super BrowserRequest, BrowserResponse> server) {
		Profile profile = Profile.of(this.engine);
		PreflightCache remembered = (this.cache != null) ? this.cache
				: new PreflightCache(profile, InstantSource.fixed(Instant.EPOCH));
		return new MainFetch(
				new FetchContext(call, this.page, profile, this.http2, remembered, server, new Transcript()))
			.run();
	}

}
