package io.crossgate.cors.npm;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.LogFactory;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Files of a test with the packages of npm that they use, in a folder of their own.
 */
public final class NpmProject {

	/** Nothing that was published later is installed, whatever is asked for. */
	private static final String NOT_AFTER = "2026-11-29";

	private final Path folder;

	private NpmProject(Path folder) {
		this.folder = folder;
	}

	/** Skips a test where it is not said that npm is there. */
	public static void assumeAvailable(Class<?> test, String what) {
		boolean npm = Boolean.getBoolean("npm");
		String reason = what + ": that needs npm and its registry, and -Dnpm=true says that they are there";
		if (!npm) {
			// A skipped test's reason is only in its report.
			LogFactory.getLog(test).warn(reason);
		}
		assumeThat(npm).as(reason).isTrue();
	}

	/**
	 * Copies the resources of a test and installs the packages that package.json names.
	 */
	public static NpmProject install(Path folder, String resources, String... names)
			throws IOException, InterruptedException {
		NpmProject project = new NpmProject(folder);
		for (String name : names) {
			try (InputStream resource = Objects
				.requireNonNull(NpmProject.class.getResourceAsStream(resources + "/" + name))) {
				Files.copy(resource, folder.resolve(name));
			}
		}
		project.run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--before=" + NOT_AFTER);
		return project;
	}

	/** Runs a program of the project to its end. */
	public void run(String... command) throws IOException, InterruptedException {
		Path output = this.folder.resolve("output.txt");
		Process process = new ProcessBuilder(List.of(command)).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.to(output.toFile()))
			.start();
		boolean ended = process.waitFor(5, TimeUnit.MINUTES);
		process.destroy();
		if (!ended || process.exitValue() != 0) {
			throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
		}
	}

}
