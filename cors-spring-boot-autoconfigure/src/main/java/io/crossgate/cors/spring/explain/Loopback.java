package io.crossgate.cors.spring.explain;

import io.crossgate.cors.origin.Origin;

/**
 * Recognises the user's own machine.
 */
final class Loopback {

	private Loopback() {
	}

	/** Containers write IPv6 addresses without brackets, too, and in full. */
	static boolean isHost(String host) {
		return Origin.isLoopback(host) || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
	}

	/** Only literal addresses count; names are not trusted. */
	static boolean isAddress(String address) {
		return isHost(address) && !address.endsWith("localhost") && !address.endsWith("localhost.");
	}

}
