package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;
import io.crossgate.cors.browser.url.UserInfo;

/**
 * What a page asks its browser to send. Starts as {@code fetch(url)} does: mode
 * {@code cors}, credentials {@code same-origin}, redirects followed, no body.
 * <pre class="code">
 * FetchCall.put("https://api.example.net/orders/7")
 *     .header("X-Tenant", "7")
 *     .credentials(Credentials.INCLUDE)
 * </pre>
 *
 * @param method the method as the script writes it; the browser normalises it
 * @param url an absolute URL, or one relative to the page
 * @param headers the headers the script sets; the browser drops those it may not set
 * @param headersObject whether {@code fetch()} gets the headers as a {@code Headers}
 * object
 * @param username the user name that {@code open()} of {@code XMLHttpRequest} gets
 * @param password the password that it gets
 * @param credentials the credentials mode
 * @param mode the mode
 * @param redirect the redirect mode
 * @param body the body
 * @param api what the script calls
 * @param targetAddressSpace where the script expects the server, or {@code null}
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#fetch-method">Fetch, fetch method</a>
 */
public record FetchCall(String method, String url, HeaderList headers, boolean headersObject, String username,
		String password, Credentials credentials, RequestMode mode, RedirectMode redirect, FetchBody body,
		RequestApi api, @Nullable AddressSpace targetAddressSpace) {

	/**
	 * Start a call.
	 * @param method a method in any case
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall of(String method, String url) {
		return new FetchCall(method, url, HeaderList.none(), false, "", "", Credentials.SAME_ORIGIN, RequestMode.CORS,
				RedirectMode.FOLLOW, FetchBody.none(), RequestApi.FETCH, null);
	}

	/**
	 * Start a {@code GET}.
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall get(String url) {
		return of("GET", url);
	}

	/**
	 * Start a {@code POST}.
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall post(String url) {
		return of("POST", url);
	}

	/**
	 * Start a {@code PUT}.
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall put(String url) {
		return of("PUT", url);
	}

	/**
	 * Start a {@code PATCH}.
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall patch(String url) {
		return of("PATCH", url);
	}

	/**
	 * Start a {@code DELETE}.
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall delete(String url) {
		return of("DELETE", url);
	}

	/**
	 * Add a header. {@code fetch()} gets it as one more pair of name and value, and pairs
	 * of one name stay separate. {@code XMLHttpRequest} gets it by
	 * {@code setRequestHeader()}, which combines it with an earlier one of its name.
	 * @param name a name
	 * @param value a value
	 * @return the call with one header more
	 * @see #inHeadersObject()
	 */
	public FetchCall header(String name, String value) {
		return new FetchCall(this.method, this.url, this.headers.with(name, value), this.headersObject, this.username,
				this.password, this.credentials, this.mode, this.redirect, this.body, this.api,
				this.targetAddressSpace);
	}

	/**
	 * Pass the headers to {@code fetch()} as a {@code Headers} object, which combines
	 * those of one name before the browser looks at them: two values of {@code Accept}
	 * that are safelisted one by one may need a preflight together.
	 * @return the changed call
	 * @see <a href="https://fetch.spec.whatwg.org/#dom-headers-append">Fetch, Headers</a>
	 */
	public FetchCall inHeadersObject() {
		return new FetchCall(this.method, this.url, this.headers, true, this.username, this.password, this.credentials,
				this.mode, this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Pass user name and password to {@code open()} of {@code XMLHttpRequest}. They go to
	 * a server only after it has asked for them by {@code WWW-Authenticate}.
	 * @param username the user name
	 * @param password the password
	 * @return the changed call
	 * @see <a href="https://xhr.spec.whatwg.org/#the-open()-method">XMLHttpRequest,
	 * open()</a>
	 */
	public FetchCall userInfo(String username, String password) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, username, password,
				this.credentials, this.mode, this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Send a JSON body, which needs a preflight for its {@code Content-Type}.
	 * @return the call with such a body
	 */
	public FetchCall json() {
		return header("Content-Type", "application/json").body(FetchBody.text());
	}

	/**
	 * Set the credentials mode.
	 * @param value whether cookies are sent
	 * @return the changed call
	 */
	public FetchCall credentials(Credentials value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.username, this.password,
				value, this.mode, this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Set the mode.
	 * @param value the mode
	 * @return the changed call
	 */
	public FetchCall mode(RequestMode value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.username, this.password,
				this.credentials, value, this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Set the redirect mode.
	 * @param value the redirect mode
	 * @return the changed call
	 */
	public FetchCall redirect(RedirectMode value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.username, this.password,
				this.credentials, this.mode, value, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Send a body.
	 * @param value the body
	 * @return the changed call
	 */
	public FetchCall body(FetchBody value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.username, this.password,
				this.credentials, this.mode, this.redirect, value, this.api, this.targetAddressSpace);
	}

	/**
	 * Set what the script calls.
	 * @param value {@code fetch()} or {@code XMLHttpRequest}
	 * @return the changed call
	 */
	public FetchCall api(RequestApi value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.username, this.password,
				this.credentials, this.mode, this.redirect, this.body, value, this.targetAddressSpace);
	}

	/**
	 * Say in which address space the script expects the server, which lets it call plain
	 * http there.
	 * @param value the {@code targetAddressSpace} of {@code fetch()}
	 * @return the changed call
	 * @see <a href="https://wicg.github.io/local-network-access/#mixed-content-lna">Local
	 * Network Access, mixed content</a>
	 */
	public FetchCall targetAddressSpace(AddressSpace value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.username, this.password,
				this.credentials, this.mode, this.redirect, this.body, this.api, value);
	}

	boolean includesCredentials() {
		return this.credentials == Credentials.INCLUDE;
	}

	UserInfo userInfo() {
		return new UserInfo(this.username, this.password);
	}

	/**
	 * Whether cookies and other credentials are sent: the {@code credentials} of
	 * {@code fetch()}.
	 *
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#concept-request-credentials-mode">Fetch,
	 * credentials mode</a>
	 */
	public enum Credentials {

		/** Never. */
		OMIT,
		/** Only to the page's own origin, the default of {@code fetch()}. */
		SAME_ORIGIN,
		/** Always; {@code withCredentials} of {@code XMLHttpRequest}. */
		INCLUDE

	}

	/**
	 * The mode of a request: the {@code mode} of {@code fetch()}.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-mode">Fetch, mode</a>
	 */
	public enum RequestMode {

		/** To any origin; another origin has to allow it. */
		CORS,
		/** To any origin, without reading the response. */
		NO_CORS,
		/** To its own origin only. */
		SAME_ORIGIN

	}

	/**
	 * What happens on a redirect: the {@code redirect} of {@code fetch()}.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-redirect-mode">Fetch,
	 * redirect mode</a>
	 */
	public enum RedirectMode {

		/** Follow them. */
		FOLLOW,
		/** Fail. */
		ERROR,
		/** Stop there, with a response that can't be read. */
		MANUAL

	}

	/**
	 * The API that sends a request.
	 */
	public enum RequestApi {

		/** {@code fetch()}. */
		FETCH,
		/**
		 * {@code XMLHttpRequest}. It has no modes: its mode is {@code cors}, redirects
		 * are followed, and credentials are {@code same-origin}, or {@code include} by
		 * {@code withCredentials}.
		 *
		 * @see <a href="https://xhr.spec.whatwg.org/#the-send()-method">XMLHttpRequest,
		 * send()</a>
		 */
		XHR,
		/**
		 * {@code XMLHttpRequest} with a listener on its {@code upload}, which would
		 * reveal whether the server accepts the request: there is a preflight.
		 */
		XHR_WITH_UPLOAD_LISTENER;

		/**
		 * Return the name of the API.
		 * @return the name as consoles write it
		 */
		public String value() {
			return (this == FETCH) ? "fetch" : "XMLHttpRequest";
		}

	}

}
