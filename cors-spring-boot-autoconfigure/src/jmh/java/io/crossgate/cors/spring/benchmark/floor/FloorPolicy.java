package io.crossgate.cors.spring.benchmark.floor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.benchmark.scenarios.Policy;

/**
 * What a person would write by hand who knows the policy: values made beforehand, tables,
 * no allocation. It answers the benchmark's requests exactly as this project's filters
 * do, but validates nothing of its configuration, explains nothing and cannot change.
 */
final class FloorPolicy {

	private static final String SCHEME = "https://";

	private static final int FEW = 4;

	private static final int LONGEST_ORIGIN = 512;

	private static final int LONGEST_HEADERS = 8192;

	private static final int EMPTY_ELEMENTS = 64;

	static final String VARY = "Origin";

	static final String PREFLIGHT_VARY = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

	final boolean anyOrigin;

	final boolean credentials;

	final String allowMethods;

	final String allowHeaders;

	final String maxAge = Integer.toString(Policy.MAX_AGE);

	private final String[] fewOrigins;

	private final Set<String> origins;

	private final @Nullable RangeTable<Boolean> parentDomains;

	private final String[] methods;

	private final RangeTable<Boolean> headers;

	FloorPolicy(Policy policy) {
		this.anyOrigin = policy.isAnyOrigin();
		this.credentials = policy.credentials();
		this.allowMethods = String.join(",", policy.methods());
		this.allowHeaders = String.join(",", policy.headers());
		boolean few = policy.origins().size() <= FEW;
		this.fewOrigins = few ? policy.origins().toArray(String[]::new) : new String[0];
		this.origins = few ? Set.of() : new HashSet<>(policy.origins());
		this.parentDomains = policy.parentDomains().isEmpty() ? null : table(policy.parentDomains());
		this.methods = policy.methods().toArray(String[]::new);
		this.headers = table(policy.headers());
	}

	private static RangeTable<Boolean> table(List<String> keys) {
		return new RangeTable<>(keys.stream().collect(Collectors.toMap(Function.identity(), (key) -> true)));
	}

	boolean allowsOrigin(String origin) {
		if (this.anyOrigin) {
			return true;
		}
		for (String candidate : this.fewOrigins) {
			if (candidate.equals(origin)) {
				return true;
			}
		}
		if (origin.length() > LONGEST_ORIGIN) {
			return false;
		}
		return (!this.origins.isEmpty() && this.origins.contains(origin))
				|| (this.parentDomains != null && isSubdomain(origin, this.parentDomains));
	}

	/** At each dot, the rest of the host is either a known domain or not. */
	private static boolean isSubdomain(String origin, RangeTable<Boolean> domains) {
		if (!origin.startsWith(SCHEME)) {
			return false;
		}
		int hash = 0;
		int start = SCHEME.length();
		int end = origin.length();
		boolean found = false;
		boolean labelStarts = false;
		for (int i = end - 1; i >= start; i--) {
			char c = origin.charAt(i);
			if (c == '.') {
				if (!labelStarts) {
					return false;
				}
				found = found || domains.find(origin, i + 1, end, hash) != null;
				labelStarts = false;
			}
			else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') {
				labelStarts = true;
			}
			else {
				return false;
			}
			hash = RangeTable.extend(hash, c);
		}
		return found && labelStarts;
	}

	boolean allowsMethod(String method) {
		for (String candidate : this.methods) {
			if (candidate.equals(method)) {
				return true;
			}
		}
		return false;
	}

	boolean allowsHeaders(String requested) {
		int length = requested.length();
		if (length > LONGEST_HEADERS) {
			return false;
		}
		int empty = 0;
		int start = 0;
		while (start <= length) {
			int comma = requested.indexOf(',', start);
			int end = (comma >= 0) ? comma : length;
			int from = start;
			int to = end;
			while (from < to && isBlank(requested.charAt(from))) {
				from++;
			}
			while (to > from && isBlank(requested.charAt(to - 1))) {
				to--;
			}
			if (from == to) {
				if (++empty > EMPTY_ELEMENTS) {
					return false;
				}
			}
			else if (this.headers.find(requested, from, to) == null) {
				return false;
			}
			start = end + 1;
		}
		return true;
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

}
