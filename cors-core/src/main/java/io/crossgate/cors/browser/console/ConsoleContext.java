package io.crossgate.cors.browser.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;
import io.crossgate.cors.browser.protocol.TokenList;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;

/**
 * The facts of a failure that the messages of the engines contain.
 *
 * @param call what the page asked for
 * @param pageOrigin the origin of the page
 * @param url the URL the page called
 * @param finalUrl the URL at which it failed
 * @param failure why it failed
 * @param detail the name of the header that is not allowed, the address space, or empty
 * @param exchanges what was sent and answered
 */
record ConsoleContext(FetchCall call, String pageOrigin, String url, String finalUrl, FetchFailure failure,
		String detail, List<Exchange> exchanges) {

	/** The method as the preflight names it. */
	String method() {
		String asked = last().request().header(HeaderNames.REQUEST_METHOD);
		return (asked != null) ? asked : Methods.normalise(this.call.method());
	}

	/** The name of the header as the script spells it. */
	String detailAsWritten() {
		return this.call.headers()
			.lines()
			.stream()
			.map(HeaderList.Line::name)
			.filter((name) -> Tokens.toAsciiLowerCase(name).equals(this.detail))
			.findFirst()
			.orElse(this.detail);
	}

	String targetAddressSpace() {
		AddressSpace target = this.call.targetAddressSpace();
		return (target != null) ? target.value() : "";
	}

	int status() {
		return last().response().status();
	}

	String requestOrigin() {
		String origin = last().request().origin();
		return (origin != null) ? origin : this.pageOrigin;
	}

	/** What the response says in a header; empty if nothing. */
	String received(String name) {
		String value = last().response().headers().get(name);
		return (value != null) ? value : "";
	}

	boolean hasReceived(String name) {
		return last().response().headers().contains(name);
	}

	int linesOf(String name) {
		return last().response().headers().values(name).size();
	}

	@Nullable String invalidElementOf(String name) {
		return TokenList.of(last().response().headers(), name).invalid();
	}

	/** Whether the preflight was answered with a redirect that leads somewhere. */
	boolean isPreflightRedirected() {
		return this.failure.isPreflight() && last().response().isRedirect() && hasReceived("Location");
	}

	private Exchange last() {
		return this.exchanges.get(this.exchanges.size() - 1);
	}

}
