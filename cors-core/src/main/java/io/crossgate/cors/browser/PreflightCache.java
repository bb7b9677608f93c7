package io.crossgate.cors.browser;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.RequestHeaders;
import io.crossgate.cors.fetch.Tokens;

/**
 * What a browser remembers of preflights: per origin, URL and credentials the methods and
 * the header names that were allowed, each until it expires.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-cache">Fetch,
 * CORS-preflight cache</a>
 */
final class PreflightCache {

	private final Map<Key, Entry> entries = new HashMap<>();

	private final Profile profile;

	private final InstantSource time;

	PreflightCache(Profile profile, InstantSource time) {
		this.profile = profile;
		this.time = time;
	}

	synchronized boolean covers(String origin, WebUrl url, boolean credentials, OutgoingRequest request,
			List<String> names) {
		boolean safelisted = Methods.isSafelisted(request.method())
				&& !(request.method().equals("HEAD") && this.profile.has(Quirk.HEAD_NEEDS_LISTING));
		if ((!safelisted || request.forced()) && !allows(origin, url, credentials, request.method(), Entry::methods)) {
			return false;
		}
		return names.stream().allMatch((name) -> allows(origin, url, credentials, name, Entry::names));
	}

	synchronized void store(String origin, WebUrl url, boolean credentials, List<String> methods, List<String> names,
			long seconds) {
		Key key = new Key(origin, url, credentials);
		if (this.profile.has(Quirk.REMEMBERS_LAST_PREFLIGHT_ONLY)) {
			this.entries.remove(key);
		}
		// Nothing special about 0: what was remembered before ends with it.
		Instant expiry = this.time.instant().plusSeconds(seconds);
		Entry entry = this.entries.computeIfAbsent(key, (ignored) -> new Entry(new HashMap<>(), new HashMap<>()));
		methods.forEach((method) -> entry.methods().put(method, expiry));
		names.forEach((name) -> entry.names().put(Tokens.toAsciiLowerCase(name), expiry));
	}

	synchronized void clear(String origin, WebUrl url) {
		this.entries.keySet().removeIf((key) -> key.origin().equals(origin) && key.url().equals(url));
	}

	private boolean allows(String origin, WebUrl url, boolean credentials, String word, Part part) {
		// What is good with credentials is good without. With credentials a "*" is a
		// name;
		// the standard says so of answers and forgets to say it of what is remembered.
		return isValid(this.entries.get(new Key(origin, url, credentials)), part, word, !credentials)
				|| (!credentials && !this.profile.has(Quirk.REMEMBERS_CREDENTIALED_APART)
						&& isValid(this.entries.get(new Key(origin, url, true)), part, word, true));
	}

	private boolean isValid(@Nullable Entry entry, Part part, String word, boolean wildcard) {
		if (entry == null) {
			return false;
		}
		boolean covered = wildcard && !this.profile.has(Quirk.FORGETS_WILDCARDS)
				&& (!RequestHeaders.isNonWildcardName(word) || this.profile.has(Quirk.WILDCARD_COVERS_AUTHORIZATION));
		Map<String, Instant> expiries = part.of(entry);
		return isFuture(expiries.get(word)) || (covered && isFuture(expiries.get("*")));
	}

	private boolean isFuture(@Nullable Instant expiry) {
		return expiry != null && this.time.instant().isBefore(expiry);
	}

	private interface Part {

		Map<String, Instant> of(Entry entry);

	}

	private record Key(String origin, WebUrl url, boolean credentials) {

	}

	private record Entry(Map<String, Instant> methods, Map<String, Instant> names) {

	}

}
