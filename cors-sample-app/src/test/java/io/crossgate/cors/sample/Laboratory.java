package io.crossgate.cors.sample;

import java.io.IOException;
import java.net.ServerSocket;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application on two free ports. They are chosen before the start, because the
 * policies name them.
 */
final class Laboratory implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Laboratory(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Laboratory on(WebApplicationType type) throws IOException {
		int[] ports = freePorts();
		return new Laboratory(new SpringApplicationBuilder(SampleApplication.class).web(type)
			.run("--server.port=" + ports[0], "--sample.second-port=" + ports[1]));
	}

	private static int[] freePorts() throws IOException {
		try (ServerSocket first = new ServerSocket(0); ServerSocket second = new ServerSocket(0)) {
			return new int[] { first.getLocalPort(), second.getLocalPort() };
		}
	}

	Addresses addresses() {
		return this.context.getBean(Addresses.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
