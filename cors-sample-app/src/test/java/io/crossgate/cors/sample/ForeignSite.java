package io.crossgate.cors.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A site with a page that writes, on 127.0.0.1, which to a browser is another site than
 * localhost; and with a redirect that keeps method and body.
 */
final class ForeignSite implements AutoCloseable {

	private final HttpServer server;

	ForeignSite() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", ForeignSite::answer);
		this.server.start();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		String query = exchange.getRequestURI().getQuery();
		boolean redirect = exchange.getRequestURI().getPath().equals("/redirect");
		byte[] body = redirect ? new byte[0] : WritingPage.HTML.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders()
			.add(redirect ? "Location" : "Content-Type",
					redirect ? query.substring("to=".length()) : "text/html;charset=UTF-8");
		exchange.sendResponseHeaders(redirect ? 307 : 200, redirect ? -1 : body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	String origin() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
