package io.crossgate.cors.spring.benchmark.peers;

import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.thetransactioncompany.cors.CORSConfiguration;
import com.thetransactioncompany.cors.CORSConfigurationException;
import com.thetransactioncompany.cors.CORSFilter;
import jakarta.servlet.Filter;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/**
 * The filter of thetransactioncompany.com. It allows the subdomains of all its origins or
 * of none, and paths are its mapping's.
 */
final class TtcFilterPeer implements ServletPeer {

	@Override
	public String name() {
		return "ttc-filter";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return !scenario.hasPaths();
	}

	@Override
	public Filter filter(Scenario scenario) throws CORSConfigurationException {
		Policy policy = scenario.policy();
		Properties properties = new Properties();
		properties.setProperty("cors.allowOrigin",
				Stream.concat(policy.origins().stream(), policy.parentDomains().stream().map("https://"::concat))
					.collect(Collectors.joining(" ")));
		properties.setProperty("cors.allowSubdomains", Boolean.toString(scenario.hasPatterns()));
		properties.setProperty("cors.supportedMethods", String.join(" ", policy.methods()));
		properties.setProperty("cors.supportedHeaders", String.join(" ", policy.headers()));
		properties.setProperty("cors.exposedHeaders", Policy.EXPOSED);
		properties.setProperty("cors.supportsCredentials", Boolean.toString(policy.credentials()));
		properties.setProperty("cors.maxAge", Integer.toString(Policy.MAX_AGE));
		return new CORSFilter(new CORSConfiguration(properties));
	}

}
