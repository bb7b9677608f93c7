package io.crossgate.cors.spring.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read of watched files, and what it overrides.
 */
class WatchedSourcesTests {

	private static final String KEY = "cors.allowed-origins";

	@TempDir
	Path folder;

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void filesAreRead(Row row) throws IOException {
		for (Map.Entry<String, String> file : row.files.entrySet()) {
			Path path = this.folder.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.getValue());
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(row.variables)));
		environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
					"--cors.reload.watch=" + row.location.replace("folder", this.folder.toString())));
		environment.getPropertySources()
			.addLast(new MapPropertySource("application.yml", Map.of(KEY + "[0]", "https://application.example.com",
					KEY + "[1]", "https://second.example.com", "name", "application")));
		WatchedSources.attach(environment);
		WatchedSources.attach(environment);
		List<String> problems = WatchedSources.problems(environment).stream().map(Problem::message).toList();
		if (row.problem.isEmpty()) {
			assertThat(problems).isEmpty();
		}
		else {
			assertThat(problems).singleElement().asString().contains(row.problem);
		}
		assertThat(Binder.get(environment).bind(KEY, Bindable.listOf(String.class)).orElse(List.of()))
			.containsExactly(row.origins);
		assertThat(environment.getProperty("name")).isEqualTo("application");
	}

	static Stream<Row> rows() {
		String one = "cors.allowed-origins: https://one.example.com\nname: watched\n";
		String two = "cors.allowed-origins=https://two.example.com\nname=watched\n";
		String[] application = { "https://application.example.com", "https://second.example.com" };
		return Stream.of(row("a YAML file", "folder/a.yml", Map.of("a.yml", one), "", "https://one.example.com"),
				row("a file of properties", "folder/a.properties", Map.of("a.properties", two), "",
						"https://two.example.com"),
				row("a file as a URL", "file:folder/a.yml", Map.of("a.yml", one), "", "https://one.example.com"),
				row("a folder, in which the last name overrides", "folder", Map.of("a.yml", one, "b.properties", two),
						"", "https://two.example.com"),
				row("the other way round", "folder/", Map.of("b.yaml", one, "a.properties", two), "",
						"https://one.example.com"),
				row("the last document overrides, lists as a whole", "folder/a.yml",
						Map.of("a.yml",
								"cors.allowed-origins: [https://a.example.com, https://b.example.com]\n---\n" + one),
						"", "https://one.example.com"),
				row("files of other names, hidden ones and folders are not read", "folder",
						Map.of("a.yml", one, "b.txt", two, ".c.properties", two, "d.yml/e.properties", two), "",
						"https://one.example.com"),
				row("a file without a key below cors", "folder", Map.of("a.yml", "corsair: 1\nname: watched\n"), "",
						application),
				row("an empty file", "folder", Map.of("a.yml", ""), "", application),
				row("an empty folder", "folder/none", Map.of("none/a.txt", ""),
						"none has no file that ends in .yml, .yaml or .properties", application),
				row("a missing file", "folder/a.yml", Map.of(), "a.yml is not there", application),
				row("a name that no file has", "http://example.com/a.yml", Map.of(), "a.yml is not there", application),
				row("one of two files that is no YAML", "folder", Map.of("a.yml", one, "b.yml", "cors:\n\tx: y\n"),
						"b.yml:2:1 can't be read: ", application),
				row("a key that stands twice", "folder", Map.of("a.yml", "cors:\n  a: 1\n  a: 2\n"), "can't be read: ",
						application),
				row("a list that contains itself", "folder/a.yml",
						Map.of("a.yml", "cors:\n  allowed-origins: &a [*a]\n"), "a.yml can't be read: ", application),
				row("a mapping that contains itself", "folder/a.yml", Map.of("a.yml", "cors: &a\n  x: *a\n"),
						"a.yml can't be read: ", application),
				row("a deep nest", "folder/a.yml", Map.of("a.yml", "cors: " + "[".repeat(20000) + "]".repeat(20000)),
						"a.yml", application),
				row("a document for some profiles", "folder/a.yml",
						Map.of("a.yml", "spring.config.activate.on-profile: dev\n" + one),
						"a.yml has spring.config.activate, which is not read here", application),
				new Row("a variable overrides the file", "folder", Map.of("a.yml", one),
						Map.of("CORS_ALLOWEDORIGINS", "https://variable.example.com"), "",
						new String[] { "https://variable.example.com" }));
	}

	private static Row row(String name, String location, Map<String, String> files, String problem, String... origins) {
		return new Row(name, location, files, Map.of(), problem, origins);
	}

	/**
	 * Files, and what is read of them.
	 */
	private record Row(String name, String location, Map<String, String> files, Map<String, Object> variables,
			String problem, String[] origins) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
