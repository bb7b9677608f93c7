package io.crossgate.cors.browser;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * Decides whether a response is shared with an origin.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
 */
final class CorsCheck {

	private CorsCheck() {
	}

	static void response(HeaderLines headers, String origin, boolean credentials) throws NetworkErrorException {
		check(headers, origin, credentials, FetchFailure.NO_ACAO, FetchFailure.ACAO_WILDCARD_WITH_CREDENTIALS,
				FetchFailure.ACAO_MISMATCH, FetchFailure.ACAC_NOT_TRUE);
	}

	static void preflight(HeaderLines headers, String origin, boolean credentials) throws NetworkErrorException {
		check(headers, origin, credentials, FetchFailure.PREFLIGHT_NO_ACAO,
				FetchFailure.PREFLIGHT_ACAO_WILDCARD_WITH_CREDENTIALS, FetchFailure.PREFLIGHT_ACAO_MISMATCH,
				FetchFailure.PREFLIGHT_ACAC_NOT_TRUE);
	}

	private static void check(HeaderLines headers, String origin, boolean credentials, FetchFailure missing,
			FetchFailure wildcard, FetchFailure mismatch, FetchFailure notTrue) throws NetworkErrorException {
		String allowed = headers.get(HeaderNames.ALLOW_ORIGIN);
		if (allowed == null) {
			throw new NetworkErrorException(missing);
		}
		if (allowed.equals("*")) {
			if (credentials) {
				throw new NetworkErrorException(wildcard);
			}
			return;
		}
		if (!allowed.equals(origin)) {
			throw new NetworkErrorException(mismatch);
		}
		if (credentials && !"true".equals(headers.get(HeaderNames.ALLOW_CREDENTIALS))) {
			throw new NetworkErrorException(notTrue);
		}
	}

}
