package io.crossgate.cors.mcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves a page, from an origin that is not the MCP server's.
 */
final class PageServer implements AutoCloseable {

	private final HttpServer server;

	private final Path folder;

	PageServer(Path folder) throws IOException {
		this.folder = folder;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		Path file = this.folder.resolve(path.equals("/") ? "index.html" : path.substring(1));
		boolean found = Files.exists(file);
		byte[] body = found ? Files.readAllBytes(file) : new byte[0];
		exchange.getResponseHeaders()
			.add("Content-Type", path.endsWith(".js") ? "text/javascript;charset=utf-8" : "text/html;charset=utf-8");
		exchange.sendResponseHeaders(found ? 200 : 404, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	/** Return the origin of the page under a name of this machine. */
	String origin(String host) {
		return "http://" + host + ":" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
