package io.crossgate.cors.spring.reload;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a change of files counts as one, look by look.
 */
class ConfigurationWatcherTests {

	private static final long LATER = 10_000;

	@TempDir
	Path folder;

	private final StandardEnvironment environment = new StandardEnvironment();

	/** The origins after each reload. */
	private final List<String> reloads = new ArrayList<>();

	private long now;

	@Test
	void restIsNoChange() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		look(watcher, 5);
		Files.setLastModifiedTime(file, FileTime.fromMillis(this.now - LATER));
		look(watcher, 5);
		write("cors.yml", "https://one.example.com");
		look(watcher, 5);
		assertThat(this.reloads).isEmpty();
	}

	@Test
	void changeCountsOnceTheFileIsAtRest() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		look(watcher, 2);
		for (int i = 0; i < 5; i++) {
			write("cors.yml", "https://half.example.com" + " ".repeat(i));
			look(watcher, 1);
		}
		assertThat(this.reloads).isEmpty();
		write("cors.yml", "https://two.example.com");
		look(watcher, 5);
		assertThat(this.reloads).containsExactly("https://two.example.com");
	}

	@Test
	void changeWithinOneTickOfTheClockIsSeen() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		look(watcher, 3);
		FileTime time = Files.getLastModifiedTime(file);
		Files.writeString(file, yaml("https://two.example.com"));
		Files.setLastModifiedTime(file, time);
		look(watcher, 3);
		assertThat(this.reloads).containsExactly("https://two.example.com");
	}

	@Test
	void halfWrittenFileIsLookedAtOnceMore() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		look(watcher, 2);
		Files.writeString(file, "cors:\n  allowed-origins: \"https://tw");
		look(watcher, 2);
		write("cors.yml", "https://two.example.com");
		look(watcher, 3);
		assertThat(this.reloads).containsExactly("https://two.example.com");
	}

	@Test
	void fileThatCanNotBeReadIsReportedOnceAndLeavesWhatWasRead() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		Files.writeString(file, "cors:\n  allowed-origins: *.example.com\n");
		look(watcher, 6);
		assertThat(this.reloads).containsExactly("https://one.example.com, unreadable-file");
		assertThat(WatchedSources.problems(this.environment)).singleElement()
			.extracting(Problem::message)
			.asString()
			.startsWith(file + ":2:21 can't be read: while scanning an alias");
		write("cors.yml", "https://one.example.com");
		look(watcher, 3);
		assertThat(this.reloads).last().isEqualTo("https://one.example.com");
	}

	@Test
	void whatIsTooLargeIsAFailureAndIsNotReadAsAWhole() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		look(watcher, 2);
		try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
			large.setLength(3L * 1024 * 1024 * 1024);
		}
		look(watcher, 4);
		assertThat(this.reloads).containsExactly("https://one.example.com, unreadable-file");
		assertThat(WatchedSources.problems(this.environment)).singleElement()
			.extracting(Problem::message)
			.isEqualTo(file + " can't be read: It is larger than 16777216 bytes.");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void deviceIsAFailure() throws IOException {
		write("a.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(this.folder);
		look(watcher, 2);
		Path device = Files.createSymbolicLink(this.folder.resolve("b.yml"), Path.of("/dev/zero"));
		look(watcher, 4);
		assertThat(this.reloads).containsExactly("https://one.example.com, unreadable-file");
		assertThat(WatchedSources.problems(this.environment)).singleElement()
			.extracting(Problem::message)
			.isEqualTo(device + " can't be read: It is no regular file.");
	}

	/** A bean may be what fails. */
	@Test
	void goesOnAfterAReloadThatFailed() throws Exception {
		Path file = write("cors.yml", "https://one.example.com");
		watch(file);
		CountDownLatch failed = new CountDownLatch(1);
		CountDownLatch reloaded = new CountDownLatch(2);
		ConfigurationWatcher watcher = new ConfigurationWatcher(WatchedSources.of(this.environment),
				(trigger, preparation) -> {
					preparation.run();
					failed.countDown();
					reloaded.countDown();
					throw new NoClassDefFoundError("com/acme/Origins");
				}, System::currentTimeMillis);
		watcher.start();
		try {
			write("cors.yml", "https://two.example.com");
			assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
			write("cors.yml", "https://three.example.com");
			assertThat(reloaded.await(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			watcher.stop();
		}
	}

	@Test
	void missingFileIsAFailureAndNoEmptySet() throws IOException {
		Path file = write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(file);
		look(watcher, 2);
		Files.delete(file);
		look(watcher, 6);
		assertThat(this.reloads).containsExactly("https://one.example.com, unreadable-file");
		assertThat(WatchedSources.problems(this.environment)).extracting(Problem::message)
			.containsExactly(file + " is not there.");
		write("cors.yml", "https://two.example.com");
		look(watcher, 3);
		assertThat(this.reloads).last().isEqualTo("https://two.example.com");
	}

	@Test
	void emptyFolderIsAFailureAndAnEmptyFileIsNone() throws IOException {
		write("cors.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(this.folder);
		look(watcher, 2);
		Files.delete(this.folder.resolve("cors.yml"));
		look(watcher, 4);
		assertThat(this.reloads).containsExactly("https://one.example.com, unreadable-file");
		Files.writeString(this.folder.resolve("cors.yml"), "");
		look(watcher, 3);
		assertThat(this.reloads).last().isEqualTo("nothing");
	}

	@Test
	void mountedFolderChangesAsAWhole() {
		MountedFolder mounted = new MountedFolder(this.folder.resolve("mount"),
				Map.of("a.yml", yaml("https://one.example.com"), "b.properties", "cors.max-age=1"));
		ConfigurationWatcher watcher = watch(mounted.path());
		// Long enough after they were written, files are not read to see whether they
		// have changed.
		look(watcher, 3);
		mounted.put(Map.of("a.yml", yaml("https://two.example.com"), "b.properties", "cors.max-age=2"));
		look(watcher, 3);
		assertThat(this.reloads).containsExactly("https://two.example.com");
		assertThat(this.environment.getProperty("cors.max-age")).isEqualTo("2");
		mounted.put(Map.of("a.yml", yaml("https://three.example.com")));
		look(watcher, 3);
		assertThat(this.reloads).last().isEqualTo("https://three.example.com");
		assertThat(this.environment.getProperty("cors.max-age")).isNull();
		// As often as one likes, also twice between two looks.
		mounted.put(Map.of("a.yml", yaml("https://four.example.com")));
		mounted.put(Map.of("a.yml", yaml("https://three.example.com")));
		look(watcher, 5);
		assertThat(this.reloads).hasSize(2);
	}

	@Test
	void fileOfAMountedFolderChangesToo() {
		MountedFolder mounted = new MountedFolder(this.folder.resolve("mount"),
				Map.of("cors.yml", yaml("https://one.example.com")));
		ConfigurationWatcher watcher = watch(mounted.path().resolve("cors.yml"));
		look(watcher, 3);
		mounted.put(Map.of("cors.yml", yaml("https://two.example.com")));
		look(watcher, 3);
		assertThat(this.reloads).containsExactly("https://two.example.com");
	}

	@Test
	void linkThatLeadsNowhereIsAFailure() throws IOException {
		write("a.yml", "https://one.example.com");
		ConfigurationWatcher watcher = watch(this.folder);
		look(watcher, 2);
		Files.createSymbolicLink(this.folder.resolve("b.yml"), Path.of("..data", "b.yml"));
		look(watcher, 4);
		assertThat(this.reloads).containsExactly("https://one.example.com, unreadable-file");
	}

	private ConfigurationWatcher watch(Path location) {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of(WatchedSources.PROPERTY, location.toString())));
		WatchedSources.attach(this.environment);
		this.now = System.currentTimeMillis();
		return new ConfigurationWatcher(WatchedSources.of(this.environment), (trigger, preparation) -> {
			preparation.run();
			List<String> state = new ArrayList<>();
			state.add(this.environment.getProperty("cors.allowed-origins", "nothing"));
			WatchedSources.problems(this.environment).forEach((problem) -> state.add(problem.code().code()));
			this.reloads.add(String.join(", ", state));
		}, () -> this.now);
	}

	private static void look(ConfigurationWatcher watcher, int times) {
		for (int i = 0; i < times; i++) {
			watcher.look();
		}
	}

	private Path write(String name, String origin) throws IOException {
		return Files.writeString(this.folder.resolve(name), yaml(origin));
	}

	private static String yaml(String origin) {
		return "cors:\n  allowed-origins: " + origin + "\n";
	}

}
