package io.crossgate.cors.browser.network;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;
import io.crossgate.cors.browser.url.SameSite;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * The address spaces of hosts that need no look-up.
 */
final class AddressSpaces {

	private static final String MAPPED = "[::ffff:";

	private AddressSpaces() {
	}

	/**
	 * Return the address space of a host that needs no look-up: an IP address,
	 * {@code localhost} and names below it, and names below {@code local}.
	 * <ul>
	 * <li>loopback: {@code 127.0.0.1}, {@code [::1]}, {@code 0.0.0.0},
	 * {@code app.localhost}</li>
	 * <li>local: {@code 10.1.2.3}, {@code 192.168.0.1}, {@code [fe80::1]},
	 * {@code printer.local}</li>
	 * <li>public: {@code 192.0.2.1}, {@code [2606:4700::1]}</li>
	 * </ul>
	 * @param url a URL
	 * @return the address space, or {@code null} if it depends on the address of a name
	 * @see <a href=
	 * "https://wicg.github.io/local-network-access/#non-public-ip-address-blocks">Local
	 * Network Access, non-public IP address blocks</a>
	 */
	static @Nullable AddressSpace of(WebUrl url) {
		String host = url.host();
		if (host == null) {
			return null;
		}
		if (host.startsWith("[")) {
			return ipv6(host);
		}
		long ipv4 = ipv4(host);
		if (ipv4 >= 0) {
			return ipv4(ipv4);
		}
		if (SameSite.isLoopback(url)) {
			return AddressSpace.LOOPBACK;
		}
		return host.endsWith(".local") ? AddressSpace.LOCAL : null;
	}

	private static AddressSpace ipv4(long address) {
		if (address == 0 || address >> 24 == 127 || address >> 17 == (198 << 8 | 18) >> 1) {
			return AddressSpace.LOOPBACK;
		}
		boolean local = address >> 24 == 0 || address >> 24 == 10 || address >> 22 == (100 << 8 | 64) >> 6
				|| address >> 20 == (172 << 8 | 16) >> 4 || address >> 16 == (192 << 8 | 168)
				|| address >> 16 == (169 << 8 | 254);
		return local ? AddressSpace.LOCAL : AddressSpace.PUBLIC;
	}

	private static AddressSpace ipv6(String host) {
		if (host.equals("[::1]") || host.equals("[::]")) {
			return AddressSpace.LOOPBACK;
		}
		if (host.startsWith(MAPPED)) {
			int colon = host.indexOf(':', MAPPED.length());
			if (colon > 0 && host.indexOf(':', colon + 1) < 0) {
				return ipv4((long) group(host, MAPPED.length()) << 16 | group(host, colon + 1));
			}
		}
		int first = group(host, 1);
		int second = group(host, host.indexOf(':') + 1);
		boolean local = first >> 9 == 0xFC00 >> 9 || first >> 6 == 0xFE80 >> 6 || first >> 6 == 0xFEC0 >> 6
				|| (first == 0x2001 && second == 0xDB8) || (first == 0x3FFF && second < 0x1000);
		return local ? AddressSpace.LOCAL : AddressSpace.PUBLIC;
	}

	/** The number of the group that starts at an index; 0 where zeros are left out. */
	private static int group(String host, int start) {
		int group = 0;
		for (int i = start; Character.digit(host.charAt(i), 16) >= 0; i++) {
			group = group << 4 | Character.digit(host.charAt(i), 16);
		}
		return group;
	}

	/** The address of a canonical host, or -1 if it is a name. */
	private static long ipv4(String host) {
		long address = 0;
		int octet = -1;
		int octets = 0;
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (c == '.' && octet >= 0) {
				address = address << 8 | octet;
				octet = -1;
				octets++;
			}
			else if (c >= '0' && c <= '9' && octet < 26) {
				octet = Math.max(octet, 0) * 10 + (c - '0');
			}
			else {
				return -1;
			}
		}
		return (octets == 3 && octet >= 0) ? address << 8 | octet : -1;
	}

}
