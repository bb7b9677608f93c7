package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * A cache that runs as a child of the tests, on a port of its own.
 */
final class RunningCache implements AutoCloseable {

	private static final int ATTEMPTS = 3;

	private static final int SECONDS = 30;

	private final Path directory;

	private final Process process;

	private final int port;

	private final Thread whenKilled;

	private RunningCache(Path directory, Process process, int port) {
		this.directory = directory;
		this.process = process;
		this.port = port;
		this.whenKilled = new Thread(this::stop);
		Runtime.getRuntime().addShutdownHook(this.whenKilled);
	}

	/** Starts a cache; another process may take the port before it does. */
	static RunningCache start(Cache cache, int upstream, String setting) {
		for (int attempt = 1;; attempt++) {
			RunningCache running = launch(cache, upstream, setting);
			if (running.listens()) {
				return running;
			}
			String log = running.log();
			running.close();
			if (attempt == ATTEMPTS) {
				throw new IllegalStateException(cache + " did not start:\n" + log);
			}
		}
	}

	private static RunningCache launch(Cache cache, int upstream, String setting) {
		try {
			Path directory = Files.createTempDirectory("cors-" + cache.program() + "-");
			// Programs that were started by root write as a user of their own.
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
			Path stored = Files.createDirectory(directory.resolve("cache"));
			Files.setPosixFilePermissions(stored, PosixFilePermissions.fromString("rwxrwxrwx"));
			int port = freePort();
			Path configuration = cache.configure(directory, port, upstream, setting);
			List<String> command = new ArrayList<>();
			command.add(cache.executable().orElseThrow().toString());
			command.addAll(cache.arguments(directory, configuration, port));
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("output.log").toFile())
				.start();
			return new RunningCache(directory, process, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Below the range from which connections take theirs, so that none is in the way. */
	private static int freePort() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				continue;
			}
		}
	}

	private boolean listens() {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
		while (this.process.isAlive() && System.nanoTime() < end) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return socket.isConnected();
			}
			catch (IOException ex) {
				pause();
			}
		}
		return false;
	}

	private static void pause() {
		try {
			Thread.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/** What it has written, for the message of a failure. */
	String log() {
		try (Stream<Path> files = Files.list(this.directory)) {
			StringBuilder log = new StringBuilder();
			for (Path file : files.filter((path) -> path.toString().endsWith(".log")).sorted().toList()) {
				log.append(file.getFileName()).append(":\n").append(Files.readString(file));
			}
			return log.toString();
		}
		catch (IOException ex) {
			return "No log: " + ex;
		}
	}

	@Override
	public void close() {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.whenKilled);
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void stop() {
		List<ProcessHandle> workers = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		workers.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
	}

}
