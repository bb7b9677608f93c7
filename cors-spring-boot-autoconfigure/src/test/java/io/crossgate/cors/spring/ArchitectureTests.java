package io.crossgate.cors.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The house rules of this module, and Boot's rules of wiring: what is only named in a
 * string or in a file exists, and nothing is found by scanning.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTests {

	private static final String OURS = "io.crossgate.cors.spring.";

	private final ClassLoader loader = ArchitectureTests.class.getClassLoader();

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.crossgate.cors.spring");

	@Test
	void packagesUseEachOtherInOneDirection() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("wiring")
			.definedBy("io.crossgate.cors.spring.autoconfigure..")
			.layer("endpoint")
			.definedBy("io.crossgate.cors.spring.actuate")
			.layer("conflicts")
			.definedBy("io.crossgate.cors.spring.conflict..")
			.layer("explanation")
			.definedBy("io.crossgate.cors.spring.explain")
			.layer("adapters")
			.definedBy("io.crossgate.cors.spring.(servlet|reactive)")
			.layer("reload")
			.definedBy("io.crossgate.cors.spring.reload")
			.layer("metrics")
			.definedBy("io.crossgate.cors.spring.metrics")
			.layer("shared")
			.definedBy("io.crossgate.cors.spring")
			.layer("paths")
			.definedBy("io.crossgate.cors.spring.paths")
			.layer("lookups")
			.definedBy("io.crossgate.cors.spring.lookup")
			.layer("protection")
			.definedBy("io.crossgate.cors.spring.protection")
			.layer("test support")
			.definedBy("io.crossgate.cors.spring.test")
			.layer("check")
			.definedBy("io.crossgate.cors.spring.check")
			.layer("take-over")
			.definedBy("io.crossgate.cors.spring.takeover")
			.whereLayer("wiring")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("endpoint")
			.mayOnlyAccessLayers("conflicts", "reload", "shared")
			.whereLayer("conflicts")
			.mayOnlyAccessLayers("adapters", "paths")
			.whereLayer("check")
			.mayOnlyAccessLayers("conflicts", "paths")
			.whereLayer("take-over")
			.mayOnlyAccessLayers("conflicts", "check")
			.whereLayer("explanation")
			.mayOnlyAccessLayers("adapters")
			.whereLayer("adapters")
			.mayOnlyAccessLayers("shared")
			.whereLayer("reload")
			.mayOnlyAccessLayers("shared")
			.whereLayer("metrics")
			.mayOnlyAccessLayers("reload", "shared", "lookups")
			.whereLayer("shared")
			.mayNotAccessAnyLayer()
			.whereLayer("paths")
			.mayNotAccessAnyLayer()
			.whereLayer("lookups")
			.mayNotAccessAnyLayer()
			.whereLayer("protection")
			.mayNotAccessAnyLayer()
			.whereLayer("test support")
			.mayOnlyAccessLayers("adapters")
			.whereLayer("test support")
			.mayNotBeAccessedByAnyLayer()
			.ensureAllClassesAreContainedInArchitecture()
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
		slices().matching("io.crossgate.cors.spring.(**)").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void adaptersOfDifferentServersDoNotKnowEachOther() {
		noClasses().that()
			.resideInAPackage("io.crossgate.cors.spring..servlet..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.crossgate.cors.spring..reactive..", "reactor..", "org.springframework.web.server..")
			.check(this.classes);
		noClasses().that()
			.resideInAPackage("io.crossgate.cors.spring..reactive..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.crossgate.cors.spring..servlet..", "jakarta.servlet..")
			.check(this.classes);
	}

	@Test
	void adaptersLeaveTheRulesToTheEngine() {
		noClasses().that()
			.resideInAnyPackage("io.crossgate.cors.spring.servlet", "io.crossgate.cors.spring.reactive")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.crossgate.cors.origin..", "io.crossgate.cors.problem..",
					"io.crossgate.cors.policy..", "io.crossgate.cors.diagnosis..", "io.crossgate.cors.browser..")
			.check(this.classes);
	}

	/** The one exception to the rule that a refusal carries no CORS header. */
	@Test
	void oneClassAnswersARefusalWithALink() {
		String explanation = OURS + "explain.ConsoleExplanation";
		String link = OURS + "explain.ExplanationLink";
		String[] parameters = { CorsRequest.class.getName(), CorsDecision.class.getName(), String.class.getName() };
		classes().that()
			.haveFullyQualifiedName(explanation)
			.should()
			.callMethod(link, "of", parameters)
			.check(this.classes);
		noClasses().that()
			.doNotHaveFullyQualifiedName(explanation)
			.should()
			.callMethod(link, "of", parameters)
			.check(this.classes);
	}

	@Test
	void autoConfigurationsAreFinalAndListed() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(this.classes);
		assertThat(this.classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)).as("listed in META-INF").containsExactlyInAnyOrderElementsOf(listed());
	}

	@Test
	void beansAreMadeByMethodsThatOnlyTheirPackageSees() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(this.classes);
	}

	@Test
	void nothingIsFoundByScanning() {
		noClasses().should()
			.beAnnotatedWith(ComponentScan.class)
			.orShould()
			.beAnnotatedWith(Component.class)
			.check(this.classes);
		noClasses().that()
			.areNotMetaAnnotatedWith(Configuration.class)
			.should()
			.beMetaAnnotatedWith(Component.class)
			.check(this.classes);
		noClasses().that()
			.areTopLevelClasses()
			.should()
			.beAnnotatedWith(Configuration.class)
			.because("Boot imports @AutoConfiguration and @ManagementContextConfiguration, which are listed")
			.check(this.classes);
		methods().should().notBeAnnotatedWith(Autowired.class).check(this.classes);
	}

	@Test
	void everyClassNamedInMetaInfExists() throws IOException {
		List<String> names = new ArrayList<>();
		for (Resource file : ours("META-INF/spring/*.imports")) {
			names.addAll(file.getContentAsString(StandardCharsets.UTF_8).lines().toList());
		}
		for (Resource file : ours("META-INF/spring.factories")) {
			PropertiesLoaderUtils.loadProperties(file)
				.values()
				.forEach((value) -> names.addAll(StringUtils.commaDelimitedListToSet(value.toString())));
		}
		assertThat(names).hasSizeGreaterThan(10).allSatisfy((name) -> assertThat(exists(name)).as(name).isTrue());
	}

	/** Each line of Boot has one of the names; the others are looked for there. */
	@Test
	void autoConfigurationsStandBeforeAndBehindClassesThatExist() {
		List<String> ordered = new ArrayList<>();
		for (String name : listed()) {
			Map<String, Object> attributes = AnnotatedElementUtils
				.getMergedAnnotationAttributes(ClassUtils.resolveClassName(name, this.loader), AutoConfiguration.class);
			Stream.of("afterName", "beforeName").forEach((attribute) -> {
				String[] others = (String[]) attributes.get(attribute);
				if (others.length > 0) {
					ordered.add(name);
					assertThat(others).as(name + " " + attribute).anyMatch(this::exists);
				}
			});
		}
		assertThat(ordered).isNotEmpty();
	}

	private List<String> listed() {
		return ImportCandidates.load(AutoConfiguration.class, this.loader)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(OURS))
			.toList();
	}

	private List<Resource> ours(String pattern) throws IOException {
		return Stream.of(new PathMatchingResourcePatternResolver(this.loader).getResources("classpath*:" + pattern))
			.filter((file) -> file.toString().contains("cors-spring-boot-autoconfigure"))
			.toList();
	}

	private boolean exists(String name) {
		return ClassUtils.isPresent(name, this.loader);
	}

}
