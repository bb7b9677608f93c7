package io.crossgate.cors.sample;

/**
 * Serves the same application on a second port, which makes it a second origin.
 */
interface SecondServer {

	/**
	 * Return the port it listens on, once the application runs.
	 * @return the port
	 */
	int port();

}
