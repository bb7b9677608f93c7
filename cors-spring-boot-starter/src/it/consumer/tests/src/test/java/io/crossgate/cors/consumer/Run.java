package io.crossgate.cors.consumer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way to run a consumer, which is built once.
 *
 * @param consumer its name
 * @param java what it runs on
 * @param aot whether it runs with the bean definitions that were made when it was built
 */
record Run(String consumer, Java java, boolean aot) {

	static final String BOOT = System.getProperty("boot.version");

	private static final List<Java> JAVAS = Java.oldestAndNewest();

	static {
		System.out.println("Spring Boot " + BOOT + ": " + consumers().collect(Collectors.joining(", ")) + " on "
				+ JAVAS.stream().map((java) -> java + " (" + java.home() + ")").collect(Collectors.joining(" and "))
				+ ((JAVAS.size() > 1) ? "" : ", the only Java here"));
	}

	static Stream<String> consumers() {
		return Stream.of(System.getProperty("consumers").split(","));
	}

	/** Every consumer on every Java, with and without bean definitions made before. */
	static Stream<Run> all() {
		return consumers().flatMap((consumer) -> JAVAS.stream()
			.flatMap((java) -> Stream.of(new Run(consumer, java, false), new Run(consumer, java, true))));
	}

	/** Every consumer twice, for what depends least on where it runs. */
	static Stream<Run> some() {
		return consumers().flatMap((consumer) -> Stream.of(new Run(consumer, JAVAS.get(0), false),
				new Run(consumer, JAVAS.get(JAVAS.size() - 1), true)));
	}

	static Path jar(String consumer) {
		return Path.of(System.getProperty("consumers.directory"), consumer, "target", BOOT, consumer + ".jar");
	}

	static boolean isServlet(String consumer) {
		return consumer.startsWith("webmvc");
	}

	static boolean isSecured(String consumer) {
		return consumer.endsWith("-security");
	}

	/** The actuator is where Security is not, so that neither needs the other. */
	static boolean hasActuator(String consumer) {
		return Boolean.getBoolean("consumer.actuator") && !isSecured(consumer);
	}

	Consumer start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.java.home().resolve("bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dspring.aot.enabled=" + this.aot, "-jar",
				jar(this.consumer).toString()));
		command.addAll(List.of(arguments));
		return Consumer.start(command);
	}

	@Override
	public String toString() {
		return this.consumer + " on " + this.java + (this.aot ? ", AOT" : "");
	}

}
