package io.crossgate.cors.fetch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The methods a server allows. {@code HEAD} is allowed wherever {@code GET} is.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-allow-methods">Fetch,
 * Access-Control-Allow-Methods</a>
 */
public final class AllowedMethods {

	private static final int MAX_LENGTH = 64;

	private final boolean any;

	private final String[] methods;

	/**
	 * Creates the methods of a list.
	 * @param declared methods, or {@code *}
	 */
	public AllowedMethods(List<String> declared) {
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

	/**
	 * Return whether every method is allowed that a page can send.
	 * @return whether one of the entries is {@code *}
	 */
	public boolean isAny() {
		return this.any;
	}

	/**
	 * Return whether a method is allowed.
	 * @param method a method, case-sensitive
	 * @return whether it is listed, or every one is allowed that a page can send
	 */
	public boolean contains(String method) {
		return lists(method) || (this.any && !Methods.isForbidden(method));
	}

	/**
	 * Return whether a method is allowed by its name.
	 * @param method a method, case-sensitive
	 * @return whether it is listed
	 */
	public boolean lists(String method) {
		// A handful of short strings: comparing is cheaper than hashing.
		for (String allowed : this.methods) {
			if (allowed.equals(method)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the value of {@code Access-Control-Allow-Methods}, if it is constant.
	 * @return the methods as one line
	 */
	public String line() {
		return String.join(",", this.methods);
	}

	/**
	 * Return whether a text is a method.
	 * @param method any text
	 * @return whether it is a token, and no longer than any method
	 */
	public static boolean isWellFormed(String method) {
		return method.length() <= MAX_LENGTH && Tokens.isToken(method);
	}

}
