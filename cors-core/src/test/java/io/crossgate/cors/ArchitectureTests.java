package io.crossgate.cors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The house rules of this module: packages depend downwards only, and no framework,
 * regular expression, clock or network has a place in it.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.crossgate.cors");

	@Test
	void packagesDependDownwardsOnly() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("engine")
			.definedBy("io.crossgate.cors")
			.layer("policy")
			.definedBy("io.crossgate.cors.policy..")
			.layer("origin")
			.definedBy("io.crossgate.cors.origin")
			.layer("pattern")
			.definedBy("io.crossgate.cors.origin.pattern")
			.layer("path")
			.definedBy("io.crossgate.cors.path")
			.layer("util")
			.definedBy("io.crossgate.cors.util")
			.layer("fetch")
			.definedBy("io.crossgate.cors.fetch")
			.layer("problem")
			.definedBy("io.crossgate.cors.problem")
			.optionalLayer("diagnosis")
			.definedBy("io.crossgate.cors.diagnosis")
			.optionalLayer("traffic")
			.definedBy("io.crossgate.cors.traffic")
			.optionalLayer("browser")
			.definedBy("io.crossgate.cors.browser..")
			.whereLayer("policy")
			.mayOnlyAccessLayers("origin", "pattern", "path", "fetch", "problem", "util")
			.whereLayer("engine")
			.mayOnlyAccessLayers("policy", "origin", "pattern", "path", "fetch", "problem", "util")
			.whereLayer("origin")
			.mayOnlyAccessLayers("pattern", "problem")
			.whereLayer("pattern")
			.mayOnlyAccessLayers("fetch", "problem", "util")
			.whereLayer("path")
			.mayOnlyAccessLayers("util")
			.whereLayer("util")
			.mayNotAccessAnyLayer()
			.whereLayer("fetch")
			.mayOnlyAccessLayers("util")
			.whereLayer("problem")
			.mayOnlyAccessLayers("util")
			.whereLayer("diagnosis")
			.mayOnlyAccessLayers("engine", "policy", "origin", "pattern", "path", "fetch", "problem", "util")
			.whereLayer("traffic")
			.mayOnlyAccessLayers("engine", "policy", "origin", "pattern", "path", "fetch", "problem", "util")
			.whereLayer("browser")
			.mayOnlyAccessLayers("fetch", "util")
			.check(this.classes);
	}

	@Test
	void packagesOfTheSimulatedBrowserDependDownwardsOnly() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("console")
			.definedBy("io.crossgate.cors.browser.console")
			.layer("browser")
			.definedBy("io.crossgate.cors.browser")
			.layer("cookie")
			.definedBy("io.crossgate.cors.browser.cookie")
			.layer("network")
			.definedBy("io.crossgate.cors.browser.network")
			.layer("protocol")
			.definedBy("io.crossgate.cors.browser.protocol")
			.layer("url")
			.definedBy("io.crossgate.cors.browser.url")
			.layer("engine")
			.definedBy("io.crossgate.cors.browser.engine")
			.layer("model")
			.definedBy("io.crossgate.cors.browser.model")
			.whereLayer("console")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("cookie")
			.mayOnlyAccessLayers("url", "model")
			.whereLayer("network")
			.mayOnlyAccessLayers("url", "protocol", "model")
			.whereLayer("protocol")
			.mayOnlyAccessLayers("url", "engine", "model")
			.whereLayer("url")
			.mayNotAccessAnyLayer()
			.whereLayer("engine")
			.mayOnlyAccessLayers("model")
			.whereLayer("model")
			.mayNotAccessAnyLayer()
			.check(this.classes);
	}

	@Test
	void noPackageHasMoreThanTwentyFiles() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			Map<Path, Long> sizes = files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
			assertThat(sizes).isNotEmpty().allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(20));
		}
	}

	@Test
	void packagesFormNoCycle() {
		slices().matching("io.crossgate.cors.(*)..").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void onlyTheJdkAndNullAnnotationsAreUsed() {
		noClasses().should()
			.dependOnClassesThat()
			.resideOutsideOfPackages("io.crossgate.cors..", "java.lang..", "java.util..", "java.time..", "java.net",
					"java.text", "java.io", "java.nio.charset", "org.jspecify..")
			.check(this.classes);
	}

	@Test
	void nothingIsMatchedByRegularExpressionOrLookedUpInTheNetwork() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.util.regex..", "java.lang.reflect..", "java.util.logging..")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.net.InetAddress")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.net.URI")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.net.URL")
			.orShould()
			.callMethod(String.class, "split", String.class)
			.orShould()
			.callMethod(String.class, "matches", String.class)
			.orShould()
			.callMethod(String.class, "replaceAll", String.class, String.class)
			.orShould()
			.callMethod(String.class, "toLowerCase")
			.orShould()
			.callMethod(String.class, "toUpperCase")
			.check(this.classes);
	}

	@Test
	void nothingReadsAClock() {
		noClasses().should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(java.time.Instant.class, "now")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.time.Clock")
			.check(this.classes);
	}

}
