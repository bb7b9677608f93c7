package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One Markdown file of the repository: what its readers can jump to, where its links
 * lead, and the code it shows.
 *
 * @param path where it is, from the root of the repository
 * @param headings its headings, each with the anchor that GitHub makes of it
 * @param links the targets of its links
 * @param blocks its fenced code
 * @param lines the number of its lines
 */
record Document(Path path, List<Heading> headings, List<String> links, List<Block> blocks, int lines) {

	/** Modules are tested in their own directory. */
	static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final List<String> FOLDERS = List.of("", ".github", "cors-core", "cors-sample-app",
			"cors-spring-boot-autoconfigure", "cors-spring-boot-autoconfigure/docs", "cors-spring-boot-starter");

	private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?) *");

	private static final Pattern FENCE = Pattern.compile("( *)```(\\w*) *");

	private static final Pattern LINK = Pattern.compile("]\\(<?([^)>\\s]+)>?\\)");

	private static final Pattern CODE = Pattern.compile("`[^`]*`");

	/** Every Markdown file. */
	static List<Document> all() {
		return FOLDERS.stream()
			.flatMap((folder) -> files(ROOT.resolve(folder)))
			.map((file) -> of(ROOT.relativize(file)))
			.toList();
	}

	/** A file of the Boot module's documentation. */
	static Document ofBoot(String name) {
		return of(Path.of("cors-spring-boot-autoconfigure/docs", name));
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Document of(Path path) {
		try {
			return parse(path, Files.readAllLines(ROOT.resolve(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Document parse(Path path, List<String> lines) {
		List<Heading> headings = new ArrayList<>();
		List<String> links = new ArrayList<>();
		List<Block> blocks = new ArrayList<>();
		Map<String, Integer> anchors = new HashMap<>();
		StringBuilder code = null;
		Matcher opened = null;
		StringBuilder prose = new StringBuilder();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			Matcher fence = FENCE.matcher(line);
			if (fence.matches() && opened == null) {
				opened = fence;
				code = new StringBuilder();
			}
			else if (fence.matches() && code != null && opened != null) {
				String section = headings.isEmpty() ? "" : headings.get(headings.size() - 1).text();
				blocks.add(new Block(path, i - code.toString().lines().toList().size(), section, opened.group(2),
						code.toString()));
				opened = null;
			}
			else if (opened != null && code != null) {
				String indent = opened.group(1);
				code.append(line.startsWith(indent) ? line.substring(indent.length()) : line).append('\n');
			}
			else {
				Matcher heading = HEADING.matcher(line);
				if (heading.matches()) {
					headings.add(Heading.of(heading.group(1).length(), heading.group(2), anchors));
				}
				prose.append(line).append('\n');
			}
		}
		Matcher link = LINK.matcher(CODE.matcher(prose).replaceAll("`…`"));
		while (link.find()) {
			links.add(link.group(1));
		}
		return new Document(path, headings, links, blocks, lines.size());
	}

	boolean hasAnchor(String anchor) {
		return this.headings.stream().anyMatch((heading) -> heading.anchor().equals(anchor));
	}

	/** The headings one level below another one. */
	List<Heading> below(String heading) {
		List<Heading> below = new ArrayList<>();
		int level = 0;
		for (Heading candidate : this.headings) {
			if (candidate.text().equals(heading)) {
				level = candidate.level();
			}
			else if (candidate.level() <= level) {
				level = 0;
			}
			else if (level > 0 && candidate.level() == level + 1) {
				below.add(candidate);
			}
		}
		return below;
	}

	/** The code of one language, in a section. */
	List<Block> blocks(String section, String language) {
		return this.blocks.stream()
			.filter((block) -> block.section().equals(section) && block.language().equals(language))
			.toList();
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	/**
	 * A heading.
	 *
	 * @param level 1 to 6
	 * @param text as it is written
	 * @param anchor what a link to it ends with
	 */
	record Heading(int level, String text, String anchor) {

		private static Heading of(int level, String text, Map<String, Integer> anchors) {
			String plain = text.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
			String anchor = plain.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
			int namesakes = anchors.merge(anchor, 1, Integer::sum) - 1;
			return new Heading(level, text, (namesakes == 0) ? anchor : anchor + "-" + namesakes);
		}

	}

	/**
	 * Code between fences.
	 *
	 * @param file where it stands
	 * @param line its first line
	 * @param section the heading above it
	 * @param language what the fence says
	 * @param text the code, without the indentation of the fence
	 */
	record Block(Path file, int line, String section, String language, String text) {

		@Override
		public String toString() {
			return this.file + ":" + this.line + " (" + this.section + ")";
		}

	}

}
