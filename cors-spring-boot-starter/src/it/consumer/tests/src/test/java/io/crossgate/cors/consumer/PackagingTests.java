package io.crossgate.cors.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the starter brings into an application: its own two jars, and not one other than
 * the application's line of Boot would have brought. And that each consumer is what its
 * name says.
 */
class PackagingTests {

	private static final List<String> SERVLET = List.of("jakarta.servlet-api-", "spring-webmvc-", "tomcat-embed-core-");

	private static final List<String> REACTIVE = List.of("netty-", "reactor-", "spring-webflux-");

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#consumers")
	void bringsNothingOfTheOtherStack(String consumer) throws IOException {
		boolean servlet = Run.isServlet(consumer);
		assertThat(libraries(consumer)).anyMatch((name) -> name.startsWith(servlet ? "spring-webmvc-" : "spring-webflux-"))
			.noneMatch((name) -> foreign(consumer).anyMatch(name::startsWith));
	}

	private static Stream<String> foreign(String consumer) {
		// A servlet container that carries WebFlux is asked for.
		Predicate<String> asked = (name) -> consumer.endsWith("-tomcat") && name.startsWith("tomcat-");
		return (Run.isServlet(consumer) ? REACTIVE : SERVLET).stream().filter(asked.negate());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#consumers")
	void bringsNeitherSecurityNorTheActuator(String consumer) throws IOException {
		assertThat(libraries(consumer).anyMatch((name) -> name.startsWith("spring-security-")))
			.isEqualTo(Run.isSecured(consumer));
		assertThat(libraries(consumer).anyMatch((name) -> name.startsWith("spring-boot-actuator-autoconfigure-")))
			.isEqualTo(Run.hasActuator(consumer));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#consumers")
	void leavesTheVersionOfBootToTheApplication(String consumer) throws IOException {
		assertThat(libraries(consumer).filter((name) -> name.startsWith("spring-boot-"))).isNotEmpty()
			.allMatch((name) -> name.endsWith("-" + Run.BOOT + ".jar"));
	}

	/** Another build's jar of the same version, left in a repository, would prove nothing. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#consumers")
	void containsTheJarsOfThisBuild(String consumer) throws IOException {
		List<Path> modules = Stream.of(System.getProperty("starter.modules").split(",")).map(Path::of).toList();
		assertThat(libraries(consumer).filter((name) -> name.startsWith("cors-")))
			.containsExactlyInAnyOrderElementsOf(modules.stream().map((jar) -> jar.getFileName().toString()).toList());
		try (ZipFile jar = new ZipFile(Run.jar(consumer).toFile())) {
			for (Path module : modules) {
				try (InputStream packaged = jar.getInputStream(jar.getEntry("BOOT-INF/lib/" + module.getFileName()))) {
					assertThat(packaged).as("%s", module).hasBinaryContent(Files.readAllBytes(module));
				}
			}
		}
	}

	private static Stream<String> libraries(String consumer) throws IOException {
		try (ZipFile jar = new ZipFile(Run.jar(consumer).toFile())) {
			return jar.stream()
				.map(ZipEntry::getName)
				.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
				.map((name) -> name.substring("BOOT-INF/lib/".length()))
				.toList()
				.stream();
		}
	}

}
