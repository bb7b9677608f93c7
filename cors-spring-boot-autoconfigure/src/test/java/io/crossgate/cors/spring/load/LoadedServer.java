package io.crossgate.cors.spring.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.crossgate.cors.spring.Server;

/** A {@link LoadedApplication} in a process with little memory. */
final class LoadedServer implements AutoCloseable {

	/** The class path that Surefire had before it put it into a jar. */
	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
			System.getProperty("java.class.path"));

	private static final int LINES_KEPT = 5000;

	/** An application that has not answered by then never will. */
	private static final long GIVE_UP_SECONDS = 120;

	private final Process process;

	private final Deque<String> lines = new ArrayDeque<>();

	private final BlockingQueue<Map<String, Long>> answers = new LinkedBlockingQueue<>();

	private final int port;

	private LoadedServer(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "application");
		reader.setDaemon(true);
		reader.start();
		this.port = Math.toIntExact(await().getOrDefault("port", -1L));
	}

	static LoadedServer start(Server server, Path watched) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-cp",
				CLASS_PATH, LoadedApplication.class.getName(), server.name()));
		command.addAll(LoadedApplication.arguments(server, watched.toString()));
		return new LoadedServer(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	int port() {
		return this.port;
	}

	/** Gives a command and returns the numbers that are the answer to it. */
	Map<String, Long> order(String command) throws IOException {
		OutputStream out = this.process.getOutputStream();
		out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
		out.flush();
		return await();
	}

	private Map<String, Long> await() {
		try {
			for (long waited = 0; waited < GIVE_UP_SECONDS; waited++) {
				Map<String, Long> answer = this.answers.poll(1, TimeUnit.SECONDS);
				if (answer != null) {
					return answer;
				}
				if (!this.process.isAlive() && this.answers.isEmpty()) {
					break;
				}
			}
			throw new IllegalStateException("The application "
					+ (this.process.isAlive() ? "hangs" : "has ended with exit code " + this.process.exitValue())
					+ ":\n" + log());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith(Operator.ANSWER)) {
					this.answers.add(numbers(line.substring(Operator.ANSWER.length())));
				}
				else {
					keep(line);
				}
			}
		}
		catch (IOException ex) {
			keep(ex.toString());
		}
	}

	private static Map<String, Long> numbers(String text) {
		Map<String, Long> numbers = new HashMap<>();
		for (String entry : text.split(" ")) {
			int equals = entry.indexOf('=');
			if (equals > 0) {
				numbers.put(entry.substring(0, equals), Long.valueOf(entry.substring(equals + 1)));
			}
		}
		return numbers;
	}

	private void keep(String line) {
		synchronized (this.lines) {
			if (this.lines.size() == LINES_KEPT) {
				this.lines.removeFirst();
			}
			this.lines.addLast(line);
		}
	}

	/** Return the end of what the application has written. */
	String log() {
		synchronized (this.lines) {
			return String.join("\n", this.lines);
		}
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

}
