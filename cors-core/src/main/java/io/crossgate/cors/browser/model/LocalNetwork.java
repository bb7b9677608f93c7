package io.crossgate.cors.browser.model;

import java.util.HashMap;
import java.util.Map;

import io.crossgate.cors.fetch.Tokens;

/**
 * Where a page and its servers are, and whether its user lets it connect to less public
 * addresses. No response header has a part in this: CORS is checked afterwards.
 * <pre class="code">
 * Browser.at("https://app.example.com")
 *     .on(LocalNetwork.from(AddressSpace.PUBLIC).permission(Permission.GRANTED));
 * </pre>
 *
 * @param page the address space of the page
 * @param permission what the user has decided
 * @param hosts the address spaces of names in lower case; other names are public
 * @since 0.1.0
 * @see <a href=
 * "https://wicg.github.io/local-network-access/#local-network-request-section">Local
 * Network Access, local network request</a>
 */
public record LocalNetwork(AddressSpace page, Permission permission, Map<String, AddressSpace> hosts) {

	/**
	 * Copy the hosts.
	 * @param page the address space of the page
	 * @param permission what the user has decided
	 * @param hosts the address spaces of names
	 */
	public LocalNetwork {
		hosts = Map.copyOf(hosts);
	}

	/**
	 * Start with a page whose user has not decided.
	 * @param page the address space of the page
	 * @return the network
	 */
	public static LocalNetwork from(AddressSpace page) {
		return new LocalNetwork(page, Permission.PROMPT, Map.of());
	}

	/**
	 * Set the decision of the user.
	 * @param value the permission
	 * @return the changed network
	 */
	public LocalNetwork permission(Permission value) {
		return new LocalNetwork(this.page, value, this.hosts);
	}

	/**
	 * Say where a name leads to.
	 * @param name a host name in lower case
	 * @param space the address space of its IP address
	 * @return the changed network
	 */
	public LocalNetwork host(String name, AddressSpace space) {
		Map<String, AddressSpace> more = new HashMap<>(this.hosts);
		more.put(name, space);
		return new LocalNetwork(this.page, this.permission, more);
	}

	/**
	 * What the user has decided about a page and the local network.
	 *
	 * @since 0.1.0
	 * @see <a href=
	 * "https://wicg.github.io/local-network-access/#integration-with-permissions">Local
	 * Network Access, permissions</a>
	 */
	public enum Permission {

		/** The page may connect. */
		GRANTED,

		/** The page may not connect. */
		DENIED,

		/** The user has not decided, so nothing is sent yet. */
		PROMPT

	}

	/**
	 * From where an IP address can be reached.
	 *
	 * @since 0.1.0
	 * @see <a href=
	 * "https://wicg.github.io/local-network-access/#ip-address-space-section">Local
	 * Network Access, IP address space</a>
	 */
	public enum AddressSpace {

		/** From everywhere. */
		PUBLIC,

		/** From within the current network only. */
		LOCAL,

		/** From the same machine only. */
		LOOPBACK;

		/**
		 * Return whether this address space is less public than another.
		 * @param other another address space
		 * @return whether pages there need permission to connect to this one
		 */
		public boolean isLessPublicThan(AddressSpace other) {
			return compareTo(other) > 0;
		}

		/**
		 * Return the value of {@code targetAddressSpace}.
		 * @return the name in lower case
		 */
		public String value() {
			return Tokens.toAsciiLowerCase(name());
		}

	}

}
