package io.crossgate.cors.browser.network;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.browser.model.LocalNetwork;
import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;
import io.crossgate.cors.browser.protocol.NetworkErrorException;
import io.crossgate.cors.browser.url.WebUrl;

/**
 * Whether a page may connect to a less public address.
 */
public final class LocalNetworkAccess {

	private LocalNetworkAccess() {
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
		return ((target != null) ? target : AddressSpaces.of(url)) == AddressSpace.LOCAL
				|| target == AddressSpace.LOOPBACK;
	}

	/**
	 * The Local Network Access check.
	 * @param network where page and server are
	 * @param secureContext whether the page is a secure context
	 * @param url the current URL
	 * @param target the {@code targetAddressSpace} of the call
	 * @throws NetworkErrorException if nothing is sent
	 * @see <a href="https://wicg.github.io/local-network-access/#fetching">Local Network
	 * Access, fetching</a>
	 */
	public static void check(LocalNetwork network, boolean secureContext, WebUrl url, @Nullable AddressSpace target)
			throws NetworkErrorException {
		AddressSpace space = space(network, url);
		if (target != null && target != space) {
			throw new NetworkErrorException(FetchFailure.LOCAL_NETWORK_ADDRESS_SPACE, space.value());
		}
		if (!space.isLessPublicThan(network.page())) {
			return;
		}
		if (!secureContext) {
			throw new NetworkErrorException(FetchFailure.LOCAL_NETWORK_INSECURE_CONTEXT, space.value());
		}
		// The draft has nothing to check where the target was right; engines ask anyway.
		if (network.permission() != LocalNetwork.Permission.GRANTED) {
			throw new NetworkErrorException(FetchFailure.LOCAL_NETWORK_PERMISSION, space.value());
		}
	}

	private static AddressSpace space(LocalNetwork network, WebUrl url) {
		AddressSpace literal = AddressSpaces.of(url);
		AddressSpace known = (url.host() != null) ? network.hosts().get(url.host()) : null;
		if (known != null) {
			return known;
		}
		return (literal != null) ? literal : AddressSpace.PUBLIC;
	}

}
