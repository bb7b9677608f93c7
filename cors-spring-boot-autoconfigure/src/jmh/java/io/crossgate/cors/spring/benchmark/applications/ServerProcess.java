package io.crossgate.cors.spring.benchmark.applications;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link ServerApplication} in a process of its own. */
final class ServerProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final int port;

	private ServerProcess(Process process) throws IOException {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.port = Integer.parseInt(await("port="));
	}

	static ServerProcess start(Variant variant) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms256m", "-Xmx256m",
						"-XX:+UseG1GC", "-cp", variant.classPath(), ServerApplication.class.getName()));
		command.addAll(variant.arguments());
		return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	int port() {
		return this.port;
	}

	/** What the process has cost so far. */
	Cost cost() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
		String[] numbers = await("cost=").split(",");
		return new Cost(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]));
	}

	private String await(String prefix) throws IOException {
		StringBuilder seen = new StringBuilder();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(prefix)) {
				return line.substring(prefix.length());
			}
			seen.append(line).append('\n');
		}
		throw new IllegalStateException("The server ended:\n" + seen);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What a process has cost.
	 *
	 * @param cpu CPU time of all its threads in ns, the kernel's share included
	 * @param classes how many classes it has loaded
	 */
	record Cost(long cpu, int classes) {

	}

}
