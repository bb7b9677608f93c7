package io.crossgate.cors.sample.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * WebKitGTK's own small browser, on a display that is nowhere to be seen: it has no
 * headless mode.
 */
final class WebKitGtk extends WebDriverBrowser<RemoteWebDriver> {

	static final Path DRIVER = Path.of("/usr/bin/WebKitWebDriver");

	static final Path DISPLAY = Path.of("/usr/bin/Xvfb");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<Process> processes;

	private WebKitGtk(RemoteWebDriver driver, List<Process> processes) {
		super(driver);
		this.processes = processes;
	}

	static RealBrowser start(Path profile) throws IOException {
		List<Process> processes = new ArrayList<>();
		try {
			Path number = profile.resolve("display.txt");
			processes.add(new ProcessBuilder(DISPLAY.toString(), "-displayfd", "1", "-screen", "0", "1280x1024x24",
					"-nolisten", "tcp")
				.redirectOutput(number.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start());
			await(() -> Files.readString(number).endsWith("\n"));
			int port = freePort();
			ProcessBuilder driving = new ProcessBuilder(DRIVER.toString(), "--host=127.0.0.1", "--port=" + port)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD);
			driving.environment()
				.putAll(Map.of("DISPLAY", ":" + Files.readString(number).strip(), "HOME", profile.toString(),
						"NO_AT_BRIDGE", "1"));
			processes.add(driving.start());
			await(() -> isListening(port));
			MutableCapabilities capabilities = new MutableCapabilities();
			capabilities.setCapability("webkitgtk:browserOptions", Map.of("args", List.of("--automation")));
			RemoteWebDriver driver = new RemoteWebDriver(URI.create("http://127.0.0.1:" + port).toURL(), capabilities,
					false);
			return new WebKitGtk(driver, processes);
		}
		catch (IOException | RuntimeException ex) {
			processes.forEach(Process::destroy);
			throw ex;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static boolean isListening(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await("WebKitGTK").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
	}

	@Override
	public void narrow(int width) {
		throw new UnsupportedOperationException("MiniBrowser's window can't be as narrow as a phone");
	}

	@Override
	public void widen() {
		throw new UnsupportedOperationException("It is never narrow");
	}

	@Override
	public List<String> takeConsole() {
		throw new UnsupportedOperationException("WebKitWebDriver does not show the console");
	}

	@Override
	public void close() {
		try {
			super.close();
		}
		finally {
			this.processes.forEach(Process::destroy);
		}
	}

}
