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
public final class Laboratory implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Laboratory(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static Laboratory on(WebApplicationType type, String... arguments) throws IOException {
		return on(type, List.of(), arguments);
	}

	/** The application with components of a test. */
	public static Laboratory on(WebApplicationType type, List<Class<?>> components, String... arguments)
			throws IOException {
		int[] ports = freePorts();
		List<String> all = new ArrayList<>(List.of(arguments));
		// Netty waits for two seconds with each application that ends.
		all.add("--spring.reactor.netty.shutdown-quiet-period=0s");
		// A machine that is busy with other tests is no database that does not answer.
		all.add("--cors.lookup.timeout=2s");
		all.add("--server.port=" + ports[0]);
		all.add("--sample.second-port=" + ports[1]);
		return new Laboratory(
				new SpringApplicationBuilder(SampleApplication.class).sources(components.toArray(Class<?>[]::new))
					.web(type)
					.run(all.toArray(String[]::new)));
	}

	private static int[] freePorts() throws IOException {
		try (ServerSocket first = new ServerSocket(0); ServerSocket second = new ServerSocket(0)) {
			return new int[] { first.getLocalPort(), second.getLocalPort() };
		}
	}

	public Addresses addresses() {
		return this.context.getBean(Addresses.class);
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/** Return a component of a test. */
	public <T> T component(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
