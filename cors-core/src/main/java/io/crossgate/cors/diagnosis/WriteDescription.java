package io.crossgate.cors.diagnosis;

import java.util.List;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.SafeText;

/**
 * A refusal of {@code cors.protection} in words.
 */
final class WriteDescription {

	private WriteDescription() {
	}

	static String of(CorsRequest request, DecisionReason reason) {
		List<String> origins = request.lines(HeaderNames.ORIGIN);
		String from = origins.isEmpty() ? "a page that is not named" : SafeText.of(String.join(", ", origins));
		String what = request.lines(HeaderNames.UPGRADE).isEmpty() ? SafeText.of(request.method())
				: "the handshake of a WebSocket";
		String why = (reason == DecisionReason.CROSS_ORIGIN_WRITE)
				? "The browser says that it is a page of another origin (" + SafeText.of(HeaderNames.SEC_FETCH_SITE
						+ ": " + String.join(", ", request.lines(HeaderNames.SEC_FETCH_SITE))) + ")"
				: "The Origin is not the server's own, and no " + HeaderNames.SEC_FETCH_SITE + " says more";
		return "cors.protection lets no page of " + from + " write here (" + what + "). " + why
				+ ", and nothing trusts it: no policy of the path allows it with credentials, and "
				+ "protection.trusted-origins does not list it.";
	}

}
