package io.crossgate.cors.browser;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Tokens;

/**
 * What became of a call: what the script gets, and what went over the wire for it.
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

	private FetchResult(FetchContext context, UrlChain chain, ResponseType responseType, Set<String> exposedHeaders,
			@Nullable FetchFailure failure, String detail) {
		this.context = context;
		this.url = chain.first().toString();
		this.finalUrl = chain.current().toString();
		this.responseType = responseType;
		this.exposedHeaders = Collections.unmodifiableSet(new TreeSet<>(exposedHeaders));
		this.failure = failure;
		this.detail = detail;
	}

	static FetchResult of(FetchContext context, UrlChain chain, ResponseType responseType, Set<String> exposedHeaders) {
		return new FetchResult(context, chain, responseType, exposedHeaders, null, "");
	}

	static FetchResult failed(FetchContext context, UrlChain chain, NetworkErrorException error) {
		String name = error.detail().isEmpty() ? "" : " (" + error.detail() + ")";
		context.transcript().step("The page gets a network error: " + error.failure().sentence() + name + ".");
		return new FetchResult(context, chain, ResponseType.ERROR, Set.of(), error.failure(), error.detail());
	}

	/**
	 * Gets what the script experiences.
	 * @return whether there is a response or a network error
	 */
	public Verdict verdict() {
		return (this.failure != null) ? Verdict.NETWORK_ERROR : Verdict.OK;
	}

	/**
	 * Tells whether the script can read status, body and exposed headers.
	 * @return {@code false} for network errors and opaque responses
	 */
	public boolean isReadable() {
		return this.responseType == ResponseType.BASIC || this.responseType == ResponseType.CORS;
	}

	/**
	 * Gets the reason of a network error.
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable FetchFailure failure() {
		return this.failure;
	}

	/**
	 * Gets the reason of a network error as a word, with the name of the header if the
	 * reason is one: {@code acao-mismatch},
	 * {@code preflight-header-not-allowed:x-tenant}.
	 * @return the word, or the empty string if there is no error
	 */
	public String reason() {
		if (this.failure == null) {
			return "";
		}
		return this.detail.isEmpty() ? this.failure.word() : this.failure.word() + ":" + this.detail;
	}

	/**
	 * Gets what kind of response the script has.
	 * @return the {@code type} of the response
	 */
	public ResponseType responseType() {
		return this.responseType;
	}

	/**
	 * Gets the status the script sees.
	 * @return the status, or 0 if it can't be read
	 */
	public int status() {
		return isReadable() ? lastResponse().status() : 0;
	}

	/**
	 * Gets the names of the response headers the script can read.
	 * @return the names in lower case
	 */
	public Set<String> exposedHeaders() {
		return this.exposedHeaders;
	}

	/**
	 * Gets a response header as the script reads it.
	 * @param name a name in any case
	 * @return its value, or {@code null} if it is missing or not exposed
	 */
	public @Nullable String header(String name) {
		return this.exposedHeaders.contains(Tokens.toAsciiLowerCase(name)) ? lastResponse().headers().get(name) : null;
	}

	/**
	 * Lists what went over the wire, preflights and redirects included.
	 * @return the exchanges in order
	 */
	public List<Exchange> exchanges() {
		return this.context.transcript().exchanges();
	}

	/**
	 * Tells whether the browser asked before.
	 * @return whether there was a preflight
	 */
	public boolean preflightSent() {
		return exchanges().stream().anyMatch((e) -> e.request().kind() == BrowserRequest.Kind.PREFLIGHT);
	}

	/**
	 * Says why permission was needed, for instance {@code because of PUT} or
	 * {@code because Content-Type is application/json}.
	 * @return the causes, none if no preflight was needed
	 */
	public List<String> preflightCauses() {
		return this.context.transcript().preflightCauses();
	}

	/**
	 * Tells the story of the call.
	 * @return what happened, one sentence each
	 */
	public List<String> steps() {
		return this.context.transcript().steps();
	}

	/**
	 * Gets what an engine writes to its console about the failure, in the engine's own
	 * words.
	 * @param engine an engine, not necessarily that of the browser
	 * @return its message, or {@code null} if it says nothing about CORS
	 */
	public @Nullable ConsoleMessage console(Engine engine) {
		if (this.failure == null) {
			return null;
		}
		ConsoleContext console = new ConsoleContext(this.context.call(), this.context.page().origin(), this.url,
				this.finalUrl, this.failure, this.detail, exchanges());
		return switch (engine) {
			case CHROMIUM -> ChromiumConsole.message(console);
			case FIREFOX -> FirefoxConsole.message(console);
			case WEBKIT -> WebKitConsole.message(console);
		};
	}

	@Override
	public String toString() {
		return String.join("\n", steps());
	}

	private BrowserResponse lastResponse() {
		List<Exchange> exchanges = exchanges();
		return exchanges.get(exchanges.size() - 1).response();
	}

}
