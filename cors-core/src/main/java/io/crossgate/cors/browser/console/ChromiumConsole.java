package io.crossgate.cors.browser.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * The messages of Chromium, as version 156 writes them.
 */
final class ChromiumConsole {

	private static final String PREFLIGHT = "Response to preflight request doesn't pass access control check: ";

	private ChromiumConsole() {
	}

	static @Nullable ConsoleMessage message(ConsoleContext context) {
		if (context.isPreflightRedirected()) {
			return blocked(context, "PreflightDisallowedRedirect",
					PREFLIGHT + "Redirect is not allowed for a preflight request.");
		}
		return switch (context.failure()) {
			case NO_ACAO, PREFLIGHT_NO_ACAO -> check(context, "MissingAllowOriginHeader",
					"No 'Access-Control-Allow-Origin' header is present on the requested resource.");
			case ACAO_WILDCARD_WITH_CREDENTIALS, PREFLIGHT_ACAO_WILDCARD_WITH_CREDENTIALS ->
				check(context, "WildcardOriginNotAllowed",
						"The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard"
								+ " '*' when the request's credentials mode is 'include'.");
			case ACAO_MISMATCH, PREFLIGHT_ACAO_MISMATCH -> mismatch(context);
			case ACAC_NOT_TRUE,
					PREFLIGHT_ACAC_NOT_TRUE ->
				check(context, "InvalidAllowCredentials",
						"The value of the 'Access-Control-Allow-Credentials' header in the response is '"
								+ context.received(HeaderNames.ALLOW_CREDENTIALS)
								+ "' which must be 'true' when the request's credentials mode is 'include'.");
			case PREFLIGHT_STATUS ->
				blocked(context, "PreflightInvalidStatus", PREFLIGHT + "It does not have HTTP ok status.");
			case PREFLIGHT_ACAM_INVALID -> blocked(context, "InvalidAllowMethodsPreflightResponse",
					"Cannot parse Access-Control-Allow-Methods response header field in preflight response.");
			case PREFLIGHT_ACAH_INVALID -> blocked(context, "InvalidAllowHeadersPreflightResponse",
					"Cannot parse Access-Control-Allow-Headers response header field in preflight response.");
			case PREFLIGHT_METHOD_NOT_ALLOWED -> blocked(context, "MethodDisallowedByPreflightResponse", "Method "
					+ context.method() + " is not allowed by Access-Control-Allow-Methods in preflight response.");
			case PREFLIGHT_HEADER_NOT_ALLOWED ->
				blocked(context, "HeaderDisallowedByPreflightResponse", "Request header field " + context.detail()
						+ " is not allowed by Access-Control-Allow-Headers in preflight response.");
			case REDIRECT_URL_CREDENTIALS -> blocked(context, "RedirectContainsCredentials",
					"Redirect location '' contains a username and password, which is disallowed for cross-origin"
							+ " requests.");
			case LOCAL_NETWORK_ADDRESS_SPACE -> blocked(context, "InvalidLocalNetworkAccess",
					"Request had a target IP address space of `" + context.targetAddressSpace()
							+ "` yet the resource is in address space `" + context.detail() + "`.");
			case LOCAL_NETWORK_INSECURE_CONTEXT -> blocked(context, "InsecureLocalNetwork",
					"The request client is not a secure context and the resource is in more-private address space `"
							+ context.detail() + "`.");
			case LOCAL_NETWORK_PERMISSION -> blocked(context, "LocalNetworkAccessPermissionDenied",
					"Permission was denied for this request to access the `" + context.detail() + "` address space.");
			case SAME_ORIGIN_MODE ->
				new ConsoleMessage("DisallowedByMode", List.of("Fetch API cannot load " + context.finalUrl()
						+ ". Request mode is \"same-origin\" but the URL's origin is not same as the request origin "
						+ context.pageOrigin() + "."));
			default -> null;
		};
	}

	private static ConsoleMessage mismatch(ConsoleContext context) {
		String value = context.received(HeaderNames.ALLOW_ORIGIN);
		String header = "The 'Access-Control-Allow-Origin' header ";
		if (value.isEmpty()) {
			return check(context, "InvalidAllowOriginValue", header + "contains the invalid value ''.");
		}
		if (value.indexOf(',') >= 0 || value.indexOf(' ') >= 0) {
			return check(context, "MultipleAllowOriginValues",
					header + "contains multiple values '" + value + "', but only one is allowed.");
		}
		return check(context, "AllowOriginMismatch", header + "has a value '" + value
				+ "' that is not equal to the supplied origin. Have the server send the header with a valid value.");
	}

	/** A failure of the CORS check, which has a second code for preflights. */
	private static ConsoleMessage check(ConsoleContext context, String code, String sentence) {
		return context.failure().isPreflight() ? blocked(context, "Preflight" + code, PREFLIGHT + sentence)
				: blocked(context, code, sentence);
	}

	private static ConsoleMessage blocked(ConsoleContext context, String code, String sentence) {
		String redirected = context.finalUrl().equals(context.url()) ? ""
				: " (redirected from '" + context.url() + "')";
		return new ConsoleMessage(code,
				List.of("Access to " + context.call().api().value() + " at '" + context.finalUrl() + "'" + redirected
						+ " from origin '" + context.pageOrigin() + "' has been blocked by CORS policy: " + sentence));
	}

}
