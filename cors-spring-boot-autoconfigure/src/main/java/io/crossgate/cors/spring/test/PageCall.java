package io.crossgate.cors.spring.test;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.model.FetchFailure;

/**
 * A call of a page, made.
 */
final class PageCall {

	private final CallingPage page;

	private final TestServer server;

	private final String method;

	private final String path;

	private final FetchResult result;

	private String reason = "";

	PageCall(CallingPage page, TestServer server, String method, String path) {
		this.page = page;
		this.server = server;
		this.method = method;
		this.path = path;
		this.result = Browser.at(page.origin()).fetch(page.call(method, server.baseUrl() + path), this::answer);
	}

	private Browser.Response answer(Browser.Request request) {
		TestServer.Answer answer = this.server.answer(request, hasBody(request) ? this.page.content() : null);
		this.reason = answer.reason();
		return answer.response();
	}

	/** A redirect that loses the body turns the method into {@code GET}. */
	private static boolean hasBody(Browser.Request request) {
		return request.kind() == Browser.Request.Kind.ACTUAL && !request.method().equals("GET")
				&& !request.method().equals("HEAD");
	}

	/**
	 * Return what the browser did.
	 * @return the result
	 */
	FetchResult result() {
		return this.result;
	}

	boolean isReadable() {
		return this.result.isReadable();
	}

	boolean isError() {
		return this.result.status() >= TestServer.FIRST_ERROR;
	}

	/**
	 * Whether the browser sent anything: a call that no script can make says nothing of a
	 * server.
	 */
	boolean isSent() {
		return !this.result.exchanges().isEmpty();
	}

	String method() {
		return this.method;
	}

	String path() {
		return this.path;
	}

	int status() {
		return this.result.status();
	}

	TestServer server() {
		return this.server;
	}

	boolean hasBody() {
		return this.page.content() != null;
	}

	/** What the server said about the last response, possibly empty. */
	String reason() {
		return this.reason;
	}

	@Nullable CorsEngine engine() {
		return (this.page.engine() != null) ? this.page.engine() : this.server.engine();
	}

	/** The last request, as the application sees it. */
	CorsRequest facts() {
		return this.server.facts(last().request());
	}

	/** Whether the last response has a header, readable or not. */
	boolean hasResponseHeader(String name) {
		return isSent() && last().response().headers().contains(name);
	}

	private Exchange last() {
		return this.result.exchanges().get(this.result.exchanges().size() - 1);
	}

	/** Such as {@code PUT /orders/7}. */
	String description() {
		return this.method + " " + this.path;
	}

	AssertionError failure(String sentence) {
		return new AssertionError("A page at %s%s is expected %s:%n%s".formatted(this.page.origin(),
				this.page.credentials() ? " with credentials" : "", sentence, FailureExplanation.of(this)));
	}

	AssertionError notSent() {
		FetchFailure failure = this.result.failure();
		return failure("to " + description() + ", but the browser sent nothing"
				+ ((failure != null) ? ", because " + failure.sentence() : ""));
	}

}
