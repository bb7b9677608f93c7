package io.crossgate.cors.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The page of these tests with the packages of npm that it uses, in a folder of its own.
 */
final class NpmProject {

	/** Nothing that was published later is installed, whatever is asked for. */
	private static final String NOT_AFTER = "2026-11-29";

	private final Path folder;

	private NpmProject(Path folder) {
		this.folder = folder;
	}

	/** Installs the packages and puts page and packages into one file. */
	static Path bundle(Path folder) throws IOException, InterruptedException {
		NpmProject project = new NpmProject(folder);
		project.copy("package.json");
		project.copy("page.js");
		project.run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--before=" + NOT_AFTER);
		project.run("node_modules/.bin/esbuild", "page.js", "--bundle", "--format=iife", "--platform=browser",
				"--outfile=public/page.bundle.js");
		Files.writeString(folder.resolve("public/index.html"),
				"<!doctype html><title>MCP</title><script src=\"page.bundle.js\"></script>");
		return folder.resolve("public");
	}

	private void copy(String name) throws IOException {
		try (InputStream resource = Objects.requireNonNull(getClass().getResourceAsStream("/mcp/" + name))) {
			Files.copy(resource, this.folder.resolve(name));
		}
	}

	private void run(String... command) throws IOException, InterruptedException {
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
