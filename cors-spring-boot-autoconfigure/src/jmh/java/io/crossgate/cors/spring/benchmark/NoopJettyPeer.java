package io.crossgate.cors.spring.benchmark;

import org.eclipse.jetty.server.Handler;

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
