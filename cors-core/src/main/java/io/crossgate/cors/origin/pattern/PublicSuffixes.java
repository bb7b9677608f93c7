package io.crossgate.cors.origin.pattern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The domains directly below which names can be registered, those of registries and those
 * of companies that give names to their customers: a snapshot of the Public Suffix List.
 * A lint for patterns, not a security boundary; never asked while a request is decided. A
 * question reads it, because most applications have no pattern to ask about, and it lasts
 * for the questions that follow at once: after the start it would be a megabyte that
 * nothing needs.
 *
 * @see <a href="https://publicsuffix.org/list/">Public Suffix List</a>
 * @see <a href="https://github.com/publicsuffix/list/wiki/Format">Public Suffix List,
 * format and algorithm</a>
 */
public final class PublicSuffixes {

	private static final String RESOURCE = "public-suffixes.txt";

	private static volatile WeakReference<Set<String>> snapshot = new WeakReference<>(null);

	private PublicSuffixes() {
	}

	/**
	 * Return whether names can be registered directly below a domain.
	 * @param domain a domain in lower case, in punycode, without a trailing dot
	 * @return whether it is a public suffix; an unknown single label is one
	 */
	public static boolean contains(String domain) {
		int dot = domain.indexOf('.');
		if (dot < 0) {
			// The rule for domains the list does not know.
			return true;
		}
		Set<String> rules = rules();
		return !rules.contains("!" + domain) && (rules.contains(domain) || rules.contains("*" + domain.substring(dot)));
	}

	/** Read twice at worst. */
	private static Set<String> rules() {
		Set<String> rules = snapshot.get();
		if (rules == null) {
			rules = read();
			snapshot = new WeakReference<>(rules);
		}
		return rules;
	}

	private static Set<String> read() {
		try (InputStream resource = Objects.requireNonNull(PublicSuffixes.class.getResourceAsStream(RESOURCE),
				RESOURCE);
				BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
			return read(lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A line is a domain and the labels below it, or a comment.
	 */
	private static Set<String> read(BufferedReader lines) throws IOException {
		Set<String> rules = new HashSet<>();
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (!line.startsWith("# ")) {
				StringTokenizer words = new StringTokenizer(line);
				String domain = words.nextToken();
				String parent = domain.equals(".") ? "" : "." + domain;
				while (words.hasMoreTokens()) {
					rules.add(words.nextToken() + parent);
				}
			}
		}
		return rules;
	}

}
