package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the report of a failed start says is to be done.
 *
 * @param sections what to write where
 * @param removed the names of what to remove
 * @param undecided what only the author can decide; empty if nothing is left
 */
record Advice(List<Section> sections, List<String> removed, String undecided) {

	private static final String ACTION = "Action:";

	private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

	/** Return whether it can be followed without another thought. */
	boolean isComplete() {
		return this.undecided.isEmpty() && !(this.sections.isEmpty() && this.removed.isEmpty());
	}

	static Advice read(String report) {
		List<Section> sections = new ArrayList<>();
		List<String> removed = new ArrayList<>();
		StringBuilder undecided = new StringBuilder();
		String action = report.substring(report.indexOf(ACTION) + ACTION.length()).strip();
		List<String> paragraphs = List.of(action.split("\\R\\R"));
		for (int i = 0; i < paragraphs.size(); i++) {
			String paragraph = paragraphs.get(i);
			if (paragraph.startsWith("To take a risk")) {
				break;
			}
			if (paragraph.startsWith("In ") && paragraph.endsWith(":") && i + 1 < paragraphs.size()) {
				sections.add(Section.of(paragraph.substring(3, paragraph.length() - 1), paragraphs.get(++i)));
			}
			else if (paragraph.startsWith("Remove ")) {
				removed.addAll(List.of(unescaped(paragraph.substring(7, paragraph.length() - 1)).split(", ")));
			}
			else {
				undecided.append(paragraph).append('\n');
			}
		}
		return new Advice(sections, removed, undecided.toString().strip());
	}

	/** Reports are ASCII; a reader knows what the escapes stand for. */
	private static String unescaped(String text) {
		return ESCAPE.matcher(text).replaceAll((escape) -> Character.toString(Integer.parseInt(escape.group(1), 16)));
	}

	/**
	 * What to write in one place.
	 *
	 * @param place a file, a variable, the environment or the arguments
	 * @param replaced the policies whose sections it takes the place of
	 * @param text what to write
	 */
	record Section(String place, List<String> replaced, String text) {

		private static final String REPLACED = ", in place of ";

		static Section of(String heading, String block) {
			int comma = heading.indexOf(REPLACED);
			String place = (comma < 0) ? heading : heading.substring(0, comma);
			List<String> replaced = new ArrayList<>();
			if (comma >= 0) {
				for (String name : heading.substring(comma + REPLACED.length()).split(" and of ")) {
					replaced.add(name.startsWith("policy '") ? name.substring(8, name.length() - 1) : "default");
				}
			}
			return new Section(place, replaced, block.stripTrailing().stripIndent() + "\n");
		}

	}

}
