package io.crossgate.cors.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A reverse proxy on this machine that does to the lines of a request what it is told,
 * and passes everything else on as it is. One exchange a connection.
 */
public final class ReverseProxy implements AutoCloseable {

	private final ServerSocket listening;

	private final int upstream;

	private final UnaryOperator<List<String>> lines;

	/**
	 * Starts a proxy.
	 * @param upstream the port of the server
	 * @param lines what it makes of the header lines
	 */
	public ReverseProxy(int upstream, UnaryOperator<List<String>> lines) {
		try {
			this.listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.upstream = upstream;
		this.lines = lines;
		Thread thread = new Thread(this::accept, "reverse-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	public int port() {
		return this.listening.getLocalPort();
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try (Socket client = this.listening.accept();
					Socket server = new Socket(InetAddress.getLoopbackAddress(), this.upstream)) {
				client.setSoTimeout(20_000);
				server.setSoTimeout(20_000);
				pass(client, server);
			}
			catch (IOException ex) {
				// The client sees that the connection is closed.
			}
		}
	}

	private void pass(Socket client, Socket server) throws IOException {
		List<String> head = head(client.getInputStream());
		List<String> sent = new ArrayList<>(List.of(head.get(0)));
		sent.addAll(this.lines.apply(head.subList(1, head.size())));
		OutputStream out = server.getOutputStream();
		out.write((String.join("\r\n", sent) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
		server.getInputStream().transferTo(client.getOutputStream());
	}

	private static List<String> head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int c = in.read();
			if (c < 0) {
				throw new IOException("The client closed the connection");
			}
			head.append((char) c);
		}
		return head.toString().lines().filter((line) -> !line.isEmpty()).toList();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
