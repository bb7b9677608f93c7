package io.crossgate.cors.origin.pattern;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Spoils origins as attackers and sloppy parsers do: a little.
 */
final class Mutations {

	private static final String CHARACTERS = ".:/@%*-_+,; \t\r\n\u0000\u007f\u00e9\u212aA0x1[]\\#?\"'";

	private static final List<String> SUFFIXES = List.of(".", "/", ":443", ":80", ":8443", ":0", ":08443", ":65536",
			":65535", ".evil.example", "evil.example", "@evil.example", ":443.evil.example", "%00", "\u0000",
			"#.example.com", "?", ",https://evil.example", " https://evil.example", ".0x7f", ".1", "a".repeat(64),
			".a".repeat(130));

	private static final List<String> PREFIXES = List.of("evil", "evil.", "evil-", ".", "-", "a..", "*.", "x@", "a.b.",
			"a".repeat(64) + ".", "a".repeat(63) + ".", "a.".repeat(120), "1.", "null", "[", "A.");

	private Mutations() {
	}

	static String mutate(String origin, Random random) {
		String result = origin;
		for (int i = random.nextInt(3); i > 0 && !result.isEmpty(); i--) {
			result = once(result, random);
		}
		return result;
	}

	private static String once(String origin, Random random) {
		int at = random.nextInt(origin.length());
		String before = origin.substring(0, at);
		String behind = origin.substring(at + 1);
		char c = origin.charAt(at);
		int host = origin.indexOf("://") + 3;
		return switch (random.nextInt(12)) {
			case 0 -> before + behind;
			case 1 -> before + c + c + behind;
			case 2 -> before + CHARACTERS.charAt(random.nextInt(CHARACTERS.length())) + c + behind;
			case 3 -> before + CHARACTERS.charAt(random.nextInt(CHARACTERS.length())) + behind;
			case 4 -> origin + SUFFIXES.get(random.nextInt(SUFFIXES.size()));
			case 5 -> origin.substring(0, Math.min(host, origin.length()))
					+ PREFIXES.get(random.nextInt(PREFIXES.size())) + origin.substring(Math.min(host, origin.length()));
			case 6 -> before + Character.toUpperCase(c) + behind;
			case 7 -> origin.toUpperCase(Locale.ROOT);
			case 8 -> before + "%" + Integer.toHexString(c) + behind;
			case 9 -> origin.startsWith("https") ? "http" + origin.substring(5) : origin.replace("http", "https");
			case 10 -> before;
			default -> origin.replaceFirst(":[0-9]+$", ":" + random.nextInt(70000));
		};
	}

}
