package io.crossgate.cors.spring.takeover;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a browser makes of a response.
 *
 * @param refused whether the request was refused for its origin or method
 * @param handled whether something of the application answered; without a handler a
 * method is refused or a path is not found, whatever the origin
 * @param granted whether the page gets what it asks for
 * @param credentials whether cookies are allowed
 * @param maxAge for how long a preflight's answer is kept, in seconds
 * @param exposed the response headers that the page may read
 */
record Answer(boolean refused, boolean handled, boolean granted, boolean credentials, long maxAge,
		Set<String> exposed) {

	/**
	 * Reads a response.
	 * @see <a href="https://fetch.spec.whatwg.org/#cors-check">Fetch, CORS check</a>
	 */
	static Answer of(Probe probe, int status, Map<String, String> headers) {
		String allowed = headers.getOrDefault("access-control-allow-origin", "");
		boolean granted = probe.origin() != null && (allowed.equals("*") || allowed.equals(probe.origin()));
		boolean credentials = granted && "true".equals(headers.get("access-control-allow-credentials"))
				&& !allowed.equals("*");
		if (!probe.preflight()) {
			return new Answer(status == 403, status != 400 && status != 404 && status != 405, granted, credentials, 0,
					granted ? names(headers.get("access-control-expose-headers")) : Set.of());
		}
		Set<String> methods = names(headers.get("access-control-allow-methods"));
		Set<String> names = names(headers.get("access-control-allow-headers"));
		granted = granted && status >= 200 && status < 300 && methods.contains(probe.method().toLowerCase(Locale.ROOT))
				&& probe.headers().stream().allMatch((name) -> names.contains(name.toLowerCase(Locale.ROOT)));
		return new Answer(false, true, granted, credentials && granted, granted ? maxAge(headers) : 0, Set.of());
	}

	/**
	 * What is not there or no number is five seconds; no browser keeps more than a day.
	 */
	private static long maxAge(Map<String, String> headers) {
		String text = headers.getOrDefault("access-control-max-age", "");
		boolean number = !text.isEmpty() && text.chars().allMatch((c) -> c >= '0' && c <= '9');
		return number ? Math.min(Long.parseLong(text), 86400) : 5;
	}

	private static Set<String> names(@Nullable String line) {
		Set<String> names = new TreeSet<>();
		List<String> words = (line != null) ? Arrays.asList(line.split(",")) : List.of();
		words.forEach((word) -> names.add(word.strip().toLowerCase(Locale.ROOT)));
		return names;
	}

}
