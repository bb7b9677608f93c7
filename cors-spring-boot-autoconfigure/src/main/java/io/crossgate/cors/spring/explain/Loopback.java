package io.crossgate.cors.spring.explain;

/**
 * Recognises the user's own machine.
 */
final class Loopback {

	private Loopback() {
	}

	static boolean isHost(String host) {
		return host.equals("localhost") || host.endsWith(".localhost") || isAddress(host);
	}

	static boolean isAddress(String address) {
		return address.equals("[::1]") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1")
				|| (address.startsWith("127.") && address.chars().allMatch((c) -> c == '.' || (c >= '0' && c <= '9')));
	}

}
