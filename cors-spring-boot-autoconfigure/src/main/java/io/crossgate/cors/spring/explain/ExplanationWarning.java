package io.crossgate.cors.spring.explain;

import java.net.InetAddress;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Warns where explanations are on and the server can be reached from other machines: a
 * proxy on this machine that calls it by a loopback name and says nothing of itself looks
 * like the machine's own user.
 *
 * @since 0.1.0
 */
public final class ExplanationWarning implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(PolicyLogger.LOGGER);

	private static final String TEXT = "cors.explain.browser is on and the server listens on other than loopback "
			+ "addresses. Refusals are explained to clients on this machine only, but a proxy on it that calls the "
			+ "server localhost and adds no X-Forwarded-* header is taken for one, and so are all who come through "
			+ "it. Where there is such a proxy, set cors.explain.browser=off; elsewhere, server.address=127.0.0.1.";

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		boolean listens = environment.containsProperty("local.server.port");
		if (listens && !isLoopback(environment)) {
			logger.warn(TEXT);
		}
	}

	private static boolean isLoopback(Environment environment) {
		return Binder.get(environment)
			.bind("server.address", InetAddress.class)
			.map(InetAddress::isLoopbackAddress)
			.orElse(false);
	}

}
