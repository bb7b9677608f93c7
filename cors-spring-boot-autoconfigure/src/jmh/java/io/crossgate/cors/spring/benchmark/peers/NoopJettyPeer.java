package io.crossgate.cors.spring.benchmark.peers;

import org.eclipse.jetty.server.Handler;

import io.crossgate.cors.spring.benchmark.exchanges.JettyPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A Jetty handler that does nothing. */
final class NoopJettyPeer implements JettyPeer {

	@Override
	public String name() {
		return "noop-jetty";
	}

	@Override
	public Handler handler(Scenario scenario, Handler application) {
		return new Handler.Wrapper(application);
	}

}
