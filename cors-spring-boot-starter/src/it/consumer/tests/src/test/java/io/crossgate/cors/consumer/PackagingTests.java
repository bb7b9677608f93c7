package io.crossgate.cors.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the starter brings into an application: its own two jars, and not one other than
 * the application's line of Boot would have brought.
 */
class PackagingTests {

	private static final List<String> SERVLET = List.of("jakarta.servlet-api-", "spring-webmvc-", "tomcat-embed-core-");

	private static final List<String> REACTIVE = List.of("netty-", "reactor-", "spring-webflux-");

	@Test
	void bringsNothingOfTheOtherStack() throws IOException {
		boolean servlet = System.getProperty("consumer.stack").equals("webmvc");
		assertThat(libraries()).anyMatch((name) -> name.startsWith(servlet ? "spring-webmvc-" : "spring-webflux-"))
			.noneMatch((name) -> (servlet ? REACTIVE : SERVLET).stream().anyMatch(name::startsWith));
	}

	@Test
	void leavesTheVersionOfBootToTheApplication() throws IOException {
		assertThat(libraries().filter((name) -> name.startsWith("spring-boot-"))).isNotEmpty()
			.allMatch((name) -> name.endsWith("-" + System.getProperty("boot.version") + ".jar"));
	}

	/** Another build's jar of the same version, left in a repository, would prove nothing. */
	@Test
	void containsTheJarsOfThisBuild() throws IOException {
		List<Path> modules = Stream.of(System.getProperty("starter.modules").split(",")).map(Path::of).toList();
		assertThat(libraries().filter((name) -> name.startsWith("cors-")))
			.containsExactlyInAnyOrderElementsOf(modules.stream().map((jar) -> jar.getFileName().toString()).toList());
		try (ZipFile consumer = new ZipFile(System.getProperty("consumer.jar"))) {
			for (Path module : modules) {
				try (InputStream packaged = consumer
					.getInputStream(consumer.getEntry("BOOT-INF/lib/" + module.getFileName()))) {
					assertThat(packaged).as("%s", module).hasBinaryContent(Files.readAllBytes(module));
				}
			}
		}
	}

	private static Stream<String> libraries() throws IOException {
		try (ZipFile consumer = new ZipFile(System.getProperty("consumer.jar"))) {
			return consumer.stream()
				.map(ZipEntry::getName)
				.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
				.map((name) -> name.substring("BOOT-INF/lib/".length()))
				.toList()
				.stream();
		}
	}

}
