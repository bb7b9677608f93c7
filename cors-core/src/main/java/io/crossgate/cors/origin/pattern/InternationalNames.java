package io.crossgate.cors.origin.pattern;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Names of hosts outside ASCII. Browsers map them with the tables of UTS 46, the JDK with
 * those of 2003; a wrong suggestion would name a different site. So there is an answer
 * only for names about which the two can't differ: letters, digits and marks that were
 * assigned in 2003, are written from left to right and are already what compatibility
 * normalisation makes of them in lower case.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-domain-to-ascii">URL, domain to
 * ASCII</a>
 */
final class InternationalNames {

	/**
	 * Letters that one of the two maps away, and letters without a shape.
	 */
	private static final String UNCERTAIN = "\u00df\u1e9e\u03c2\u200c\u200d\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

	private InternationalNames() {
	}

	/**
	 * Return the name in ASCII, or {@code null} if browsers might see another one.
	 */
	static @Nullable String toAscii(String host) {
		String mapped = normalised(normalised(host)).replace('\u3002', '.');
		if (!mapped.equals(normalised(mapped)) || !isCertain(host) || !isCertain(mapped)) {
			return null;
		}
		try {
			String ascii = IDN.toASCII(mapped);
			boolean same = ascii.equalsIgnoreCase(IDN.toASCII(host)) && IDN.toUnicode(ascii).equals(mapped);
			return same ? ascii.toLowerCase(Locale.ROOT) : null;
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			return null;
		}
	}

	private static String normalised(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
	}

	private static boolean isCertain(String name) {
		boolean first = true;
		for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
			int c = name.codePointAt(i);
			boolean mark = Character.getType(c) == Character.NON_SPACING_MARK
					|| Character.getType(c) == Character.COMBINING_SPACING_MARK;
			boolean usual = c < 128 || (mark && !first) || Character.isLetter(c) || Character.isDigit(c)
					|| c == '\u3002' || c == '\uff0e' || c == '\uff61';
			if (!usual || UNCERTAIN.indexOf(c) >= 0 || isRightToLeft(c) || (first && name.startsWith("xn--", i))) {
				return false;
			}
			first = c == '.';
		}
		return true;
	}

	private static boolean isRightToLeft(int c) {
		byte direction = Character.getDirectionality(c);
		return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
				|| direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
				|| direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
	}

}
