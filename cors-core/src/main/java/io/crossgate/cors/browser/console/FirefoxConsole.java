package io.crossgate.cors.browser.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * The messages of Firefox, as 153 ESR writes them. After a failed preflight it adds a
 * second line that does not name the reason.
 */
final class FirefoxConsole {

	private static final String ALLOW_ORIGIN = "CORS header ‘Access-Control-Allow-Origin’ ";

	private FirefoxConsole() {
	}

	static @Nullable ConsoleMessage message(ConsoleContext context) {
		// A redirect without the header is reported as what every answer without it is.
		if (context.isPreflightRedirected() && context.hasReceived(HeaderNames.ALLOW_ORIGIN)) {
			return blocked(context, "CORSExternalRedirectNotAllowed", "CORS request external redirect not allowed");
		}
		return switch (context.failure()) {
			case NO_ACAO, PREFLIGHT_NO_ACAO ->
				blocked(context, "CORSMissingAllowOrigin2", ALLOW_ORIGIN + "missing", String.valueOf(context.status()));
			// The only message with quotes around the URL.
			case ACAO_WILDCARD_WITH_CREDENTIALS,
					PREFLIGHT_ACAO_WILDCARD_WITH_CREDENTIALS ->
				new ConsoleMessage("CORSNotSupportingCredentials",
						lines(context, sentence("‘" + context.finalUrl() + "’",
								"Credential is not supported if the " + ALLOW_ORIGIN + "is ‘*’")));
			case ACAO_MISMATCH, PREFLIGHT_ACAO_MISMATCH -> mismatch(context);
			case ACAC_NOT_TRUE, PREFLIGHT_ACAC_NOT_TRUE -> blocked(context, "CORSMissingAllowCredentials",
					"expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’");
			case PREFLIGHT_STATUS -> blocked(context, "CORSPreflightDidNotSucceed3",
					"CORS preflight response did not succeed", String.valueOf(context.status()));
			case PREFLIGHT_ACAM_INVALID -> invalidToken(context, "CORSInvalidAllowMethod", HeaderNames.ALLOW_METHODS);
			case PREFLIGHT_ACAH_INVALID -> invalidToken(context, "CORSInvalidAllowHeader", HeaderNames.ALLOW_HEADERS);
			case PREFLIGHT_METHOD_NOT_ALLOWED -> blocked(context, "CORSMethodNotFound",
					"Did not find method in CORS header ‘Access-Control-Allow-Methods’");
			case PREFLIGHT_HEADER_NOT_ALLOWED -> blocked(context, "CORSMissingAllowHeaderFromPreflight2",
					"header ‘" + context.detail()
							+ "’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight"
							+ " response");
			case REDIRECT_URL_CREDENTIALS ->
				blocked(context, "CORSDidNotSucceed2", "CORS request did not succeed", "(null)");
			default -> null;
		};
	}

	private static ConsoleMessage mismatch(ConsoleContext context) {
		if (context.linesOf(HeaderNames.ALLOW_ORIGIN) > 1) {
			return blocked(context, "CORSMultipleAllowOriginNotAllowed",
					"Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed");
		}
		return blocked(context, "CORSAllowOriginNotMatchingOrigin",
				ALLOW_ORIGIN + "does not match ‘" + context.received(HeaderNames.ALLOW_ORIGIN) + "’");
	}

	private static ConsoleMessage invalidToken(ConsoleContext context, String code, String header) {
		return blocked(context, code,
				"invalid token ‘" + context.invalidElementOf(header) + "’ in CORS header ‘" + header + "’");
	}

	private static ConsoleMessage blocked(ConsoleContext context, String code, String reason) {
		return new ConsoleMessage(code, lines(context, sentence(context, reason)));
	}

	private static ConsoleMessage blocked(ConsoleContext context, String code, String reason, String status) {
		return new ConsoleMessage(code, lines(context, sentence(context, reason) + " Status code: " + status + "."));
	}

	private static List<String> lines(ConsoleContext context, String first) {
		List<String> lines = new ArrayList<>(List.of(first));
		if (context.failure().isPreflight()) {
			lines.add(sentence(context, "CORS request did not succeed") + " Status code: (null).");
		}
		return lines;
	}

	private static String sentence(ConsoleContext context, String reason) {
		return sentence(context.finalUrl(), reason);
	}

	private static String sentence(String url, String reason) {
		return "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at " + url
				+ ". (Reason: " + reason + ").";
	}

}
