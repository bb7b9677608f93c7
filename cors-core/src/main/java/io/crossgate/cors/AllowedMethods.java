package io.crossgate.cors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;

/**
 * The methods a policy allows. {@code HEAD} is allowed wherever {@code GET} is.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-allow-methods">Fetch,
 * Access-Control-Allow-Methods</a>
 */
final class AllowedMethods {

	private static final int MAX_LENGTH = 64;

	private final boolean any;

	private final String[] methods;

	AllowedMethods(List<String> declared) {
		Set<String> methods = new LinkedHashSet<>();
		for (String written : declared) {
			String method = Methods.normalise(written);
			methods.add(method);
			if (method.equals("GET")) {
				methods.add("HEAD");
			}
		}
		this.any = methods.contains("*");
		this.methods = methods.toArray(new String[0]);
	}

	boolean isAny() {
		return this.any;
	}

	boolean contains(String method) {
		return lists(method) || (this.any && !Methods.isForbidden(method));
	}

	/** Return whether a method is allowed by its name. */
	boolean lists(String method) {
		// A handful of short strings: comparing is cheaper than hashing.
		for (String allowed : this.methods) {
			if (allowed.equals(method)) {
				return true;
			}
		}
		return false;
	}

	/** Return the value of {@code Access-Control-Allow-Methods}, if it is constant. */
	String line() {
		return String.join(",", this.methods);
	}

	static boolean isWellFormed(String method) {
		return method.length() <= MAX_LENGTH && Tokens.isToken(method);
	}

}
