package io.crossgate.cors.consumer;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java to start the application on.
 *
 * @param feature its version, such as 17
 * @param home where it is
 */
record Java(int feature, Path home) {

	/** The oldest that Spring Boot starts on. */
	private static final int BASELINE = 17;

	/** Where Linux distributions and macOS put them. */
	private static final List<Path> PLACES = List.of(Path.of("/usr/lib/jvm"),
			Path.of("/Library/Java/JavaVirtualMachines"));

	/**
	 * Returns the oldest and the newest Java of this machine, which is one where there is
	 * only one: the running one, those that environment variables such as
	 * {@code JAVA_HOME} and {@code JAVA_HOME_25_X64} name, and those in the usual places.
	 */
	static List<Java> oldestAndNewest() {
		TreeMap<Integer, Java> found = new TreeMap<>();
		homes().flatMap(Java::at).forEach((java) -> found.putIfAbsent(java.feature(), java));
		return Stream.of(found.firstEntry(), found.lastEntry()).map(Map.Entry::getValue).distinct().toList();
	}

	private static Stream<Path> homes() {
		List<Path> homes = new ArrayList<>();
		homes.add(Path.of(System.getProperty("java.home")));
		System.getenv()
			.entrySet()
			.stream()
			.filter((variable) -> variable.getKey().startsWith("JAVA_HOME"))
			.forEach((variable) -> homes.add(Path.of(variable.getValue())));
		PLACES.stream().filter(Files::isDirectory).forEach((place) -> {
			try (Stream<Path> entries = Files.list(place)) {
				entries.sorted().forEach((entry) -> homes.addAll(List.of(entry, entry.resolve("Contents/Home"))));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return homes.stream();
	}

	private static Stream<Java> at(Path home) {
		Path release = home.resolve("release");
		if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
			return Stream.empty();
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(release)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
		int feature = Runtime.Version.parse(version.replace('_', '+')).feature();
		return (feature >= BASELINE) ? Stream.of(new Java(feature, home)) : Stream.empty();
	}

	@Override
	public String toString() {
		return "Java " + this.feature;
	}

}
