package io.crossgate.cors.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

/**
 * Runs Jazzer on targets, one after the other, each in a process of its own that begins
 * with the target's corpus. What makes a target fail is printed as a line for that
 * corpus, where it stays as a regression test.
 */
public final class Fuzzing {

	private static final JsonMapper JSON = new JsonMapper();

	private Fuzzing() {
	}

	/**
	 * Fuzzes.
	 * @param arguments a directory to work in, the seconds for each target, and the names
	 * of the targets' classes
	 * @throws IOException if the directory can't be written to
	 * @throws InterruptedException if it is to end
	 */
	public static void main(String... arguments) throws IOException, InterruptedException {
		boolean sound = true;
		for (int i = 3; i < arguments.length; i++) {
			Path directory = Files.createDirectories(Path.of(arguments[0], arguments[i]));
			sound &= run(directory, arguments[1], arguments[2] + "." + arguments[i]);
		}
		if (!sound) {
			System.exit(1);
		}
	}

	/** Return the corpus of a target: a line each, as a JSON string. */
	static List<String> corpus(Class<?> target) {
		String name = target.getSimpleName() + ".jsonl";
		try (InputStream resource = Objects.requireNonNull(target.getResourceAsStream(name), name)) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map((line) -> JSON.readValue(line, String.class))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean run(Path directory, String seconds, String target) throws IOException, InterruptedException {
		Path seeds = Files.createDirectories(directory.resolve("seeds"));
		List<String> corpus = corpus(type(target));
		for (int i = 0; i < corpus.size(); i++) {
			Files.writeString(seeds.resolve(Integer.toString(i)), corpus.get(i));
		}
		Path dictionary = directory.resolve("dictionary");
		try (InputStream words = Objects.requireNonNull(Fuzzing.class.getResourceAsStream("dictionary.txt"))) {
			Files.write(dictionary, words.readAllBytes());
		}
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED", "-Xmx768m", "-Xss4m", "-cp",
				System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
				"--target_class=" + target, "--instrumentation_includes=io.crossgate.cors.**",
				"--custom_hook_excludes=org.assertj.**:tools.jackson.**",
				"--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
				"--coverage_report=" + directory.resolve("coverage.txt"), "--reproducer_path=" + directory,
				"-artifact_prefix=" + directory + "/", "-dict=" + dictionary, "-max_total_time=" + seconds,
				"-max_len=2048", "-timeout=60", "-use_value_profile=1", "-print_final_stats=1"));
		command.add(Files.createDirectories(directory.resolve("found")).toString());
		command.add(seeds.toString());
		int status = new ProcessBuilder(command).inheritIO().start().waitFor();
		try (DirectoryStream<Path> failures = Files.newDirectoryStream(directory, "{crash,timeout}-*")) {
			for (Path failure : failures) {
				System.out.println(
						target + " fails on " + JSON.writeValueAsString(FuzzInput.text(Files.readAllBytes(failure))));
			}
		}
		return status == 0;
	}

	private static Class<?> type(String target) {
		try {
			return Class.forName(target);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
