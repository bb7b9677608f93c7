package io.crossgate.cors.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Says what to do next, as the last line of the start.
 */
@Component
class StartMessage implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(StartMessage.class);

	private final Addresses addresses;

	StartMessage(Addresses addresses) {
		this.addresses = addresses;
	}

	@Override
	public void run(ApplicationArguments args) {
		logger.info("The CORS laboratory is ready: open " + this.addresses.home() + "/");
	}

}
