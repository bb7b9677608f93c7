package io.crossgate.cors.spring.benchmark.applications;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/**
 * Connections that send one request after the other and read each answer. Cheaper than a
 * client library, because it shares the machine with the server.
 */
final class Load {

	private static final int CONNECTIONS = 16;

	private final int port;

	private final byte[] request;

	private final int status;

	Load(int port, Scenario scenario, int status) {
		this.port = port;
		this.status = status;
		StringBuilder text = new StringBuilder(scenario.method() + " " + scenario.path() + " HTTP/1.1\r\n");
		scenario.headers()
			.forEach((header) -> text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
		this.request = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Puts the server under load.
	 * @param millis for how long
	 * @return how many requests were answered
	 */
	long run(long millis) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
		try {
			long end = System.nanoTime() + millis * 1_000_000;
			List<Future<Long>> counts = new ArrayList<>();
			for (int i = 0; i < CONNECTIONS; i++) {
				counts.add(threads.submit((Callable<Long>) () -> connection(end)));
			}
			long count = 0;
			for (Future<Long> each : counts) {
				count += each.get();
			}
			return count;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Sends one request and reads its answer.
	 */
	void once() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write(this.request);
			answer(new BufferedInputStream(socket.getInputStream()));
		}
	}

	private long connection(long end) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
			long count = 0;
			while (System.nanoTime() < end) {
				socket.getOutputStream().write(this.request);
				answer(in);
				count++;
			}
			return count;
		}
	}

	private void answer(InputStream in) throws IOException {
		String line = line(in);
		if (!line.startsWith("HTTP/1.1 " + this.status)) {
			throw new IllegalStateException("Answered " + line);
		}
		int length = 0;
		for (line = line(in); !line.isEmpty(); line = line(in)) {
			if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				length = Integer.parseInt(line.substring("content-length:".length()).strip());
			}
		}
		in.skipNBytes(length);
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new IOException("The connection ended");
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

}
