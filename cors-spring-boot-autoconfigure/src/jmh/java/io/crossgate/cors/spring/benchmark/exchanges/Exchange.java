package io.crossgate.cors.spring.benchmark.exchanges;

import io.crossgate.cors.spring.benchmark.scenarios.Answer;

/**
 * A request, a response and the filter between them, made once and used for every
 * operation of a measurement.
 */
public interface Exchange {

	/**
	 * Makes the request new and forgets the last response.
	 */
	void renew();

	/**
	 * Lets the filter handle the request.
	 * @throws Exception whatever it throws
	 */
	void handle() throws Exception;

	/**
	 * Reads what the filter did.
	 * @return its answer
	 */
	Answer answer();

}
