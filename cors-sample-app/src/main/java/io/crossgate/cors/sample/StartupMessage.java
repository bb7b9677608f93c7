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
class StartupMessage implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(StartupMessage.class);

	private final Addresses addresses;

	StartupMessage(Addresses addresses) {
		this.addresses = addresses;
	}

	@Override
	public void run(ApplicationArguments args) {
		logger.info("The CORS laboratory is ready: open " + this.addresses.home() + "/");
	}

}
