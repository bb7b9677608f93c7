package io.crossgate.cors.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of this machine, with a data directory and a port of its own.
 */
final class PostgreSql implements AutoCloseable {

	private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

	private final Path directory;

	private final Process server;

	private final int port;

	private PostgreSql(Path directory, Process server, int port) {
		this.directory = directory;
		this.server = server;
		this.port = port;
	}

	/** Return where its programs are, or {@code null} if it is not installed. */
	static Path programs() {
		try (Stream<Path> versions = Files.isDirectory(VERSIONS) ? Files.list(VERSIONS) : Stream.empty()) {
			return versions.map((version) -> version.resolve("bin"))
				.filter((bin) -> Files.isExecutable(bin.resolve("initdb")))
				.max(Comparator.naturalOrder())
				.orElse(null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static PostgreSql start() throws Exception {
		Path programs = programs();
		Path directory = Files.createTempDirectory("postgresql");
		boolean root = System.getProperty("user.name").equals("root");
		if (root) {
			run(List.of("chown", "postgres:postgres", directory.toString()));
		}
		// It refuses to run as root.
		List<String> user = root ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
				: List.of();
		String data = directory.resolve("data").toString();
		run(with(user, programs.resolve("initdb").toString(), "--pgdata=" + data, "--username=tenants", "--auth=trust",
				"--no-sync"));
		int port = freePort();
		Process server = new ProcessBuilder(
				with(user, programs.resolve("postgres").toString(), "-D", data, "-p", String.valueOf(port), "-c",
						"listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"))
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		PostgreSql started = new PostgreSql(directory, server, port);
		for (int i = 0; i < 150; i++) {
			if (new ProcessBuilder(programs.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p",
					String.valueOf(port))
				.start()
				.waitFor() == 0) {
				return started;
			}
			Thread.sleep(200);
		}
		String log = Files.readString(directory.resolve("log"));
		started.close();
		throw new IllegalStateException("PostgreSQL does not start: " + log);
	}

	String url(String protocol) {
		return protocol + "://127.0.0.1:" + this.port + "/postgres";
	}

	private static List<String> with(List<String> prefix, String... command) {
		List<String> all = new ArrayList<>(prefix);
		all.addAll(List.of(command));
		return all;
	}

	private static void run(List<String> command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", command) + ": " + output);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/** Stops it in the middle of what it does. */
	void stop() {
		this.server.destroy();
		try {
			if (!this.server.waitFor(10, TimeUnit.SECONDS)) {
				this.server.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.server.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws IOException {
		stop();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
