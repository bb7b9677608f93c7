package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.network.AddressSpace;
import io.crossgate.cors.browser.protocol.FetchBody;
import io.crossgate.cors.browser.protocol.HeaderList;
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
 * @param userInfo user name and password that {@code open()} of {@code XMLHttpRequest}
 * gets
 * @param credentials the credentials mode
 * @param mode the mode
 * @param redirect the redirect mode
 * @param body the body
 * @param api what the script calls
 * @param targetAddressSpace where the script expects the server, or {@code null}
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#fetch-method">Fetch, fetch method</a>
 */
public record FetchCall(String method, String url, HeaderList headers, boolean headersObject, UserInfo userInfo,
		Credentials credentials, RequestMode mode, RedirectMode redirect, FetchBody body, RequestApi api,
		@Nullable AddressSpace targetAddressSpace) {

	/**
	 * Start a call.
	 * @param method a method in any case
	 * @param url a URL
	 * @return the call
	 */
	public static FetchCall of(String method, String url) {
		return new FetchCall(method, url, HeaderList.none(), false, UserInfo.none(), Credentials.SAME_ORIGIN,
				RequestMode.CORS, RedirectMode.FOLLOW, FetchBody.none(), RequestApi.FETCH, null);
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
		return new FetchCall(this.method, this.url, this.headers.with(name, value), this.headersObject, this.userInfo,
				this.credentials, this.mode, this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Pass the headers to {@code fetch()} as a {@code Headers} object, which combines
	 * those of one name before the browser looks at them: two values of {@code Accept}
	 * that are safelisted one by one may need a preflight together.
	 * @return the changed call
	 * @see <a href="https://fetch.spec.whatwg.org/#dom-headers-append">Fetch, Headers</a>
	 */
	public FetchCall inHeadersObject() {
		return new FetchCall(this.method, this.url, this.headers, true, this.userInfo, this.credentials, this.mode,
				this.redirect, this.body, this.api, this.targetAddressSpace);
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
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, new UserInfo(username, password),
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
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.userInfo, value, this.mode,
				this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Set the mode.
	 * @param value the mode
	 * @return the changed call
	 */
	public FetchCall mode(RequestMode value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.userInfo, this.credentials,
				value, this.redirect, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Set the redirect mode.
	 * @param value the redirect mode
	 * @return the changed call
	 */
	public FetchCall redirect(RedirectMode value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.userInfo, this.credentials,
				this.mode, value, this.body, this.api, this.targetAddressSpace);
	}

	/**
	 * Send a body.
	 * @param value the body
	 * @return the changed call
	 */
	public FetchCall body(FetchBody value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.userInfo, this.credentials,
				this.mode, this.redirect, value, this.api, this.targetAddressSpace);
	}

	/**
	 * Set what the script calls.
	 * @param value {@code fetch()} or {@code XMLHttpRequest}
	 * @return the changed call
	 */
	public FetchCall api(RequestApi value) {
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.userInfo, this.credentials,
				this.mode, this.redirect, this.body, value, this.targetAddressSpace);
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
		return new FetchCall(this.method, this.url, this.headers, this.headersObject, this.userInfo, this.credentials,
				this.mode, this.redirect, this.body, this.api, value);
	}

	boolean includesCredentials() {
		return this.credentials == Credentials.INCLUDE;
	}

}
