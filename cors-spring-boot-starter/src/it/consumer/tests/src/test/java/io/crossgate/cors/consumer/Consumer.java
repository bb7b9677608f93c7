package io.crossgate.cors.consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The application, in a process of its own, started from its executable jar.
 *
 * @param process the process
 * @param log what it printed until it was up, or all of it if it never was
 * @param port the port it listens on, or 0 if it never was up
 */
record Consumer(Process process, String log, int port) implements AutoCloseable {

	static final boolean AOT = Boolean.getBoolean("consumer.aot");

	static final boolean SECURED = Boolean.getBoolean("consumer.security");

	static Consumer start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=" + AOT, "-jar", System.getProperty("consumer.jar")));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		StringBuilder log = new StringBuilder();
		String line = output.readLine();
		while (line != null && !line.startsWith("port=")) {
			log.append(line).append('\n');
			line = output.readLine();
		}
		int port = (line != null) ? Integer.parseInt(line.substring("port=".length())) : 0;
		return new Consumer(process, log.toString(), port);
	}

	HttpResponse<String> send(String method, String... headers) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/todos"))
			.method(method, BodyPublishers.noBody())
			.headers(headers)
			.timeout(Duration.ofMinutes(1))
			.build();
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		return client.send(request, BodyHandlers.ofString());
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
