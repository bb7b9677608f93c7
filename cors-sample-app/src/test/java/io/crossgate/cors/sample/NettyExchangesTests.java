package io.crossgate.cors.sample;

import org.springframework.boot.WebApplicationType;

class NettyExchangesTests extends ExchangesContract {

	NettyExchangesTests() {
		super(WebApplicationType.REACTIVE);
	}

}
