package io.crossgate.cors.spring.benchmark.exchanges;

import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/**
 * One implementation of CORS, or of nothing, in one kind of server.
 */
public interface Peer {

	/**
	 * A name, such as {@code spring-servlet}.
	 * @return its name
	 */
	String name();

	/**
	 * The kind of server, such as {@code servlet}. Only peers of one kind do the same
	 * work beside CORS: each kind has a peer that does nothing, whose figures are the
	 * price of the measurement itself.
	 * @return the kind
	 */
	String kind();

	/**
	 * Tells whether it can be configured for a scenario.
	 * @param scenario the scenario
	 * @return whether to measure it
	 */
	boolean supports(Scenario scenario);

	/**
	 * Configures it for a scenario.
	 * @param scenario the scenario
	 * @return an exchange that it handles
	 * @throws Exception if it refuses to be configured
	 */
	Exchange exchange(Scenario scenario) throws Exception;

}
