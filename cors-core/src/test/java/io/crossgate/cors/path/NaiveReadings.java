package io.crossgate.cors.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All readings of a path, one by one, by regular expressions on the whole text: slow, and
 * without a limit. A separator is a line feed here, so that it differs from a slash that
 * is a character.
 */
public final class NaiveReadings {

	/** No pattern has this character in a segment. */
	private static final char SLASH = '\uffff';

	private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

	private static final Pattern OCTET = Pattern.compile("%([0-9A-Fa-f]{2})|(?s:.)");

	private static final Pattern PARAMETERS = Pattern.compile(";[^\n]*");

	/** The bits of one character, whether or not in the shortest form, or of one byte. */
	private static final Pattern CHARACTER = Pattern
		.compile("110([01]{5}) 10([01]{6}) |1110([01]{4}) 10([01]{6}) 10([01]{6}) "
				+ "|11110([01]{3}) 10([01]{6}) 10([01]{6}) 10([01]{6}) |([01]{8}) ");

	private static final List<UnaryOperator<String>> DECODERS = List.of(NaiveReadings::replaced, NaiveReadings::kept,
			NaiveReadings::bytes, NaiveReadings::lenient);

	private NaiveReadings() {
	}

	/**
	 * Returns every reading, as a path to be found; {@code null} stands for one that ends
	 * outside the application.
	 */
	public static Set<String> of(String contextPath, String path) {
		Set<String> contexts = spellings(contextPath);
		int above = contextPath.isEmpty() ? 0
				: contexts.stream().mapToInt((context) -> context.split("\n", -1).length).max().orElseThrow();
		Set<String> starts = new HashSet<>();
		starts.add("");
		if (!RequestPath.isCanonical(contextPath)) {
			for (String context : contexts) {
				List<String> segments = Arrays.asList(context.split("\n", -1));
				for (int i = 0; i < segments.size(); i++) {
					starts.add(String.join("\n", segments.subList(i, segments.size())) + "\n");
				}
			}
		}
		Set<String> unresolved = new HashSet<>();
		spellings(path).forEach((spelling) -> starts.forEach((start) -> unresolved.add(start + spelling)));
		Set<String> readings = new HashSet<>();
		for (String spelling : unresolved) {
			resolve(List.of(), 0, Arrays.asList(spelling.split("\n", -1)), above, readings);
		}
		return readings;
	}

	/** What one party makes of the path, and a second of that. */
	private static Set<String> spellings(String path) {
		Set<String> once = pass((path.startsWith("/") ? path.substring(1) : path).replace('/', '\n'));
		Set<String> all = new HashSet<>(once);
		once.forEach((spelling) -> all.addAll(pass(spelling)));
		return all;
	}

	private static Set<String> pass(String path) {
		Set<String> read = new HashSet<>();
		for (UnaryOperator<String> decoder : DECODERS) {
			for (String separators : List.of("", "/", "\\", "/\\")) {
				read.add(split(each(without(path), decoder), separators));
				read.add(without(split(each(path, decoder), separators)));
			}
		}
		return read;
	}

	private static String without(String path) {
		return PARAMETERS.matcher(path).replaceAll("");
	}

	private static String each(String path, UnaryOperator<String> decoder) {
		List<String> segments = new ArrayList<>();
		for (String segment : path.split("\n", -1)) {
			segments.add(decoder.apply(segment));
		}
		return String.join("\n", segments);
	}

	private static String split(String path, String separators) {
		String split = path;
		for (char separator : separators.toCharArray()) {
			split = split.replace(separator, '\n');
		}
		return split;
	}

