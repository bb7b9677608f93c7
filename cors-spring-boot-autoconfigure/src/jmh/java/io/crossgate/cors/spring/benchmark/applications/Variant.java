package io.crossgate.cors.spring.benchmark.applications;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.crossgate.cors.spring.benchmark.scenarios.Policy;

/**
 * A Spring Boot application of the benchmark: a web stack and who speaks CORS in it.
 *
 * @param stack the web stack
 * @param cors who speaks CORS
 */
record Variant(Stack stack, Cors cors) {

	private static final String ABSENT = ".*(security|actuator|jetty|websocket|jmh|micrometer-core|micrometer-jakarta"
			+ "|micrometer-metrics|micrometer-observation-4|-test|junit|mockito|byte-buddy|archunit|cors-filter)[^/]*\\.jar";

	static List<Variant> all() {
		return Arrays.stream(Stack.values())
			.flatMap((stack) -> Arrays.stream(Cors.values()).map((cors) -> new Variant(stack, cors)))
			.toList();
	}

	String name() {
		return (this.stack + "/" + this.cors).toLowerCase(Locale.ROOT);
	}

	/**
	 * What an application of this kind would have on its class path, and no more. Ours
	 * stands last: here it may be directories instead of jars, and a JVM looks into each
	 * directory for every class that stands behind it.
	 */
	String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.matches(ABSENT) && !entry.matches(this.stack.absent))
			.filter((entry) -> this.cors == Cors.CROSSGATE || !isOurs(entry))
			.sorted(Comparator.comparing(Variant::isOurs))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isOurs(String entry) {
		return entry.matches(".*/(cors-core|cors-spring-boot-autoconfigure)/target/classes/?")
				|| entry.matches(".*/cors-(core|spring-boot-autoconfigure)-[^/]*\\.jar");
	}

	List<String> arguments() {
		List<String> arguments = new ArrayList<>(
				List.of(this.cors.name(), "--server.port=0", "--spring.config.location=optional:classpath:/none/",
						"--spring.main.banner-mode=off", "--server.tomcat.max-keep-alive-requests=-1"));
		if (this.cors == Cors.CROSSGATE) {
			Policy policy = Policy.BASIC;
			arguments.addAll(List.of("--cors.allowed-origins=" + String.join(",", policy.origins()),
					"--cors.allow-credentials=true", "--cors.allowed-methods=" + String.join(",", policy.methods()),
					"--cors.allowed-headers=" + String.join(",", policy.headers()),
					"--cors.exposed-headers=" + Policy.EXPOSED, "--cors.max-age=" + Policy.MAX_AGE + "s"));
		}
		return arguments;
	}

	/** A web stack, and what is not on the class path of the other's applications. */
	enum Stack {

		MVC(".*(webflux|netty|reactor)[^/]*\\.jar"), FLUX(".*(webmvc|tomcat|jakarta.servlet|boot-servlet)[^/]*\\.jar");

		private final String absent;

		Stack(String absent) {
			this.absent = absent;
		}

	}

	/** Who speaks CORS. */
	enum Cors {

		NONE, SPRING, FLOOR, CROSSGATE

	}

}
