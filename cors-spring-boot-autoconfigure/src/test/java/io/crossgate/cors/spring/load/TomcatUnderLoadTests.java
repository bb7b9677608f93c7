package io.crossgate.cors.spring.load;

import io.crossgate.cors.spring.Server;

class TomcatUnderLoadTests extends UnderLoadContract {

	TomcatUnderLoadTests() {
		super(Server.TOMCAT);
	}

}
