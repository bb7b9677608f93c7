package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.List;

/**
 * A peer that is known to answer otherwise than the scenario expects; its time is shown,
 * and so is this.
 *
 * @param peer a regular expression over the peer's name
 * @param scenario a regular expression over the scenario's name
 * @param why what it does instead
 */
public record Deviation(String peer, String scenario, String why) {

	/** All that are known. */
	public static final List<Deviation> KNOWN = List.of(new Deviation("(spring|tomcat|jetty|ttc)-.*", "S10[ad]",
			"takes any number of commas for no header at all and says yes"));

	public boolean covers(String peer, Scenario scenario) {
		return peer.matches(this.peer) && scenario.name().matches(this.scenario);
	}

}
