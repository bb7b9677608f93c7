package io.crossgate.cors.alias;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * nginx with the configuration and the page of the module, on ports of the tests.
 */
final class Nginx implements AutoCloseable {

	private static final String MISSING = "Nothing is tested behind an alias of the page's origin: nginx is missing "
			+ "(on Debian: nginx)";

	private final Process process;

	private final int port;

	private Nginx(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** The directories of administration are not on everybody's path. */
	private static Optional<Path> executable() {
		return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
			.map((directory) -> Path.of(directory, "nginx"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** Skips a test where it is not installed. */
	static void assumeInstalled() {
		Optional<Path> executable = executable();
		if (executable.isEmpty()) {
			// A skipped test's reason is only in its report.
			LogFactory.getLog(Nginx.class).warn(MISSING);
		}
		assumeThat(executable).as(MISSING).isPresent();
	}

	/**
	 * Starts it in front of an application.
	 * @param folder an empty folder
	 * @param application the application's port
	 * @param without a line to leave out of the configuration, or nothing
	 */
	static Nginx start(Path folder, int application, String without) throws IOException {
		FileSystemUtils.copyRecursively(Path.of("nginx"), folder.resolve("nginx"));
		Files.createDirectory(folder.resolve("target"));
		int port = freePort();
		Path configuration = folder.resolve("nginx/nginx.conf");
		String text = Files.readString(configuration);
		assertThat(text).contains("127.0.0.1:8090;", "127.0.0.1:8080/;", without);
		Files.writeString(configuration,
				text.replace(without, "")
					.replace("127.0.0.1:8090;", "127.0.0.1:" + port + ";")
					.replace("127.0.0.1:8080/;", "127.0.0.1:" + application + "/;"));
		Path output = folder.resolve("output.txt");
		// The workers of one that was started by root can't read a folder of root.
		Process process = new ProcessBuilder(executable().orElseThrow().toString(), "-p", folder.toString(), "-c",
				"nginx/nginx.conf", "-e", "stderr", "-g", "user root;")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		Nginx nginx = new Nginx(process, port);
		Awaitility.await("nginx").atMost(Duration.ofSeconds(30)).until(() -> nginx.listens(output));
		return nginx;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private boolean listens(Path output) throws IOException {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("nginx does not start: " + Files.readString(output));
		}
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The page's origin. */
	String origin() {
		return "http://localhost:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
