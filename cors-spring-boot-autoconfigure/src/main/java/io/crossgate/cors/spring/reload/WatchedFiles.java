package io.crossgate.cors.spring.reload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * What stood in a file, or in the files of a folder, when they were read: as a whole, or
 * not at all.
 *
 * @param sources what is below {@code cors}, a source for each document, the one that
 * overrides the others first
 * @param digest equal for equal contents
 * @param failures why they can't be read; empty if they can
 */
record WatchedFiles(List<PropertySource<?>> sources, String digest, List<String> failures) {

	private static final String ROOT = "cors";

	private static final String ACTIVATION = "spring.config.activate";

	/** A ConfigMap has 1 MiB at most. */
	private static final int LARGEST = 16 * 1024 * 1024;

	WatchedFiles {
		sources = List.copyOf(sources);
		failures = List.copyOf(failures);
	}

	/**
	 * Return the files that are read, in the order of their names. A link that leads
	 * nowhere is one of them: what should be there is missing.
	 */
	static List<Path> list(Path location) throws IOException {
		if (!Files.isDirectory(location)) {
			return List.of(location);
		}
		// What begins with a dot is Kubernetes' own: ..data and the folder it stands for.
		try (Stream<Path> entries = Files.list(location)) {
			return entries
				.filter((entry) -> isConfiguration(entry.getFileName().toString()) && !Files.isDirectory(entry))
				.sorted()
				.toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static boolean isConfiguration(String name) {
		return !name.startsWith(".") && (isYaml(name) || name.toLowerCase(Locale.ROOT).endsWith(".properties"));
	}

	private static boolean isYaml(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return lowerCase.endsWith(".yml") || lowerCase.endsWith(".yaml");
	}

	/** Reads a file, or all files of a folder. */
	static WatchedFiles read(Path location) {
		List<PropertySource<?>> sources = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		MessageDigest digest = sha256();
		try {
			List<Path> files = list(location);
			if (files.isEmpty()) {
				failures
					.add(location + " has no file that ends in .yml, .yaml or .properties. To have no policy, leave "
							+ "an empty one there.");
			}
			for (Path file : files) {
				digest.update((file + "\n").getBytes(StandardCharsets.UTF_8));
				read(file, digest, sources, failures);
			}
		}
		catch (IOException ex) {
			failures.add(location + " can't be listed: " + ex);
		}
		failures.forEach((failure) -> digest.update(failure.getBytes(StandardCharsets.UTF_8)));
		return new WatchedFiles(sources, HexFormat.of().formatHex(digest.digest()), failures);
	}

	private static void read(Path file, MessageDigest digest, List<PropertySource<?>> sources, List<String> failures) {
		if (!Files.exists(file)) {
			failures.add(file + " is not there.");
			return;
		}
		try {
			byte[] content = content(file);
			digest.update(content);
			PropertySourceLoader loader = isYaml(file.getFileName().toString()) ? new YamlPropertySourceLoader()
					: new PropertiesPropertySourceLoader();
			for (PropertySource<?> document : loader.load("CORS configuration " + file, new Content(file, content))) {
				EnumerablePropertySource<?> written = (EnumerablePropertySource<?>) document;
				if (Stream.of(written.getPropertyNames()).anyMatch((name) -> name.startsWith(ACTIVATION))) {
					failures.add(file + " has " + ACTIVATION + ", which is not read here: it would apply always.");
				}
				sources.add(0, belowRoot(written));
			}
		}
		catch (IOException | RuntimeException ex) {
			failures.add(ReadFailure.describe(file, ex));
		}
		catch (StackOverflowError ex) {
			failures.add(file + " can't be read: it is nested too deeply, or an alias in it stands for itself.");
		}
	}

	/** A pipe would be waited for, and a device never ends. */
	private static byte[] content(Path file) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new IOException("It is no regular file.");
		}
		try (InputStream input = Files.newInputStream(file)) {
			byte[] content = input.readNBytes(LARGEST + 1);
			if (content.length > LARGEST) {
				throw new IOException("It is larger than " + LARGEST + " bytes.");
			}
			return content;
		}
	}

	/** A mounted folder may hold more than this. */
	private static PropertySource<?> belowRoot(EnumerablePropertySource<?> document) {
		Map<String, Object> properties = new LinkedHashMap<>();
		// Values with their origins, which the source itself takes off.
		((Map<?, ?>) document.getSource()).forEach((name, value) -> {
			if (isBelowRoot(String.valueOf(name))) {
				properties.put(String.valueOf(name), value);
			}
		});
		return new OriginTrackedMapPropertySource(document.getName(), properties, true);
	}

	private static boolean isBelowRoot(String name) {
		return name.regionMatches(true, 0, ROOT, 0, ROOT.length())
				&& (name.length() == ROOT.length() || ".[".indexOf(name.charAt(ROOT.length())) >= 0);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	/** Return whether they can't be used. */
	boolean isUnreadable() {
		return !this.failures.isEmpty();
	}

	/** Return how many keys there are below {@code cors}. */
	int size() {
		return this.sources.stream()
			.mapToInt((source) -> ((EnumerablePropertySource<?>) source).getPropertyNames().length)
			.sum();
	}

	/** The bytes that were read, so that what is parsed is what was compared. */
	private static final class Content extends ByteArrayResource {

		private final Path file;

		Content(Path file, byte[] content) {
			super(content, "file [" + file + "]");
			this.file = file;
		}

		@Override
		public String getDescription() {
			return "file [" + this.file + "]";
		}

		@Override
		public String getFilename() {
			return this.file.getFileName().toString();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Content content && this.file.equals(content.file) && super.equals(other);
		}

		@Override
		public int hashCode() {
			return this.file.hashCode();
		}

	}

}
