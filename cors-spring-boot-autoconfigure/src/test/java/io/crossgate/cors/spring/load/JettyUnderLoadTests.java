package io.crossgate.cors.spring.load;

import io.crossgate.cors.spring.Server;

class JettyUnderLoadTests extends UnderLoadContract {

	JettyUnderLoadTests() {
		super(Server.JETTY);
	}

}
