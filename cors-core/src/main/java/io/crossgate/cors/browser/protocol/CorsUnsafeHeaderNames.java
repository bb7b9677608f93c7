package io.crossgate.cors.browser.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.fetch.RequestHeaders;
import io.crossgate.cors.fetch.Tokens;

/**
 * The names of the headers that need a preflight.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names">Fetch,
 * CORS-unsafe request-header names</a>
 */
public final class CorsUnsafeHeaderNames {

	private CorsUnsafeHeaderNames() {
	}

	/**
	 * Return the unsafe names.
	 * @param headers the headers of a request
	 * @param profile the engine that decides
	 * @return the names in lower case and in order
	 */
	public static List<String> names(HeaderList headers, EngineProfile profile) {
		List<String> unsafe = new ArrayList<>();
		List<String> potentiallyUnsafe = new ArrayList<>();
		int size = 0;
		for (HeaderList.Line line : profile.has(Quirk.JOINS_LINES) ? joined(headers) : headers.lines()) {
			String name = Tokens.toAsciiLowerCase(line.name());
			if (isSafe(name, line.value(), profile)) {
				potentiallyUnsafe.add(name);
				size += line.value().length();
			}
			else {
				unsafe.add(name);
			}
		}
		if (size > RequestHeaders.SAFELISTED_VALUES_SIZE && !profile.has(Quirk.IGNORES_TOTAL_SIZE)) {
			unsafe.addAll(potentiallyUnsafe);
		}
		Collection<String> names = profile.has(Quirk.REPEATS_HEADER_NAMES) ? unsafe : new TreeSet<>(unsafe);
		return names.stream().sorted().toList();
	}

	private static boolean isSafe(String name, String value, EngineProfile profile) {
		if (profile.has(Quirk.STRICT_VALUES) && isStrictlyUnsafe(name, value)) {
			return false;
		}
		if (profile.has(Quirk.CLIENT_HINTS_ARE_SAFE) && isClientHint(name, value)) {
			return true;
		}
		if (profile.has(Quirk.RANGE_UNIT_IN_ANY_CASE) && name.equals("range")) {
			return RequestHeaders.isSafelisted(name, Tokens.toAsciiLowerCase(value));
		}
		return RequestHeaders.isSafelisted(name, value);
	}

	private static boolean isStrictlyUnsafe(String name, String value) {
		boolean type = name.equals("content-type");
		return (type && value.indexOf(',') >= 0)
				|| ((type || name.equals("accept")) && value.chars().anyMatch((c) -> c >= 0x80));
	}

	private static boolean isClientHint(String name, String value) {
		return switch (name) {
			case "save-data" -> Tokens.toAsciiLowerCase(value).equals("on");
			case "ect" -> List.of("slow-2g", "2g", "3g", "4g").contains(value);
			case "device-memory", "dpr", "width", "viewport-width", "downlink", "rtt" ->
				!value.isEmpty() && value.chars().allMatch((c) -> (c >= '0' && c <= '9') || c == '.');
			default -> false;
		};
	}

	private static List<HeaderList.Line> joined(HeaderList headers) {
		List<HeaderList.Line> lines = new ArrayList<>();
		for (String name : headers.names()) {
			lines.add(new HeaderList.Line(name, String.join(", ", headers.values(name))));
		}
		return lines;
	}

}
