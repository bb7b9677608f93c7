package io.crossgate.cors.fetch;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.HashSlots;

/**
 * The request headers a policy allows, and the scanner of
 * {@code Access-Control-Request-Headers}: one pass over the lines as they came, no copy,
 * stopping at the first name that is not allowed. Duplicates, several lines, optional
 * white space and some empty elements are tolerated, because browsers and proxies send
 * them.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-request-headers">
 * Fetch, Access-Control-Request-Headers</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1">RFC 9110, lists</a>
 */
public final class AllowedHeaders {

	/** More lines than these are not read. */
	public static final int MAX_LINES = 16;

	private static final int MAX_CHARACTERS = 8192;

	private static final int MAX_NAMES = 256;

	private static final int MAX_EMPTY = 64;

	private static final int MAX_NAME = 256;

	/** Two characters, the dash and the star. */
	private static final int MIN_PREFIX = 4;

	/** A longer value is not cached. */
	public static final int MAX_CACHED = 1024;

	private static final Answer[] ANSWERS = Answer.values();

	/**
	 * How the requested names are answered.
	 */
	public enum Answer {

		/** Every one is allowed. */
		ALLOWED,
		/** One is not. */
		NOT_ALLOWED,
		/** They are no list of names. */
		MALFORMED,
		/** The list is longer than any browser's. */
		TOO_LARGE

	}

	private static final String[] NO_PREFIXES = {};

	private final boolean any;

	private final Set<String> declared;

	/** With the dash at the end, without the star. */
	private final String[] prefixes;

	private final @Nullable String[] table;

	/**
	 * The last accepted header line; clients repeat it. Unsynchronised on purpose:
	 * strings are immutable, so a race costs a cache miss.
	 */
	private @Nullable String accepted;

	/**
	 * Compiles names.
	 * @param names names in any case, prefixes such as {@code x-foo-*}, or {@code *}
	 */
	public AllowedHeaders(List<String> names) {
		Set<String> declared = new LinkedHashSet<>();
		Set<String> prefixes = new LinkedHashSet<>();
		for (String name : names) {
			String lowerCase = Tokens.toAsciiLowerCase(name);
			if (isPrefix(lowerCase)) {
				prefixes.add(lowerCase.substring(0, lowerCase.length() - 1));
			}
			else {
				declared.add(lowerCase);
			}
		}
		this.any = declared.remove("*");
		this.declared = declared;
		this.prefixes = prefixes.isEmpty() ? NO_PREFIXES : prefixes.toArray(String[]::new);
		this.table = new String[declared.isEmpty() ? 0 : Integer.highestOneBit(declared.size()) * 4];
		for (String name : declared) {
			add(name);
		}
	}

	/**
	 * Return whether an entry stands for a family of names: at least two characters, a
	 * dash and a star.
	 * <ul>
	 * <li>permitted: {@code x-foo-*}, {@code mcp-param-*}</li>
	 * <li>prohibited: {@code x-*}, {@code *-foo}, {@code x-*-foo}, {@code x-foo*}</li>
	 * </ul>
	 * @param entry an entry of {@code allowed-headers}
	 * @return whether it is a prefix
	 */
	public static boolean isPrefix(String entry) {
		return entry.length() >= MIN_PREFIX && entry.endsWith("-*") && entry.indexOf('*') == entry.length() - 1;
	}

	/**
	 * Return whether names are allowed that are not declared, so that an answer has to
	 * name what was asked for: in a response no star stands for a part of a name.
	 * @return whether {@code *} or a prefix is among the names
	 */
	public boolean isOpen() {
		return this.any || this.prefixes.length > 0;
	}

	/**
	 * Return the value of {@code Access-Control-Allow-Headers}, if it is constant.
	 * @return the names in lower case, joined by commas
	 */
	public String line() {
		return String.join(",", this.declared);
	}

	/**
	 * Return whether a request may have a header.
	 * @param name the name of the header, in any case
	 * @return whether it would be allowed if a preflight asked for it alone
	 */
	public boolean allows(String name) {
		return check(Collections.enumeration(List.of(name))) == Answer.ALLOWED;
	}

