package io.crossgate.cors.spring.explain;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request comes from this machine and means this machine: a proxy on the
 * same machine has the first, but calls the server by a public name.
 *
 * @since 0.1.0
 */
public final class LoopbackClient {

	private LoopbackClient() {
	}

	/**
	 * Tells whether a request is the own user's.
	 * @param address the client's address
	 * @param host the host the server was called with
	 * @return whether both are loopback
	 */
	public static boolean is(@Nullable String address, @Nullable String host) {
		return address != null && host != null && Loopback.isAddress(address) && Loopback.isHost(host);
	}

}
