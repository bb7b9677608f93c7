package io.crossgate.cors.browser.protocol;

import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * The CORS check: whether a response is shared with an origin.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
 */
public final class CorsCheck {

	private CorsCheck() {
	}

	/**
	 * Check the response to the request of the page.
	 * @param headers the headers of the response
	 * @param origin the serialised origin of the request
	 * @param credentials whether the credentials mode is {@code include}
	 * @throws NetworkErrorException if it is not shared
	 */
	public static void response(HeaderList headers, String origin, boolean credentials) throws NetworkErrorException {
		check(headers, origin, credentials, FetchFailure.NO_ACAO, FetchFailure.ACAO_WILDCARD_WITH_CREDENTIALS,
				FetchFailure.ACAO_MISMATCH, FetchFailure.ACAC_NOT_TRUE);
	}

	/**
	 * Check the response to a preflight.
	 * @param headers the headers of the response
	 * @param origin the serialised origin of the request
	 * @param credentials whether the credentials mode of the request that follows is
	 * {@code include}
	 * @throws NetworkErrorException if it is not shared
	 */
	public static void preflight(HeaderList headers, String origin, boolean credentials) throws NetworkErrorException {
		check(headers, origin, credentials, FetchFailure.PREFLIGHT_NO_ACAO,
				FetchFailure.PREFLIGHT_ACAO_WILDCARD_WITH_CREDENTIALS, FetchFailure.PREFLIGHT_ACAO_MISMATCH,
				FetchFailure.PREFLIGHT_ACAC_NOT_TRUE);
	}

	private static void check(HeaderList headers, String origin, boolean credentials, FetchFailure missing,
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
