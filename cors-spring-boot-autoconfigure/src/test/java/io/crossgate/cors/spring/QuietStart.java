package io.crossgate.cors.spring;

import java.util.stream.Collectors;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;

/**
 * Starts that say nothing but what the test reads.
 */
public final class QuietStart {

	private QuietStart() {
	}

	/**
	 * Keeps what an application prints by itself from its start, and logging as it is:
	 * the test's appender stays, and to configure it anew would be most of a start.
	 * @param application the application, which is changed
	 */
	public static void prepare(SpringApplication application) {
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.collect(Collectors.toList()));
	}

}
