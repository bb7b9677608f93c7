package io.crossgate.cors.browser.network;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.protocol.FetchFailure;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * Where a page and its servers are, and whether its user lets it connect to less public
 * addresses. No response header has a part in this: CORS is checked afterwards.
 * <pre class="code">
 * Browser.at("https://app.example.com")
 *     .on(LocalNetwork.from(AddressSpace.PUBLIC).permission(LocalNetworkPermission.GRANTED));
 * </pre>
 *
 * @param page the address space of the page
 * @param permission what the user has decided
 * @param hosts the address spaces of names; other names are public
 * @since 0.1.0
 * @see <a href=
 * "https://wicg.github.io/local-network-access/#local-network-request-section">Local
 * Network Access, local network request</a>
 */
public record LocalNetwork(AddressSpace page, LocalNetworkPermission permission, Map<String, AddressSpace> hosts) {

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
		return new LocalNetwork(page, LocalNetworkPermission.PROMPT, Map.of());
	}

	/**
	 * Set the decision of the user.
	 * @param value the permission
	 * @return the changed network
	 */
	public LocalNetwork permission(LocalNetworkPermission value) {
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
	 * Return whether a request is known to be for the local network before its name is
	 * looked up, so that plain http is no mixed content.
	 * @param url the current URL
	 * @param target the {@code targetAddressSpace} of the call
	 * @return whether mixed content is allowed
	 * @see <a href="https://wicg.github.io/local-network-access/#mixed-content-lna">Local
	 * Network Access, mixed content</a>
	 */
	public static boolean allowsMixedContent(WebUrl url, @Nullable AddressSpace target) {
		return ((target != null) ? target : AddressSpace.of(url)) == AddressSpace.LOCAL
				|| target == AddressSpace.LOOPBACK;
	}

	/**
	 * The Local Network Access check.
	 * @param secureContext whether the page is a secure context
	 * @param url the current URL
	 * @param target the {@code targetAddressSpace} of the call
	 * @throws NetworkErrorException if nothing is sent
	 * @see <a href="https://wicg.github.io/local-network-access/#fetching">Local Network
	 * Access, fetching</a>
	 */
	public void check(boolean secureContext, WebUrl url, @Nullable AddressSpace target) throws NetworkErrorException {
		AddressSpace space = space(url);
		if (target != null && target != space) {
			throw new NetworkErrorException(FetchFailure.LOCAL_NETWORK_ADDRESS_SPACE, space.value());
		}
		if (!space.isLessPublicThan(this.page)) {
			return;
		}
		if (!secureContext) {
			throw new NetworkErrorException(FetchFailure.LOCAL_NETWORK_INSECURE_CONTEXT, space.value());
		}
		// The draft has nothing to check where the target was right; engines ask anyway.
		if (this.permission != LocalNetworkPermission.GRANTED) {
			throw new NetworkErrorException(FetchFailure.LOCAL_NETWORK_PERMISSION, space.value());
		}
	}

	private AddressSpace space(WebUrl url) {
		AddressSpace literal = AddressSpace.of(url);
		AddressSpace known = (url.host() != null) ? this.hosts.get(url.host()) : null;
		if (known != null) {
			return known;
		}
		return (literal != null) ? literal : AddressSpace.PUBLIC;
	}

}
