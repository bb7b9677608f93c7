package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A server without this component, whose answers depend on {@code Origin} and
 * {@code Accept-Language}. What it says about that is in the query: {@code vary} is a
 * line of its own each time, {@code status}, {@code age} for how long it is fresh.
 */
final class Upstream implements AutoCloseable {

	private final ConcurrentLinkedQueue<String> arrived = new ConcurrentLinkedQueue<>();

	private final Map<String, Headers> requests = new ConcurrentHashMap<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private final HttpServer server;

	Upstream() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** The methods of the requests for a target that came as far as here. */
	List<String> arrived(String target) {
		return this.arrived.stream()
			.filter((line) -> line.endsWith(" " + target))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.toList();
	}

	/** The values of a header, as it came with the last request for a target. */
	List<String> received(String target, String name) {
		return this.requests.get(target).getOrDefault(name, List.of());
	}

	private void answer(HttpExchange exchange) throws IOException {
		Headers request = exchange.getRequestHeaders();
		Headers response = exchange.getResponseHeaders();
		String target = exchange.getRequestURI().toString();
		this.arrived.add(exchange.getRequestMethod() + " " + target);
		this.requests.put(target, request);
		int status = 200;
		for (String parameter : Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("").split("&")) {
			String value = parameter.substring(parameter.indexOf('=') + 1);
			if (parameter.startsWith("vary=")) {
				response.add("Vary", value);
			}
			else if (parameter.startsWith("status=")) {
				status = Integer.parseInt(value);
			}
			else if (parameter.startsWith("age=")) {
				response.set("Cache-Control", "max-age=" + value);
			}
		}
		if (request.containsKey("Origin") && status == 200) {
			response.set("Access-Control-Allow-Origin", request.getFirst("Origin"));
		}
		response.set("ETag", "\"one\"");
		byte[] body = ("For readers of " + request.getFirst("Accept-Language")).getBytes(StandardCharsets.UTF_8);
		boolean head = exchange.getRequestMethod().equals("HEAD");
		exchange.sendResponseHeaders(status, head ? -1 : body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			if (!head) {
				out.write(body);
			}
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
