package io.crossgate.cors.browser.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * The messages of WebKit, as WebKitGTK 2.50 writes them. It looks at the status of a
 * preflight first, so a refusal with another status than 2xx never shows its reason.
 */
final class WebKitConsole {

	private WebKitConsole() {
	}

	static @Nullable ConsoleMessage message(ConsoleContext context) {
		String sentence = sentence(context);
		if (sentence == null) {
			return null;
		}
		String api = (context.call().api() == RequestApi.FETCH) ? "Fetch API" : context.call().api().value();
		return new ConsoleMessage("",
				List.of(sentence, api + " cannot load " + context.finalUrl() + " due to access control checks."));
	}

	private static @Nullable String sentence(ConsoleContext context) {
		if (context.failure().isPreflight() && (context.status() < 200 || context.status() > 299)) {
			return "Preflight response is not successful. Status code: " + context.status();
		}
		return switch (context.failure()) {
			case NO_ACAO, PREFLIGHT_NO_ACAO -> notAllowed(context);
			case ACAO_WILDCARD_WITH_CREDENTIALS, PREFLIGHT_ACAO_WILDCARD_WITH_CREDENTIALS ->
				"Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.";
			case ACAO_MISMATCH, PREFLIGHT_ACAO_MISMATCH ->
				(context.received(HeaderNames.ALLOW_ORIGIN).indexOf(',') >= 0)
						? "Access-Control-Allow-Origin cannot contain more than one origin." : notAllowed(context);
			case ACAC_NOT_TRUE, PREFLIGHT_ACAC_NOT_TRUE ->
				"Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".";
			case PREFLIGHT_ACAM_INVALID -> invalid(context, HeaderNames.ALLOW_METHODS);
			case PREFLIGHT_ACAH_INVALID -> invalid(context, HeaderNames.ALLOW_HEADERS);
			case PREFLIGHT_METHOD_NOT_ALLOWED ->
				"Method " + context.method() + " is not allowed by Access-Control-Allow-Methods.";
			case PREFLIGHT_HEADER_NOT_ALLOWED -> "Request header field " + context.detailAsWritten()
					+ " is not allowed by Access-Control-Allow-Headers.";
			default -> null;
		};
	}

	private static String notAllowed(ConsoleContext context) {
		return "Origin " + context.requestOrigin() + " is not allowed by Access-Control-Allow-Origin. Status code: "
				+ context.status();
	}

	private static String invalid(ConsoleContext context, String header) {
		return "Header " + header + " has an invalid value: " + context.invalidElementOf(header);
	}

}
