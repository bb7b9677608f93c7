package io.crossgate.cors.browser;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The headers of a request over all its redirects: which are sent on, and for which a
 * server has to be asked. In the standard each hop has what the one before left over.
 * Engines that keep the headers of the first request start from these again.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-redirect-fetch">Fetch, HTTP-redirect
 * fetch</a>
 */
final class RedirectedHeaders {

	private final Profile profile;

	private final OutgoingRequest first;

	private final List<String> firstUnsafe;

	private Set<String> lastRemoved = Set.of();

	RedirectedHeaders(OutgoingRequest first, Profile profile) {
		this.profile = profile;
		this.first = first;
		this.firstUnsafe = UnsafeHeaders.names(first.headers(), profile);
	}

	OutgoingRequest redirect(OutgoingRequest request, int status, boolean toOtherOrigin, boolean cors) {
		this.lastRemoved = removed(request.becomesGet(status), toOtherOrigin);
		OutgoingRequest next = request.redirected(status, toOtherOrigin);
		if (this.profile.has(Quirk.REMOVED_HEADERS_COME_BACK)) {
			// Asks for the method of the first request, whatever has become of it.
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

	/** The unsafe names of the current hop, in lower case and sorted. */
	List<String> unsafeNames(OutgoingRequest request) {
		if (!this.profile.has(Quirk.PREFLIGHTS_FOR_FIRST_HEADERS)) {
			return UnsafeHeaders.names(request.headers(), this.profile);
		}
		if (!this.profile.has(Quirk.LAST_REMOVED_ARE_NOT_NAMED)) {
			return this.firstUnsafe;
		}
		return this.firstUnsafe.stream().filter((name) -> !this.lastRemoved.contains(name)).toList();
	}

	/** Whether the headers of the first request ask for a preflight of every hop. */
	boolean alwaysNeedPreflight() {
		return this.profile.has(Quirk.PREFLIGHTS_FOR_FIRST_HEADERS) && !this.firstUnsafe.isEmpty();
	}

	private static Set<String> removed(boolean bodyHeaders, boolean authorization) {
		Set<String> names = new HashSet<>(bodyHeaders ? OutgoingRequest.BODY_HEADERS : Set.of());
		names.addAll(authorization ? OutgoingRequest.AUTHORIZATION : Set.of());
		return names;
	}

}
