package io.crossgate.cors.consumer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Every type, method and field of Spring and its neighbours that the jars refer to exists
 * in this line, also on the ways that no exchange takes. With both stacks, the actuator
 * and the test support on the class path there is no excuse for a missing one.
 */
class LinkageTests {

	private static final List<String> NEIGHBOURS = List.of("io/micrometer/", "jakarta/servlet/", "org/reactivestreams/",
			"org/springframework/", "reactor/");

	/** Test support for a client that came with Framework 7; on 3.5 nobody has one. */
	private static final List<String> SINCE_BOOT_4 = List.of("org/springframework/test/web/servlet/client/");

	/** Not published with the milestone: the rest of the actuator, and Reactor Netty's. */
	private static final List<String> NOT_IN_MILESTONES = List.of("org/springframework/boot/actuate/autoconfigure/",
			"reactor/netty/");

	@Test
	void everyReferenceExists() throws IOException {
		Set<Reference> checked = new TreeSet<>();
		for (String jar : System.getProperty("starter.modules").split(",")) {
			checked.addAll(references(jar));
		}
		assertThat(checked).hasSizeGreaterThan(100);
		assertThat(checked.stream().filter((reference) -> !reference.exists())).as("missing in this line").isEmpty();
	}

	/**
	 * Auto-configurations stand before and behind others that are only named, because
	 * Boot 4 has moved them: of the names of each, one is a class of this line.
	 */
	@Test
	void autoConfigurationsStandBeforeAndBehindClassesOfThisLine() throws IOException {
		assumeThat(Run.BOOT).as("without the actuator's auto-configuration there is nothing to stand behind")
			.doesNotContain("-M");
		List<String> ordered = new ArrayList<>();
		try (JarFile jar = new JarFile(System.getProperty("starter.modules").split(",")[1])) {
			for (JarEntry entry : jar.stream()
				.filter((one) -> one.getName().endsWith("AutoConfiguration.class"))
				.toList()) {
				byte[] bytecode = jar.getInputStream(entry).readAllBytes();
				Map<String, Object> attributes = new SimpleMetadataReaderFactory()
					.getMetadataReader(new ByteArrayResource(bytecode))
					.getAnnotationMetadata()
					.getAnnotationAttributes("org.springframework.boot.autoconfigure.AutoConfiguration");
				for (String attribute : List.of("afterName", "beforeName")) {
					String[] names = (String[]) attributes.get(attribute);
					if (names.length > 0) {
						ordered.add(entry.getName());
						assertThat(names).as(entry.getName() + " " + attribute)
							.anyMatch((name) -> ClassUtils.isPresent(name, null));
					}
				}
			}
		}
		assertThat(ordered).isNotEmpty();
	}

	private static List<Reference> references(String jar) throws IOException {
		List<Reference> references = new ArrayList<>();
		try (JarFile file = new JarFile(jar)) {
			for (JarEntry entry : file.stream().filter((one) -> one.getName().endsWith(".class")).toList()) {
				byte[] bytecode = file.getInputStream(entry).readAllBytes();
				ClassFile.references(bytecode).stream().filter(LinkageTests::isChecked).forEach(references::add);
			}
		}
		return references;
	}

	private static boolean isChecked(Reference reference) {
		boolean absent = absent().stream().anyMatch(reference.owner()::startsWith);
		return !absent && NEIGHBOURS.stream().anyMatch(reference.owner()::startsWith);
	}

	private static List<String> absent() {
		if (Run.BOOT.startsWith("3.")) {
			return SINCE_BOOT_4;
		}
		return Run.BOOT.contains("-M") ? NOT_IN_MILESTONES : List.of();
	}

}
