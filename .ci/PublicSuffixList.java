import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the snapshot of the Public Suffix List that cors-core carries. From the root of a
 * checkout, with the list as published at https://publicsuffix.org/list/public_suffix_list.dat:
 *
 * <pre>
 * java .ci/PublicSuffixList.java public_suffix_list.dat
 * </pre>
 *
 * Each line of the snapshot is a domain and the labels that are rules below it; top-level
 * rules stand behind a lone dot. Rules of both sections of the list are in it, in
 * punycode, comments are not.
 */
public class PublicSuffixList {

	private static final Path SNAPSHOT = Path
		.of("cors-core/src/main/resources/io/crossgate/cors/origin/pattern/public-suffixes.txt");

	public static void main(String[] arguments) throws IOException {
		if (arguments.length != 1) {
			throw new IllegalArgumentException("One argument: the list");
		}
		Files.writeString(SNAPSHOT, snapshot(Files.readAllLines(Path.of(arguments[0]))));
	}

	private static String snapshot(List<String> list) {
		Map<String, TreeSet<String>> labels = new TreeMap<>();
		String version = null;
		for (String line : list) {
			if (line.startsWith("// VERSION: ")) {
				version = line.substring("// VERSION: ".length()).strip();
			}
			// The list's own format: a rule ends at the first blank.
			String rule = line.strip().split("\\s", 2)[0];
			if (!rule.isEmpty() && !rule.startsWith("//")) {
				rule = ascii(rule);
				int dot = rule.indexOf('.');
				labels.computeIfAbsent((dot < 0) ? "." : rule.substring(dot + 1), (domain) -> new TreeSet<>())
					.add((dot < 0) ? rule : rule.substring(0, dot));
			}
		}
		if (version == null || labels.size() < 100) {
			throw new IllegalArgumentException("Not the Public Suffix List, or one without a version");
		}
		StringBuilder snapshot = new StringBuilder("""
				# This Source Code Form is subject to the terms of the Mozilla Public
				# License, v. 2.0. If a copy of the MPL was not distributed with this
				# file, You can obtain one at https://mozilla.org/MPL/2.0/.
				# Made from https://publicsuffix.org/list/public_suffix_list.dat
				""");
		snapshot.append("# ").append(version).append('\n');
		labels.forEach((domain, below) -> snapshot.append(domain)
			.append(' ')
			.append(String.join(" ", below))
			.append('\n'));
		return snapshot.toString();
	}

	private static String ascii(String rule) {
		String text = rule.startsWith("!") ? rule.substring(1) : rule;
		// Scripts younger than the JDK's tables are code points like any other.
		String ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
		return rule.startsWith("!") ? "!" + ascii : ascii;
	}

}
