package io.crossgate.cors.spring.explain;

import java.util.List;
import java.util.Map;

/**
 * What a refusal answers in development instead of saying nothing.
 *
 * @param status the status, or 0 if the application answers
 * @param headers the headers to set
 * @param vary the names to add to {@code Vary}
 * @since 0.1.0
 */
record ExplanatoryResponse(int status, Map<String, String> headers, List<String> vary) {

	/**
	 * Copies the headers.
	 */
	ExplanatoryResponse {
		headers = Map.copyOf(headers);
		vary = List.copyOf(vary);
	}

	/**
	 * Return whether the exchange ends here.
	 * @return whether it does
	 */
	boolean endsExchange() {
		return this.status != 0;
	}

}
