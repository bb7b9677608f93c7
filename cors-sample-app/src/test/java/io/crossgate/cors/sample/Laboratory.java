package io.crossgate.cors.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

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

	static Laboratory on(WebApplicationType type, String... arguments) throws IOException {
		int[] ports = freePorts();
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--server.port=" + ports[0]);
		all.add("--sample.second-port=" + ports[1]);
		return new Laboratory(
				new SpringApplicationBuilder(SampleApplication.class).web(type).run(all.toArray(String[]::new)));
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
