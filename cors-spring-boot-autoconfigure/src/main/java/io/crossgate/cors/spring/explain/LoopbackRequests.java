package io.crossgate.cors.spring.explain;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;

/**
 * Recognises requests that come from this machine and mean this machine. A proxy on the
 * same machine can look the same: {@link ProxyTrace} is asked as well.
 *
 * @since 0.1.0
 */
final class LoopbackRequests {

	private static final String IPV6 = "[::1]";

	private LoopbackRequests() {
	}

	/**
	 * Return whether client address and {@code Host} are both loopback.
	 * <ul>
	 * <li>local: {@code 127.0.0.1} and {@code localhost}, {@code ::1} and
	 * {@code [::1]}</li>
	 * <li>not local: {@code localhost} as the client's address, because only literal
	 * addresses are trusted there; any other host</li>
	 * </ul>
	 * @param address the client's address, or {@code null} if it is not known
	 * @param host the host the server was called with, or {@code null}
	 * @return whether the request is the own user's, unless a proxy has touched it
	 */
	static boolean isLocal(@Nullable String address, @Nullable String host) {
		return address != null && host != null && !isName(address) && isHost(address) && isHost(host);
	}

	/** Containers write IPv6 addresses without brackets, too, and in full. */
	static boolean isHost(String host) {
		return Origin.isLoopback((host.equals("::1") || host.equals("0:0:0:0:0:0:0:1")) ? IPV6 : host);
	}

	private static boolean isName(String address) {
		return address.endsWith("localhost") || address.endsWith("localhost.");
	}

}