	/**
	 * Goes on with and without each empty segment and dot.
	 * @param depth how many segments of the context path have been left
	 */
	private static void resolve(List<String> done, int depth, List<String> rest, int above, Set<String> readings) {
		String next = rest.get(0);
		String stripped = next.replaceAll("^[\\x00-\\x20\\x7f]+", "");
		if (!stripped.equals(next)) {
			List<String> without = new ArrayList<>(rest);
			without.set(0, stripped);
			resolve(done, depth, without, above, readings);
			if (rest.size() == 1 && stripped.isEmpty()) {
				follow(done, depth, List.of(), above, readings);
			}
		}
		if (rest.size() == 1 && !next.equals(".") && !next.equals("..")) {
			end(done, depth, next, readings);
			return;
		}
		List<String> after = (rest.size() > 1) ? rest.subList(1, rest.size()) : List.of();
		follow(down(done, depth, next), Math.max(depth - 1, 0), after, above, readings);
		if (next.isEmpty() || next.equals(".") || next.equals("..")) {
			follow(done, depth, after, above, readings);
		}
		if (next.equals("..")) {
			boolean root = done.isEmpty();
			if (!root) {
				follow(done.subList(0, done.size() - 1), depth, after, above, readings);
			}
			if (root && depth < above) {
				follow(done, depth + 1, after, above, readings);
			}
		}
	}

	private static void follow(List<String> done, int depth, List<String> rest, int above, Set<String> readings) {
		if (!rest.isEmpty()) {
			resolve(done, depth, rest, above, readings);
			return;
		}
		// A dot at the end, with the slash behind it or without.
		end(done, depth, "", readings);
		readings.add((depth > 0) ? null : text(done));
	}

	private static void end(List<String> done, int depth, String last, Set<String> readings) {
		if (last.isEmpty() && done.isEmpty() && depth == 0) {
			readings.add("/");
		}
		else {
			readings.add((depth > 1) ? null : text(down(done, depth, last)));
		}
	}

	/** Above the application every name leads back. */
	private static List<String> down(List<String> done, int depth, String segment) {
		if (depth > 0) {
			return done;
		}
		List<String> down = new ArrayList<>(done);
		down.add(segment.replace('/', SLASH));
		return down;
	}

	private static String text(List<String> segments) {
		return "/" + String.join("/", segments);
	}

	private static String replaced(String text) {
		return ESCAPES.matcher(text)
			.replaceAll((run) -> Matcher.quoteReplacement(new String(octets(run), StandardCharsets.UTF_8)));
	}

	private static String kept(String text) {
		return ESCAPES.matcher(text).replaceAll((run) -> {
			byte[] octets = octets(run);
			StringBuilder kept = new StringBuilder();
			int from = 0;
			while (from < octets.length) {
				String character = character(octets, from);
				kept.append((character != null) ? character : run.group().substring(3 * from, 3 * from + 3));
				from += (character != null) ? character.getBytes(StandardCharsets.UTF_8).length : 1;
			}
			return Matcher.quoteReplacement(kept.toString());
		});
	}

	private static String character(byte[] octets, int from) {
		for (int length = 1; length <= 4 && from + length <= octets.length; length++) {
			try {
				return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, from, length)).toString();
			}
			catch (CharacterCodingException ex) {
				// Perhaps a longer one.
			}
		}
		return null;
	}

	private static String bytes(String text) {
		return new String(octets(text), StandardCharsets.UTF_8);
	}

	/** Takes bits together, as decoders did before they looked for the shortest form. */
	private static String lenient(String text) {
		StringBuilder bits = new StringBuilder();
		for (byte octet : octets(text)) {
			bits.append(Integer.toBinaryString((octet & 0xFF) | 0x100).substring(1)).append(' ');
		}
		StringBuilder lenient = new StringBuilder();
		Matcher matcher = CHARACTER.matcher(bits);
		for (int at = 0; at < bits.length() && matcher.find(at); at = matcher.end()) {
			StringBuilder digits = new StringBuilder();
			for (int i = 1; i <= matcher.groupCount(); i++) {
				digits.append((matcher.group(i) != null) ? matcher.group(i) : "");
			}
			int value = Integer.parseInt(digits.toString(), 2);
			if (value > Character.MAX_CODE_POINT) {
				value = Integer.parseInt(bits.substring(at, at + 8), 2);
				matcher.region(at, at + 9).matches();
			}
			lenient.appendCodePoint(value);
		}
		return lenient.toString();
	}

	private static byte[] octets(MatchResult run) {
		return octets(run.group());
	}

	private static byte[] octets(String text) {
		StringBuilder latin = new StringBuilder();
		Matcher matcher = OCTET.matcher(text);
		while (matcher.find()) {
			String hex = matcher.group(1);
			latin.append((char) (((hex != null) ? Integer.parseInt(hex, 16) : matcher.group().charAt(0)) & 0xFF));
		}
		return latin.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}
