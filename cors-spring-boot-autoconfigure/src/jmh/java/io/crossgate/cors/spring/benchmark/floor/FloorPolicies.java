package io.crossgate.cors.spring.benchmark.floor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.benchmark.scenarios.Policy;

/** The floor's policies by path: one for all paths, or one for each first segment. */
public final class FloorPolicies {

	private final @Nullable FloorPolicy only;

	private final RangeTable<FloorPolicy> byFirstSegment;

	public FloorPolicies(List<Policy> policies) {
		boolean one = policies.size() == 1 && policies.get(0).path().equals("/**");
		this.only = one ? new FloorPolicy(policies.get(0)) : null;
		Map<String, FloorPolicy> bySegment = new HashMap<>();
		if (!one) {
			policies.forEach((policy) -> bySegment
				.put(policy.path().substring(1, policy.path().length() - "/**".length()), new FloorPolicy(policy)));
		}
		this.byFirstSegment = new RangeTable<>(bySegment);
	}

	/**
	 * Selects the policy of a path.
	 * @param rawPath the path as sent
	 * @param path the path within the application, decoded
	 * @return the policy; {@code null} if there is none or the raw path is not canonical
	 */
	public @Nullable FloorPolicy select(String rawPath, String path) {
		if (!isCanonical(rawPath)) {
			return null;
		}
		if (this.only != null) {
			return this.only;
		}
		int slash = path.indexOf('/', 1);
		return (path.length() > 1) ? this.byFirstSegment.find(path, 1, (slash >= 0) ? slash : path.length()) : null;
	}

	private static boolean isCanonical(String path) {
		int length = path.length();
		for (int i = 0; i < length; i++) {
			char c = path.charAt(i);
			if (c == '/') {
				if (!startsSegment(path, i + 1)) {
					return false;
				}
			}
			else if (c <= ' ' || c > '~' || c == ';' || c == '\\' || (c == '%' && !isHarmless(path, i))) {
				return false;
			}
		}
		return true;
	}

	/** Neither an empty segment, unless it is the last, nor one or two dots. */
	private static boolean startsSegment(String path, int start) {
		int length = path.length();
		if (start == length) {
			return true;
		}
		char first = path.charAt(start);
		if (first != '.') {
			return first != '/';
		}
		int end = (start + 1 < length && path.charAt(start + 1) == '.') ? start + 2 : start + 1;
		return end < length && path.charAt(end) != '/';
	}

	private static boolean isHarmless(String path, int percent) {
		if (percent + 2 >= path.length()) {
			return false;
		}
		int high = Character.digit(path.charAt(percent + 1), 16);
		int low = Character.digit(path.charAt(percent + 2), 16);
		int octet = 16 * high + low;
		return high >= 0 && low >= 0 && octet >= ' ' && octet != 0x7F && octet != '.' && octet != '/' && octet != '\\'
				&& octet != '%';
	}

}
