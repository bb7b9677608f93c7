package io.crossgate.cors.browser;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.protocol.UrlList;
import io.crossgate.cors.fetch.Tokens;

/**
 * The result of a call: what the script gets, and what was sent for it.
 *
 * @since 0.1.0
 */
public final class FetchResult {

	private final FetchContext context;

	private final String url;

	private final String finalUrl;

	private final ResponseType responseType;

	private final Set<String> exposedHeaders;

	private final @Nullable FetchFailure failure;

	private final String detail;

	private FetchResult(FetchContext context, UrlList chain, ResponseType responseType, Set<String> exposedHeaders,
			@Nullable FetchFailure failure, String detail) {
		this.context = context;
		this.url = chain.first().toString();
		this.finalUrl = chain.current().toString();
		this.responseType = responseType;
		this.exposedHeaders = Collections.unmodifiableSet(new TreeSet<>(exposedHeaders));
		this.failure = failure;
		this.detail = detail;
	}

	static FetchResult of(FetchContext context, UrlList chain, ResponseType responseType, Set<String> exposedHeaders) {
		return new FetchResult(context, chain, responseType, exposedHeaders, null, "");
	}

	static FetchResult failed(FetchContext context, UrlList chain, NetworkErrorException error) {
		String header = error.detail().isEmpty() ? "" : " (" + error.detail() + ")";
		context.transcript().step("The page gets a network error: " + error.failure().sentence() + header + ".");
		return new FetchResult(context, chain, ResponseType.ERROR, Set.of(), error.failure(), error.detail());
	}

	/**
	 * Return the call.
	 * @return what the page asked for
	 */
	public FetchCall call() {
		return this.context.call();
	}

	/**
	 * Return the origin of the page.
	 * @return the serialised origin, {@code null} in letters if it is opaque
	 */
	public String pageOrigin() {
		return this.context.page().origin();
	}

	/**
	 * Return the URL of the call.
	 * @return the absolute URL
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Return the URL at which the call ended.
	 * @return the URL of the last redirect, or the URL of the call if there is none
	 */
	public String finalUrl() {
		return this.finalUrl;
	}

	/**
	 * Return whether the call succeeded for the script.
	 * @return whether there is a response or a network error
	 */
	public Verdict verdict() {
		return (this.failure != null) ? Verdict.NETWORK_ERROR : Verdict.OK;
	}

	/**
	 * Return whether the script can read status, body and exposed headers.
	 * @return {@code false} for network errors and opaque responses
	 */
	public boolean isReadable() {
		return this.responseType == ResponseType.BASIC || this.responseType == ResponseType.CORS;
	}

	/**
	 * Return the reason of a network error.
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable FetchFailure failure() {
		return this.failure;
	}

	/**
	 * Return the reason of a network error as text, with its detail:
	 * {@code acao-mismatch}, {@code preflight-header-not-allowed:x-tenant}.
	 * @return the reason, or the empty string if there is no error
	 */
	public String reason() {
		if (this.failure == null) {
			return "";
		}
		return this.detail.isEmpty() ? this.failure.value() : this.failure.value() + ":" + this.detail;
	}

	/**
	 * Return what the reason of a network error is about.
	 * @return the name in lower case of the header that is not allowed, or the address
	 * space of the server; the empty string if there is nothing to add
	 */
	public String detail() {
		return this.detail;
	}

	/**
	 * Return the type of the response.
	 * @return the {@code type} of the response
	 */
	public ResponseType responseType() {
		return this.responseType;
	}

	/**
	 * Return the status the script sees.
	 * @return the status, or 0 if it can't be read
	 */
	public int status() {
		return isReadable() ? lastResponse().status() : 0;
	}

	/**
	 * Return the names of the response headers the script can read.
	 * @return the names in lower case
	 */
	public Set<String> exposedHeaders() {
		return this.exposedHeaders;
	}

	/**
	 * Return a response header as the script reads it.
	 * @param name a name in any case
	 * @return its value, or {@code null} if it is missing or not exposed
	 */
	public @Nullable String header(String name) {
		return this.exposedHeaders.contains(Tokens.toAsciiLowerCase(name)) ? lastResponse().headers().get(name) : null;
	}

	/**
	 * Return what was sent and answered, preflights and redirects included.
	 * @return the exchanges in order
	 */
	public List<Exchange> exchanges() {
		return this.context.transcript().exchanges();
	}

	/**
	 * Return whether the browser sent a preflight.
	 * @return whether there was a preflight
	 */
	public boolean preflightSent() {
		return exchanges().stream().anyMatch((e) -> e.request().kind() == Browser.Request.Kind.PREFLIGHT);
	}

	/**
	 * Return why a preflight was needed, for instance {@code because of PUT} or
	 * {@code because Content-Type is application/json}.
	 * @return the causes, none if no preflight was needed
	 */
	public List<String> preflightCauses() {
		return this.context.transcript().preflightCauses();
	}

	/**
	 * Return what happened, step by step.
	 * @return one sentence a step
	 */
	public List<String> steps() {
		return this.context.transcript().steps();
	}

	@Override
	public String toString() {
		return String.join("\n", steps());
	}

	private Browser.Response lastResponse() {
		List<Exchange> exchanges = exchanges();
		return exchanges.get(exchanges.size() - 1).response();
	}

	/**
	 * How a call ended for the script.
	 *
	 * @since 0.1.0
	 */
	public enum Verdict {

		/** There is a response, readable or not. */
		OK("ok"),

		/** There is none: the promise is rejected with a {@code TypeError}. */
		NETWORK_ERROR("network-error");

		private final String value;

		Verdict(String value) {
			this.value = value;
		}

		/**
		 * Return the verdict as text.
		 * @return {@code ok} or {@code network-error}
		 */
		public String value() {
			return this.value;
		}

	}

	/**
	 * A request and its response.
	 *
	 * @param request what the browser sent
	 * @param response the response of the server
	 * @since 0.1.0
	 */
	public record Exchange(Browser.Request request, Browser.Response response) {

	}

	/**
	 * What kind of response a script gets: the {@code type} of {@code Response}.
	 *
	 * @since 0.1.0
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-filtered-response">Fetch,
	 * filtered responses</a>
	 */
	public enum ResponseType {

		/** From the page's own origin: everything but cookies can be read. */
		BASIC("basic"),

		/** From another origin that allows it: body, status and exposed headers. */
		CORS("cors"),

		/** From another origin in mode {@code no-cors}: nothing can be read. */
		OPAQUE("opaque"),

		/** A redirect that was not followed: nothing can be read. */
		OPAQUE_REDIRECT("opaqueredirect"),

		/** There is no response, only a {@code TypeError}. */
		ERROR("error");

		private final String value;

		ResponseType(String value) {
			this.value = value;
		}

		/**
		 * Return the type as a script reads it.
		 * @return the value of {@code response.type}
		 */
		public String value() {
			return this.value;
		}

	}

}
