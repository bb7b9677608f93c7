package io.crossgate.cors.sample.lab;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.model.LocalNetwork;
import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;

/**
 * A call that a page has made.
 *
 * @param page the page's origin, {@code null} in letters for a sandboxed frame
 * @param publicPage whether the page counts as one from the internet, which may not
 * connect to this machine
 * @param url where it goes
 * @param method its method
 * @param headers the headers that the script sets, in order
 * @param body whether there is a body, which is text
 * @param credentials the credentials mode, {@code include}, {@code same-origin} or
 * {@code omit}
 * @param mode the mode, {@code cors} or {@code no-cors}
 * @param as by what it is made; {@code upload} is an {@code XMLHttpRequest} with a
 * listener on its upload, {@code stream} a {@code fetch()} of a stream
 * @param run the run of the page that the call belongs to
 */
record PageCall(String page, boolean publicPage, String url, String method, List<Header> headers, boolean body,
		String credentials, String mode, String as, String run) {

	private static final int OK = 200;

	/** Makes the call again, in a browser that follows the standard. */
	FetchResult repeat(CorsPolicies policies, List<ResponseLog.Entry> responses) {
		return repeat(Browser.at(this.page), policies, responses);
	}

	/** Makes the call again, in a browser with an engine's own ways. */
	FetchResult repeat(BrowserEngine engine, CorsPolicies policies, List<ResponseLog.Entry> responses) {
		return repeat(Browser.at(this.page).engine(engine), policies, responses);
	}

	private FetchResult repeat(Browser browser, CorsPolicies policies, List<ResponseLog.Entry> responses) {
		List<ResponseLog.Entry> left = new ArrayList<>(responses);
		Browser there = this.publicPage
				? browser.on(LocalNetwork.from(AddressSpace.PUBLIC).permission(LocalNetwork.Permission.DENIED))
				: browser;
		return there.fetch(call(), (request) -> answer(request, policies, left));
	}

	boolean isNoCors() {
		return this.mode.equals("no-cors");
	}

	private FetchCall call() {
		FetchCall call = FetchCall.of(this.method, this.url);
		for (Header header : this.headers) {
			call = call.header(header.name(), header.value());
		}
		return call.body(requestBody())
			.api(this.as.equals("upload") ? FetchCall.RequestApi.XHR_WITH_UPLOAD_LISTENER : FetchCall.RequestApi.FETCH)
			.mode(isNoCors() ? FetchCall.RequestMode.NO_CORS : FetchCall.RequestMode.CORS)
			.credentials(credentialsMode());
	}

	private FetchBody requestBody() {
		if (this.as.equals("stream")) {
			return FetchBody.stream();
		}
		return this.body ? FetchBody.text() : FetchBody.none();
	}

	private FetchCall.Credentials credentialsMode() {
		return switch (this.credentials) {
			case "include" -> FetchCall.Credentials.INCLUDE;
			case "omit" -> FetchCall.Credentials.OMIT;
			default -> FetchCall.Credentials.SAME_ORIGIN;
		};
	}

	/**
	 * Answers as the policies do, with the status and the redirect of the real answer.
	 */
	private static Browser.Response answer(Browser.Request request, CorsPolicies policies,
			List<ResponseLog.Entry> responses) {
		URI url = URI.create(request.url());
		CorsRequest facts = new CorsRequest(request.method(), url.getRawPath()).to(url.getScheme(), url.getHost(),
				url.getPort());
		for (HeaderList.Line line : request.headers().lines()) {
			facts = facts.header(line.name(), line.value());
		}
		CorsDecision decision = policies.decide(facts);
		ResponseLog.Entry real = take(responses, request.method(), url.getRawPath());
		Browser.Response response = Browser.Response
			.of((real != null) ? real.status() : (decision.endsExchange() ? decision.status() : OK));
		if (real != null && real.location() != null) {
			response = response.header("Location", real.location());
		}
		// Where no policy decides, the application may have written headers of its own.
		if (decision.policy() == null && real != null) {
			for (var header : real.cors().entrySet()) {
				for (String line : header.getValue()) {
					response = response.header(header.getKey(), line);
				}
			}
		}
		for (var header : decision.headers(request.origin()).entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		return response;
	}

	private static ResponseLog.@Nullable Entry take(List<ResponseLog.Entry> responses, String method, String path) {
		for (ResponseLog.Entry response : responses) {
			if (response.method().equals(method) && response.path().equals(path)) {
				responses.remove(response);
				return response;
			}
		}
		return null;
	}

	/**
	 * A header as the script writes it.
	 *
	 * @param name its name
	 * @param value its value
	 */
	record Header(String name, String value) {

	}

}
