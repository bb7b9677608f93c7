package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever leads somewhere in this repository leads to something that is there.
 */
class LinksTests {

	private static final Pattern IN_SOURCES = Pattern.compile("\"([^\"\\s]*\\.md(?:#[^\"\\s]*)?)\"");

	static Stream<Document> documents() {
		return Document.all().stream();
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadToFilesAndAnchors(Document document) {
		assertThat(document.links().stream().filter((link) -> !Links.isThere(document.path(), link)))
			.as("links of %s that lead nowhere", document)
			.isEmpty();
	}

	@Test
	void everyFileIsReachedFromTheReadmeOfItsModule() {
		Document readme = Document.of(Path.of("cors-spring-boot-autoconfigure/README.md"));
		List<String> linked = readme.links().stream().map((link) -> link.replaceAll("#.*", "")).toList();
		assertThat(Document.all()
			.stream()
			.filter((document) -> document.path().getParent() != null && document.path().getParent().endsWith("docs"))
			.map((document) -> "docs/" + document.path().getFileName())).hasSizeGreaterThan(1)
			.allSatisfy((file) -> assertThat(linked).contains(file));
	}

	@Test
	void rootIsReadInAFewMinutes() {
		assertThat(Document.of(Path.of("README.md")).lines()).isLessThan(150);
	}

	@Test
	void everyVersionOfTheChangelogLeadsToItsChanges() throws IOException {
		Path changelog = Path.of(".github/CHANGELOG.md");
		List<String> lines = Files.readAllLines(Document.ROOT.resolve(changelog));
		List<String> versions = Document.of(changelog)
			.headings()
			.stream()
			.filter((heading) -> heading.level() == 2)
			.map(Document.Heading::text)
			.toList();
		assertThat(versions).isNotEmpty()
			.allSatisfy((version) -> assertThat(lines).as(version)
				.anyMatch((line) -> line.startsWith(version.replaceAll("].*", "]") + ": https://")));
	}

	/** Whatever names a page of ours in full, such as a start of a link. */
	@Test
	void pagesNamedInTheSourcesAreThere() throws IOException {
		List<String> named = new ArrayList<>();
		for (Path sources : List.of(Path.of("src/main/java"), Path.of("../cors-core/src/main/java"))) {
			try (Stream<Path> files = Files.walk(sources)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					Matcher page = IN_SOURCES.matcher(Files.readString(file));
					while (page.find()) {
						named.add(page.group(1));
					}
				}
			}
		}
		assertThat(named).hasSizeGreaterThan(2).allSatisfy((page) -> assertThat(page).matches(Links::isInRepository));
	}

}
