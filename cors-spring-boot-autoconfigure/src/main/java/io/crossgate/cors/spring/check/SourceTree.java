package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Names files of the class path and classes as they stand in the sources, where these are
 * below the working directory or in a module of it.
 */
final class SourceTree {

	private static final String RESOURCES = "src/main/resources/";

	private static final List<String> CONFIGURATION = List.of("src/main/resources/application.yml",
			"src/main/resources/application.yaml", "src/main/resources/application.properties",
			"src/main/resources/config/application.yml", "src/main/resources/config/application.properties",
			"application.yml", "application.yaml", "application.properties", "config/application.yml",
			"config/application.properties");

	private static final List<String> CLASSES = List.of("src/main/java/%s.java", "src/main/kotlin/%s.kt");

	private final Path root;

	/** The folders that may have sources, the root first. */
	private final List<Path> modules;

	/** Each source is read once. */
	private final Map<Path, List<String>> texts = new HashMap<>();

	SourceTree() {
		this(Path.of(""));
	}

	SourceTree(Path root) {
		this.root = root;
		this.modules = modules(root);
	}

	private static List<Path> modules(Path root) {
		List<Path> modules = new ArrayList<>(List.of(root));
		try (Stream<Path> folders = Files.list(root.toAbsolutePath())) {
			folders.filter((folder) -> Files.isDirectory(folder.resolve("src/main")))
				.sorted()
				.forEach((folder) -> modules.add(root.resolve(folder.getFileName())));
		}
		catch (IOException ex) {
			// It is not to be listed, so that its modules stay unknown.
		}
		return modules;
	}

	/** Return the URI of a file, relative to the repository if it is below it. */
	String uri(String file) {
		Path found = find(RESOURCES + file);
		if (found != null) {
			return uri(found);
		}
		try {
			Path path = Path.of(file);
			return path.isAbsolute() ? uri(path) : encode(file);
		}
		catch (InvalidPathException ex) {
			return encode(file);
		}
	}

	/**
	 * Return where a class or its method is declared, or {@code null} if there is no
	 * source of it; of a nested class it is that of the outermost.
	 */
	@Nullable Position position(String type, @Nullable String member) {
		String outermost = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
		for (String pattern : CLASSES) {
			Path source = find(pattern.formatted(outermost.replace('.', '/')));
			if (source != null) {
				return new Position(uri(source), line(lines(source), type, member));
			}
		}
		return null;
	}

	/** Return the application's configuration, or {@code null} if there is none here. */
	@Nullable Position configuration() {
		return CONFIGURATION.stream()
			.flatMap((file) -> Stream.ofNullable(find(file)))
			.map((file) -> new Position(uri(file), 1))
			.findFirst()
			.orElse(null);
	}

	private @Nullable Path find(String file) {
		try {
			return this.modules.stream()
				.map((module) -> module.resolve(file))
				.filter(Files::isRegularFile)
				.findFirst()
				.orElse(null);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private String uri(Path file) {
		Path root = this.root.toAbsolutePath().normalize();
		Path path = root.resolve(file.toAbsolutePath()).normalize();
		return path.startsWith(root) ? encode(root.relativize(path).toString()) : path.toUri().toString();
	}

	private static String encode(String path) {
		return UriUtils.encodePath(path.replace('\\', '/'), StandardCharsets.UTF_8);
	}

	private List<String> lines(Path source) {
		return this.texts.computeIfAbsent(source, (file) -> {
			try {
				return Files.readAllLines(file);
			}
			catch (IOException ex) {
				return List.of();
			}
		});
	}

	/** The first method of a name stands for all of them. */
	private static int line(List<String> lines, String type, @Nullable String member) {
		String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
		int declared = find(lines, 0, "\\b(class|interface|record|enum|object)\\s+" + Pattern.quote(simple) + "\\b");
		int method = (member != null)
				? find(lines, Math.max(declared, 0),
						"^\\s*+(?!return\\b|throw\\b|else\\b).*[\\w>\\]?]\\s+" + Pattern.quote(member) + "\\s*\\(")
				: -1;
		return Math.max(0, (method >= 0) ? method : declared) + 1;
	}

	private static int find(List<String> lines, int from, String regex) {
		Pattern pattern = Pattern.compile(regex);
		for (int i = from; i < lines.size(); i++) {
			if (pattern.matcher(lines.get(i)).find()) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * A line of a file.
	 *
	 * @param uri the file
	 * @param line the line, from 1
	 */
	record Position(String uri, int line) {

	}

}
