package io.crossgate.cors.comingfrom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.crossgate.cors.npm.NpmProject;

/**
 * Express with its package {@code cors}, as Node runs it.
 */
final class ExpressServer implements AutoCloseable {

	private final Process process;

	private final int port;

	private ExpressServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static ExpressServer start(Path folder) throws IOException, InterruptedException {
		NpmProject.install(folder, "/comingfrom/express", "package.json", "server.js");
		Path errors = folder.resolve("errors.txt");
		Process process = new ProcessBuilder("node", "server.js").directory(folder.toFile())
			.redirectError(errors.toFile())
			.start();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String port = output.readLine();
		if (port == null) {
			throw new IOException("Express does not start: " + Files.readString(errors));
		}
		return new ExpressServer(process, Integer.parseInt(port));
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
