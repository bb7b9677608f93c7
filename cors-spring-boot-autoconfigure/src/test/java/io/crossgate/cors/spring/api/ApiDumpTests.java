package io.crossgate.cors.spring.api;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is public is on purpose: a change of it is seen in {@code api.txt} of its module.
 */
class ApiDumpTests {

	private static final String RENEW = "./mvnw -pl cors-spring-boot-autoconfigure -am test"
			+ " -Dtest=ApiDumpTests -Dsurefire.failIfNoSpecifiedTests=false -Dapi.renew";

	private static final String TEST_SUPPORT = "io.crossgate.cors.spring.test";

	@Test
	void coreHasTheApiThatItsDumpSays() throws Exception {
		compare(Path.of("../cors-core/api.txt"), ApiDump.of(exportedByCore()));
	}

	@Test
	void bootModuleHasTheApiThatItsDumpSays() throws Exception {
		compare(Path.of("api.txt"), ApiDump.of(publicTypes(CorsServletFilter.class)));
	}

	@Test
	void coreExportsNoFurtherType() throws Exception {
		assertThat(exportedByCore()).hasSizeLessThanOrEqualTo(39);
	}

	@Test
	void bootModuleHasNoFurtherPublicTypeOutsideItsTestSupport() throws Exception {
		assertThat(publicTypes(CorsServletFilter.class))
			.filteredOn((type) -> !type.getPackageName().equals(TEST_SUPPORT))
			.hasSizeLessThanOrEqualTo(43);
	}

	private static void compare(Path file, String actual) throws IOException {
		if (Boolean.getBoolean("api.renew")) {
			Files.writeString(file, actual);
		}
		assertThat(file.normalize()).as("the API. If its change is on purpose, renew the file: " + RENEW)
			.exists()
			.hasContent(actual);
	}

	/** What others can use on the module path is the API on the class path, too. */
	static List<Class<?>> exportedByCore() throws Exception {
		ModuleReference module = ModuleFinder.of(location(CorsEngine.class)).find("io.crossgate.cors").orElseThrow();
		Set<String> exported = module.descriptor()
			.exports()
			.stream()
			.filter((export) -> !export.isQualified())
			.map(ModuleDescriptor.Exports::source)
			.collect(Collectors.toSet());
		return publicTypes(CorsEngine.class).stream()
			.filter((type) -> exported.contains(type.getPackageName()))
			.toList();
	}

	private static List<Class<?>> publicTypes(Class<?> member) throws Exception {
		List<Class<?>> types = new ArrayList<>();
		Path location = location(member);
		ClassFileImporter importer = new ClassFileImporter();
		JavaClasses classes = Files.isDirectory(location) ? importer.importPath(location)
				: importer.importJar(new JarFile(location.toFile()));
		for (JavaClass type : classes) {
			if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)) {
				types.add(Class.forName(type.getName(), false, member.getClassLoader()));
			}
		}
		assertThat(types).as("the public types of " + location).isNotEmpty();
		return types;
	}

	/** A folder of classes, or the jar once it is built. */
	static Path location(Class<?> member) throws URISyntaxException {
		return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
