package io.crossgate.cors.spring.explain;

import org.jspecify.annotations.Nullable;

/**
 * Return whether a request comes from this machine and means this machine. A proxy on the
 * same machine can look the same: {@link ProxyTrace} is asked as well.
 *
 * @since 0.1.0
 */
public final class LoopbackClient {

	private LoopbackClient() {
	}

	/**
	 * Return whether a request is the own user's, unless a proxy has touched it.
	 * @param address the client's address
	 * @param host the host the server was called with
	 * @return whether both are loopback
	 */
	public static boolean is(@Nullable String address, @Nullable String host) {
		return address != null && host != null && Loopback.isAddress(address) && Loopback.isHost(host);
	}

}
