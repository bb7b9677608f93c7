package io.crossgate.cors.browser.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;

/**
 * The headers of a request over all its redirects: which of them are sent, and which need
 * a preflight. In the standard each redirect removes headers for good. Engines that keep
 * the headers of the first request start from these again.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch, HTTP-redirect
 * fetch</a>
 */
public final class RedirectedHeaders {

	private final EngineProfile profile;

	private final OutgoingRequest first;

	private final List<String> firstUnsafe;

	private Set<String> lastRemoved = Set.of();

	/**
	 * Start with the request of the page.
	 * @param first the first request
	 * @param profile the engine that sends it
	 */
	public RedirectedHeaders(OutgoingRequest first, EngineProfile profile) {
		this.profile = profile;
		this.first = first;
		this.firstUnsafe = CorsUnsafeHeaderNames.names(first.headers(), profile);
	}

	/**
	 * Follow a redirect.
	 * @param request the request that was redirected
	 * @param status the status of the redirect
	 * @param toOtherOrigin whether it leads to another origin than the current one
	 * @param cors whether the response to it will be tainted {@code cors}
	 * @return the next request
	 */
	public OutgoingRequest redirect(OutgoingRequest request, int status, boolean toOtherOrigin, boolean cors) {
		this.lastRemoved = removed(request.becomesGet(status), toOtherOrigin);
		OutgoingRequest next = request.redirected(status, toOtherOrigin);
		if (this.profile.has(Quirk.REMOVED_HEADERS_COME_BACK)) {
			// This engine looks at the method of the first request, not of the current
			// one.
			return next
				.withHeaders(this.first.headers().without(removed(this.first.becomesGet(status), toOtherOrigin)));
		}
		if (cors && this.profile.has(Quirk.BODY_HEADERS_COME_BACK)) {
			boolean withoutAuthorization = !next.headers().contains("Authorization");
			return next
				.withHeaders(this.first.headers().without(removed(request.becomesGet(status), withoutAuthorization)));
		}
		return next;
	}

	/**
	 * Return the names that a preflight of the current request names.
	 * @param request the current request
	 * @return the names in lower case and in order
	 */
	public List<String> unsafeNames(OutgoingRequest request) {
		if (!this.profile.has(Quirk.PREFLIGHTS_FOR_FIRST_HEADERS)) {
			return CorsUnsafeHeaderNames.names(request.headers(), this.profile);
		}
		if (!this.profile.has(Quirk.LAST_REMOVED_ARE_NOT_NAMED)) {
			return this.firstUnsafe;
		}
		return this.firstUnsafe.stream().filter((name) -> !this.lastRemoved.contains(name)).toList();
	}

	/**
	 * Return whether the headers of the first request require a preflight of every
	 * redirect.
	 * @return whether there is one even without a name
	 */
	public boolean alwaysNeedPreflight() {
		return this.profile.has(Quirk.PREFLIGHTS_FOR_FIRST_HEADERS) && !this.firstUnsafe.isEmpty();
	}

	private static Set<String> removed(boolean bodyHeaders, boolean authorization) {
		Set<String> names = new HashSet<>(bodyHeaders ? OutgoingRequest.BODY_HEADERS : Set.of());
		names.addAll(authorization ? OutgoingRequest.AUTHORIZATION : Set.of());
		return names;
	}

}