	/**
	 * Checks the requested names.
	 * @param lines the lines of {@code Access-Control-Request-Headers}
	 * @return whether every one is allowed
	 */
	public Answer check(Enumeration<String> lines) {
		if (!lines.hasMoreElements()) {
			return Answer.ALLOWED;
		}
		String first = lines.nextElement();
		boolean only = !lines.hasMoreElements();
		if (only && first.equals(this.accepted)) {
			return Answer.ALLOWED;
		}
		String line = first;
		long counts = 0;
		int characters = 0;
		for (int i = 0; line != null; i++) {
			characters += line.length();
			if (i == MAX_LINES || characters > MAX_CHARACTERS) {
				return Answer.TOO_LARGE;
			}
			counts = scan(line, counts);
			if (counts < 0) {
				return ANSWERS[(int) -counts];
			}
			line = lines.hasMoreElements() ? lines.nextElement() : null;
		}
		if (only && characters <= MAX_CACHED) {
			this.accepted = first;
		}
		return Answer.ALLOWED;
	}

	/**
	 * Return names and empty elements seen so far, or the negative index of a failure.
	 */
	private long scan(String line, long counts) {
		int names = (int) (counts >>> 32);
		int empty = (int) counts;
		int i = 0;
		int length = line.length();
		while (true) {
			while (i < length && isBlank(line.charAt(i))) {
				i++;
			}
			int from = i;
			int hash = 0;
			while (i < length && Tokens.isTokenCharacter(line.charAt(i))) {
				hash = 31 * hash + Tokens.toAsciiLowerCase(line.charAt(i++));
			}
			int to = i;
			while (i < length && isBlank(line.charAt(i))) {
				i++;
			}
			if (i < length && line.charAt(i) != ',') {
				return -2;
			}
			if ((from == to) ? ++empty > MAX_EMPTY : ++names > MAX_NAMES || to - from > MAX_NAME) {
				return -3;
			}
			if (from < to && !contains(line, from, to, hash)) {
				return -1;
			}
			if (i == length) {
				return ((long) names << 32) | empty;
			}
			i++;
		}
	}

	private boolean contains(String line, int from, int to, int hash) {
		return (this.table.length > 0 && isDeclared(line, from, to, hash)) || ((this.any || hasPrefix(line, from, to))
				&& !HeaderNames.isRouting(line, from, to) && !isStar(line, from, to));
	}

	private boolean hasPrefix(String line, int from, int to) {
		for (String prefix : this.prefixes) {
			if (prefix.length() < to - from && matches(prefix, line, from)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A page may have a header of this name, but in a response it stands for every
	 * header, and browsers cache that.
	 */
	private static boolean isStar(String line, int from, int to) {
		return to - from == 1 && line.charAt(from) == '*';
	}

	private boolean isDeclared(String line, int from, int to, int hash) {
		int mask = this.table.length - 1;
		for (int slot = HashSlots.first(hash, this.table.length);; slot = (slot + 1) & mask) {
			String name = this.table[slot];
			if (name == null) {
				return false;
			}
			if (name.length() == to - from && matches(name, line, from)) {
				return true;
			}
		}
	}

	private static boolean matches(String lowerCaseName, String line, int from) {
		for (int i = 0; i < lowerCaseName.length(); i++) {
			if (lowerCaseName.charAt(i) != Tokens.toAsciiLowerCase(line.charAt(from + i))) {
				return false;
			}
		}
		return true;
	}

	private void add(String name) {
		int mask = this.table.length - 1;
		int slot = HashSlots.first(name.hashCode(), this.table.length);
		while (this.table[slot] != null) {
			slot = (slot + 1) & mask;
		}
		this.table[slot] = name;
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * Return the requested names, once each and in lower case, joined anew: what is sent
	 * back has been read as names, never copied as bytes. Call it only after
	 * {@link #check} allowed them.
	 * @param lines the lines of {@code Access-Control-Request-Headers}
	 * @return one line
	 */
	public static String requested(Enumeration<String> lines) {
		Set<String> names = new LinkedHashSet<>();
		while (lines.hasMoreElements()) {
			for (String name : HttpList.of(lines.nextElement(), MAX_NAMES)) {
				names.add(Tokens.toAsciiLowerCase(name));
			}
		}
		return String.join(",", names);
	}

}
