package io.crossgate.cors.origin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The snapshot of the Public Suffix List. Asking for it costs nothing; the first question
 * reads it, because most applications have no pattern to ask about.
 *
 * @see <a href="https://github.com/publicsuffix/list/wiki/Format">Public Suffix List,
 * format and algorithm</a>
 */
enum EmbeddedPublicSuffixes implements PublicSuffixes {

	INSTANCE;

	@Override
	public boolean isPublicSuffix(String domain) {
		int dot = domain.indexOf('.');
		if (dot < 0) {
			// The rule for domains the list does not know.
			return true;
		}
		Set<String> rules = Snapshot.RULES.rules();
		return !rules.contains("!" + domain) && (rules.contains(domain) || rules.contains("*" + domain.substring(dot)));
	}

	@Override
	public String version() {
		return Snapshot.RULES.version();
	}

	/**
	 * What the snapshot says.
	 *
	 * @param version the version of the list
	 * @param rules the rules, with their stars and exclamation marks
	 */
	private record Rules(String version, Set<String> rules) {

	}

	/** Loaded, once and by one thread, when it is first used. */
	private static final class Snapshot {

		private static final String RESOURCE = "public-suffixes.txt";

		static final Rules RULES = read();

		private static Rules read() {
			try (InputStream resource = Objects
				.requireNonNull(EmbeddedPublicSuffixes.class.getResourceAsStream(RESOURCE), RESOURCE);
					BufferedReader lines = new BufferedReader(
							new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
				return read(lines);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * A line is a domain and the labels below it; the last comment is the version.
		 */
		private static Rules read(BufferedReader lines) throws IOException {
			String version = "";
			Set<String> rules = new HashSet<>();
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("# ")) {
					version = line.substring(2);
					continue;
				}
				StringTokenizer words = new StringTokenizer(line);
				String domain = words.nextToken();
				String parent = domain.equals(".") ? "" : "." + domain;
				while (words.hasMoreTokens()) {
					rules.add(words.nextToken() + parent);
				}
			}
			return new Rules(version, rules);
		}

	}

}
