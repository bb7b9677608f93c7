package io.crossgate.cors.browser.protocol;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.url.WebUrl;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.RequestHeaders;
import io.crossgate.cors.fetch.Tokens;

/**
 * The CORS-preflight cache: per origin, URL and credentials the methods and header names
 * that were allowed, each until it expires.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-cache">Fetch,
 * CORS-preflight cache</a>
 */
public final class PreflightCache {

	private final Map<Key, Entry> entries = new HashMap<>();

	private final EngineProfile profile;

	private final InstantSource time;

	/**
	 * Create an empty cache.
	 * @param profile the engine that keeps it
	 * @param time the clock by which entries expire
	 */
	public PreflightCache(EngineProfile profile, InstantSource time) {
		this.profile = profile;
		this.time = time;
	}

	/**
	 * Return whether a request needs no preflight because an earlier one covers it.
	 * @param origin the serialised origin of the request
	 * @param url the current URL
	 * @param credentials whether the credentials mode is {@code include}
	 * @param request the request
	 * @param names the unsafe names of its headers
	 * @return whether all of it is cached
	 */
	public synchronized boolean covers(String origin, WebUrl url, boolean credentials, OutgoingRequest request,
			List<String> names) {
		boolean safelisted = Methods.isSafelisted(request.method())
				&& !(request.method().equals("HEAD") && this.profile.has(Quirk.HEAD_NEEDS_LISTING));
		if ((!safelisted || request.forced()) && !allows(origin, url, credentials, request.method(), Entry::methods)) {
			return false;
		}
		return names.stream().allMatch((name) -> allows(origin, url, credentials, name, Entry::names));
	}

	/**
	 * Store what a preflight response allows.
	 * @param origin the serialised origin of the request
	 * @param url the current URL
	 * @param credentials whether the credentials mode is {@code include}
	 * @param methods the methods that are allowed
	 * @param names the header names that are allowed
	 * @param seconds the max-age
	 */
	public synchronized void store(String origin, WebUrl url, boolean credentials, List<String> methods,
			List<String> names, long seconds) {
		Key key = new Key(origin, url, credentials);
		if (this.profile.has(Quirk.CACHES_LAST_PREFLIGHT_ONLY)) {
			this.entries.remove(key);
		}
		// 0 is stored as well: it ends the entry of an earlier response.
		Instant expiry = this.time.instant().plusSeconds(seconds);
		Entry entry = this.entries.computeIfAbsent(key, (ignored) -> new Entry(new HashMap<>(), new HashMap<>()));
		methods.forEach((method) -> entry.methods().put(method, expiry));
		names.forEach((name) -> entry.names().put(Tokens.toAsciiLowerCase(name), expiry));
	}

	/**
	 * Remove all entries of an origin and a URL.
	 * @param origin the serialised origin
	 * @param url the URL
	 */
	public synchronized void clear(String origin, WebUrl url) {
		this.entries.keySet().removeIf((key) -> key.origin().equals(origin) && key.url().equals(url));
	}

	private boolean allows(String origin, WebUrl url, boolean credentials, String word, Part part) {
		// An entry with credentials covers requests without. With credentials "*" is a
		// name: the standard says so of responses, and does not repeat it for entries.
		return isValid(this.entries.get(new Key(origin, url, credentials)), part, word, !credentials)
				|| (!credentials && !this.profile.has(Quirk.CACHES_CREDENTIALED_SEPARATELY)
						&& isValid(this.entries.get(new Key(origin, url, true)), part, word, true));
	}

	private boolean isValid(@Nullable Entry entry, Part part, String word, boolean wildcard) {
		if (entry == null) {
			return false;
		}
		boolean covered = wildcard && !this.profile.has(Quirk.CACHED_WILDCARDS_DO_NOT_MATCH)
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
