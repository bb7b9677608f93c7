package io.crossgate.cors.sample;

import org.springframework.boot.WebApplicationType;

class TomcatExchangesTests extends ExchangesContract {

	TomcatExchangesTests() {
		super(WebApplicationType.SERVLET);
	}

}
