package io.crossgate.cors.spring.load;

import io.crossgate.cors.spring.Server;

class NettyUnderLoadTests extends UnderLoadContract {

	NettyUnderLoadTests() {
		super(Server.NETTY);
	}

}
