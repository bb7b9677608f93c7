package io.crossgate.cors.sample.lab;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;

/**
 * Recognises what the page itself asks for, opened on this very machine. Changes of
 * policies are for no other page, whatever the policies say.
 */
final class OwnPage {

	static final String PATH = "/lab/changes";

	private static final List<String> PROXIES = List.of("forwarded", "x-forwarded-", "x-real-ip", "via");

	private OwnPage() {
	}

	/**
	 * Return whether a request may change policies: client and {@code Host} are this
	 * machine, no proxy has touched it, and its origin is the one that was called.
	 * @param method the method; to look is allowed to every page that may read here
	 * @param client the client's address, or {@code null} if it is not known
	 * @param headers all headers, names in lower case
	 */
	static boolean permits(String method, @Nullable InetAddress client, Map<String, String> headers) {
		if (method.equals("GET") || method.equals("HEAD")) {
			return true;
		}
		String host = headers.getOrDefault("host", "");
		return client != null && client.isLoopbackAddress() && ("http://" + host).equals(headers.get("origin"))
				&& Origin.isLoopback(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))
				&& headers.keySet().stream().noneMatch((name) -> PROXIES.stream().anyMatch(name::startsWith));
	}

}
