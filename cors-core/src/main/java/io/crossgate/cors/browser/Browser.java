package io.crossgate.cors.browser;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.model.LocalNetwork;
import io.crossgate.cors.browser.protocol.Page;
import io.crossgate.cors.browser.protocol.PreflightCache;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * A simulated browser with a page open, which follows the Fetch standard. Its server is
 * any function from request to response; the result says what the browser sent and
 * whether the page could read the response. <pre class="code">
 * FetchResult result = Browser.at("https://app.example.com")
 *     .fetch(FetchCall.put("https://api.example.net/orders/7").header("X-Tenant", "7"), server);
 * assertThat(result.isReadable()).as(result.toString()).isTrue();
 * </pre>
 * <p>
 * Not simulated are cookies (only whether they may be sent), the HTTP cache, service
 * workers, referrer policies and Content Security Policy.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch, fetching</a>
 */
public final class Browser {

	private final Page page;

	private final @Nullable BrowserEngine engine;

	private final boolean http2;

	private final @Nullable InstantSource time;

	private final @Nullable Function<? super Browser.Request, Browser.Response> server;

	private final @Nullable LocalNetwork network;

	private final @Nullable PreflightCache cache;

	private Browser(Page page, @Nullable BrowserEngine engine, boolean http2, @Nullable LocalNetwork network,
			@Nullable InstantSource time, @Nullable Function<? super Browser.Request, Browser.Response> server) {
		this.page = page;
		this.engine = engine;
		this.http2 = http2;
		this.network = network;
		this.time = time;
		this.server = server;
		this.cache = (time != null) ? new PreflightCache(EngineProfile.of(engine), time) : null;
	}

	/**
	 * Open a page.
	 * <ul>
	 * <li>permitted: {@code https://app.example.com}, {@code http://localhost:3000},
	 * {@code tauri://localhost}, {@code null} in letters for a page without origin, as in
	 * a sandboxed frame</li>
	 * <li>prohibited: {@code app.example.com}, a host that is not ASCII</li>
	 * </ul>
	 * @param page the origin of the page, or its URL
	 * @return a browser without a preflight cache
	 * @throws IllegalArgumentException if this is neither a URL nor {@code null}
	 */
	public static Browser at(String page) {
		return new Browser(Page.at(page), null, false, null, null, null);
	}

	/**
	 * Use the quirks of an engine, instead of following the standard.
	 * @param value an engine
	 * @return such a browser, with an empty cache
	 */
	public Browser engine(BrowserEngine value) {
		return new Browser(this.page, value, this.http2, this.network, this.time, this.server);
	}

	/**
	 * Use HTTP/2, which streams need.
	 * @return such a browser, with an empty cache
	 */
	public Browser overHttp2() {
		return new Browser(this.page, this.engine, true, this.network, this.time, this.server);
	}

	/**
	 * Check Local Network Access, which is off unless this is called.
	 * @param value where the page and its servers are
	 * @return such a browser, with an empty cache
	 */
	public Browser on(LocalNetwork value) {
		return new Browser(this.page, this.engine, this.http2, value, this.time, this.server);
	}

	/**
	 * Cache preflights from one call to the next. The cache grows with the number of URLs
	 * and lives as long as the browser.
	 * @param clock the clock by which entries expire
	 * @return such a browser, with an empty cache
	 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-cache">Fetch,
	 * CORS-preflight cache</a>
	 */
	public Browser cachingPreflights(InstantSource clock) {
		return new Browser(this.page, this.engine, this.http2, this.network, clock, this.server);
	}

	/**
	 * Send everything to one server.
	 * @param value answers each request, whatever its host
	 * @return such a browser, with an empty cache
	 */
	public Browser connectedTo(Function<? super Browser.Request, Browser.Response> value) {
		return new Browser(this.page, this.engine, this.http2, this.network, this.time, value);
	}

	/**
	 * Make a call to the server this browser is connected to.
	 * @param call what the page asks for
	 * @return the result
	 * @throws IllegalStateException if it is not connected to one
	 */
	public FetchResult fetch(FetchCall call) {
		if (this.server == null) {
			throw new IllegalStateException("The browser is not connected to a server");
		}
		return fetch(call, this.server);
	}

	/**
	 * Make a call.
	 * @param call what the page asks for
	 * @param server answers each request
	 * @return the result
	 * @throws IllegalArgumentException if the URL is none, or the API has no such call
	 */
	public FetchResult fetch(FetchCall call, Function<? super Browser.Request, Browser.Response> server) {
		EngineProfile profile = EngineProfile.of(this.engine);
		PreflightCache preflights = (this.cache != null) ? this.cache
				: new PreflightCache(profile, InstantSource.fixed(Instant.EPOCH));
		return new MainFetch(new FetchContext(call, this.page, profile, this.http2, this.network, preflights, server,
				new Transcript()))
			.run();
	}

	/**
	 * A request as the browser puts it on the wire.
	 *
	 * @param kind whether this is a preflight or the request of the page
	 * @param method the method, normalised
	 * @param url the absolute URL without fragment, user name and password
	 * @param headers the headers that CORS depends on, and those the page has set
	 * @param credentialsIncluded whether the browser may add cookies and the like; a
	 * preflight never has any
	 * @since 0.1.0
	 */
	public record Request(Kind kind, String method, String url, HeaderList headers, boolean credentialsIncluded) {

		/**
		 * Return a header.
		 * @param name a name in any case
		 * @return its value, or {@code null} if it is not sent
		 */
		public @Nullable String header(String name) {
			return this.headers.get(name);
		}

		/**
		 * Return the origin of the request.
		 * @return the {@code Origin} header, or {@code null} if none is sent
		 */
		public @Nullable String origin() {
			return header(HeaderNames.ORIGIN);
		}

		/**
		 * The kind of a request.
		 *
		 * @since 0.1.0
		 */
		public enum Kind {

			/** A preflight. */
			PREFLIGHT,

			/** The request of the page. */
			ACTUAL

		}

	}

	/**
	 * A response, as far as CORS depends on it.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @since 0.1.0
	 */
	public record Response(int status, HeaderList headers) {

		/**
		 * Start a response without headers.
		 * @param status the status
		 * @return the response
		 */
		public static Response of(int status) {
			return new Response(status, HeaderList.none());
		}

		/**
		 * Append a header line.
		 * @param name a name
		 * @param value a value
		 * @return the response with one line more
		 */
		public Response header(String name, String value) {
			return new Response(this.status, this.headers.with(name, value));
		}

		/**
		 * Return whether the status is an ok status.
		 * @return whether it is 200 to 299
		 */
		public boolean isOk() {
			return this.status >= 200 && this.status <= 299;
		}

		/**
		 * Return whether the status is a redirect status.
		 * @return whether it is 301, 302, 303, 307 or 308
		 */
		public boolean isRedirect() {
			return switch (this.status) {
				case 301, 302, 303, 307, 308 -> true;
				default -> false;
			};
		}

	}

}
