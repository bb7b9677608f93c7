package io.crossgate.cors.spring.explain;

import java.util.Iterator;
import java.util.List;

/**
 * The header lines that proxies add to a request. Only whether one of them is there is
 * looked at, never what it says: anyone can write one, but a browser on this machine that
 * calls this server directly writes none.
 * <ul>
 * <li>a trace: {@code Forwarded}, {@code X-Forwarded-For} and every other name that
 * begins with {@code X-Forwarded-}, {@code X-Real-IP}, {@code Via}, in any case</li>
 * <li>none: {@code X-Forwarded}, {@code Forwarded-For}, {@code Origin}</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, section 4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.3">RFC 9110, section
 * 7.6.3</a>
 */
final class ProxyTrace {

	private static final String PREFIX = "x-forwarded-";

	private static final List<String> NAMES = List.of("forwarded", "via", "x-real-ip");

	private ProxyTrace() {
	}

	/**
	 * Return whether a proxy has left a trace.
	 * @param names the names of all header lines of the request
	 * @return whether one of them is a proxy's
	 */
	static boolean isIn(Iterator<String> names) {
		while (names.hasNext()) {
			if (is(names.next())) {
				return true;
			}
		}
		return false;
	}

	private static boolean is(String name) {
		return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
				|| NAMES.stream().anyMatch(name::equalsIgnoreCase);
	}

}
