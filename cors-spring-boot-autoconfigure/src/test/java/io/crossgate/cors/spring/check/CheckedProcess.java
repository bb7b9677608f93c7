package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.crossgate.cors.spring.Server;

/**
 * An application in a process of its own, as people start one: the exit code and the two
 * streams are what they see.
 *
 * @param exitCode the exit code
 * @param out the standard output
 * @param err the standard error
 */
record CheckedProcess(int exitCode, String out, String err) {

	/** The class path that Surefire had before it put it into a jar. */
	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
			System.getProperty("java.class.path"));

	/**
	 * Runs an application until it ends.
	 * @param folder its working directory, with its configuration
	 * @param server what it runs on
	 * @param source its beans
	 * @param arguments what is written behind its name
	 */
	static CheckedProcess run(Path folder, Server server, Class<?> source, String... arguments)
			throws IOException, InterruptedException {
		return run(folder, List.of(), server, source, arguments);
	}

	static CheckedProcess run(Path folder, List<String> options, Server server, Class<?> source, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", CLASS_PATH));
		command.addAll(options);
		command
			.addAll(List.of(CheckedProcess.class.getName(), server.name(), source.getName(), server.exclusions(false)));
		command.addAll(List.of(arguments));
		Path out = folder.resolve("stdout");
		Path err = folder.resolve("stderr");
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile())
			.start();
		try {
			boolean ended = process.waitFor(5, TimeUnit.MINUTES);
			String written = Files.readString(out, StandardCharsets.UTF_8);
			String errors = Files.readString(err, StandardCharsets.UTF_8);
			if (!ended) {
				throw new IllegalStateException("It does not end: " + written + errors);
			}
			return new CheckedProcess(process.exitValue(), written, errors);
		}
		finally {
			process.destroyForcibly();
		}
	}

	public static void main(String[] arguments) throws ClassNotFoundException {
		Server.valueOf(arguments[0])
			.application(List.of(Class.forName(arguments[1])))
			.run(Arrays.copyOfRange(arguments, 2, arguments.length));
	}

	@Override
	public String toString() {
		return "exit code " + this.exitCode + "\n--- out\n" + this.out + "--- err\n" + this.err;
	}

}
