package io.crossgate.cors.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The segments that different parties make of one path. A party removes path parameters,
 * decodes, and takes escaped slashes and backslashes for characters or for separators, in
 * the same way along the whole path. Up to two stand behind each other: what a container
 * or a gateway has decoded may be decoded again. Empty segments and dots are left to
 * {@link PathReadings}.
 */
final class Spellings {

	/** Reading a path costs at most so many characters for each of its own. */
	private static final int EFFORT = 8;

	private static final int LEAST_EFFORT = 2048;

	private static final String ODD = "%;/\\";

	private final Set<List<String>> all = new LinkedHashSet<>();

	private final int maxSegments;

	private int effort;

	private Spellings(String path, int maxSegments) {
		this.maxSegments = maxSegments;
		this.effort = LEAST_EFFORT + EFFORT * path.length();
	}

	/**
	 * Return the ways to read a path; no way if there are too many or too many segments.
	 */
	static Set<List<String>> of(String path, int maxSegments) {
		Spellings spellings = new Spellings(path, maxSegments);
		List<String> sent = new ArrayList<>();
		split(path.startsWith("/") ? path.substring(1) : path, true, false, sent);
		Set<List<String>> once = new LinkedHashSet<>();
		spellings.read(sent, once);
		spellings.all.addAll(once);
		for (List<String> segments : once) {
			if (segments.stream().anyMatch(Spellings::isOdd)) {
				spellings.read(segments, spellings.all);
			}
		}
		return (spellings.effort < 0) ? Set.of() : spellings.all;
	}

	/** Return whether another party could make something else of a segment. */
	private static boolean isOdd(String segment) {
		for (int i = 0; i < segment.length(); i++) {
			char c = segment.charAt(i);
			if (c >= 0x80 || ODD.indexOf(c) >= 0) {
				return true;
			}
		}
		return false;
	}

	private void read(List<String> sent, Set<List<String>> read) {
		boolean plain = sent.stream().allMatch(Escapes::isPlain);
		for (Escapes decoder : Escapes.values()) {
			if (plain && decoder != Escapes.REPLACED) {
				return;
			}
			if (!read(sent, decoder, true, read)) {
				read(sent, decoder, false, read);
			}
		}
	}

	/** Return whether there are no parameters, so that their removal has no order. */
	private boolean read(List<String> sent, Escapes decoder, boolean parametersFirst, Set<List<String>> read) {
		List<String> decoded = new ArrayList<>(sent.size());
		boolean parameters = false;
		boolean slash = false;
		boolean backslash = false;
		for (String segment : sent) {
			this.effort -= segment.length() + 1;
			if (this.effort < 0) {
				return true;
			}
			String text = decoder.decode(parametersFirst ? withoutParameters(segment) : segment);
			parameters |= segment.indexOf(';') >= 0 || text.indexOf(';') >= 0;
			slash |= text.indexOf('/') >= 0;
			backslash |= text.indexOf('\\') >= 0;
			decoded.add(text);
		}
		add(decoded, false, false, parametersFirst, read);
		if (slash) {
			add(decoded, true, false, parametersFirst, read);
		}
		if (backslash) {
			add(decoded, false, true, parametersFirst, read);
		}
		if (slash && backslash) {
			add(decoded, true, true, parametersFirst, read);
		}
		return !parameters;
	}

	private void add(List<String> decoded, boolean slash, boolean backslash, boolean parametersFirst,
			Set<List<String>> read) {
		List<String> segments = new ArrayList<>(decoded.size());
		for (String segment : decoded) {
			split(segment, slash, backslash, segments);
		}
		if (!parametersFirst) {
			segments.replaceAll(Spellings::withoutParameters);
		}
		if (segments.size() > this.maxSegments) {
			this.effort = -1;
		}
		read.add(segments);
	}

	private static void split(String text, boolean slash, boolean backslash, List<String> segments) {
		int from = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((slash && c == '/') || (backslash && c == '\\')) {
				segments.add(text.substring(from, i));
				from = i + 1;
			}
		}
		segments.add(text.substring(from));
	}

	private static String withoutParameters(String segment) {
		int semicolon = segment.indexOf(';');
		return (semicolon < 0) ? segment : segment.substring(0, semicolon);
	}

}
