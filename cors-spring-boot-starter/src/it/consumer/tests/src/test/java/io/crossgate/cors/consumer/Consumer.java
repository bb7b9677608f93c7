package io.crossgate.cors.consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The application, in a process of its own.
 *
 * @param process the process
 * @param log what it printed until it was up, or all of it if it never was
 * @param port the port it listens on, or 0 if it never was up
 */
record Consumer(Process process, String log, int port) implements AutoCloseable {

	static Consumer start(List<String> command) throws IOException {
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

	URI url() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path))
			.method(method, BodyPublishers.noBody())
			.timeout(Duration.ofMinutes(1));
		if (headers.length > 0) {
			request.headers(headers);
		}
		// A connection of its own, so that no exchange depends on the one before.
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		return client.send(request.build(), BodyHandlers.ofString());
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
