package io.crossgate.cors.spring.reload;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ResourceUtils;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The files of {@code cors.reload.watch} as property sources of the environment. They
 * stand behind the environment's variables, so that variables, system properties and
 * arguments override them, and before all other files and Spring Cloud's configuration.
 * Files that can't be read leave the sources as they are and are a {@link Problem}, so
 * that nothing is loaded until they can.
 *
 * @since 0.1.0
 */
public final class WatchedSources {

	/** The property that names the file or folder. */
	public static final String PROPERTY = "cors.reload.watch";

	private static final String KEY = "reload.watch";

	private static final List<String> OVERRIDING = List.of(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, "commandLineArgs");

	private final MutablePropertySources environment;

	private final String written;

	private final Path location;

	private volatile WatchedFiles files;

	private List<PropertySource<?>> attached = List.of();

	private WatchedSources(MutablePropertySources environment, String written, Path location) {
		this.environment = environment;
		this.written = written;
		this.location = location;
		this.files = WatchedFiles.read(location);
	}

	/**
	 * Adds the files that {@code cors.reload.watch} names to an environment, if it names
	 * any.
	 * @param environment has the property, and takes the files' properties
	 */
	public static void attach(ConfigurableEnvironment environment) {
		String written = Binder.get(environment).bind(PROPERTY, String.class).orElse("").strip();
		if (written.isEmpty() || of(environment) != null) {
			return;
		}
		MutablePropertySources sources = environment.getPropertySources();
		WatchedSources watched = new WatchedSources(sources, written, location(written));
		Marker marker = new Marker(watched);
		String overriding = OVERRIDING.stream().filter(sources::contains).findFirst().orElse(null);
		if (overriding != null) {
			sources.addAfter(overriding, marker);
		}
		else {
			sources.addFirst(marker);
		}
		watched.put(watched.files);
	}

	private static Path location(String written) {
		try {
			return ResourceUtils.getFile(written).toPath().toAbsolutePath();
		}
		catch (FileNotFoundException | IllegalArgumentException ex) {
			// No file has this name, so it will be missed.
			return Path.of("").toAbsolutePath().resolve(written.replace('\0', '?'));
		}
	}

	/**
	 * Return the files that an environment has taken.
	 * @param environment the environment
	 * @return the files, or {@code null} if nothing is watched
	 */
	public static @Nullable WatchedSources of(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof Marker marker) {
					return marker.getSource();
				}
			}
		}
		return null;
	}

	/**
	 * Return why files can't be read.
	 * @param environment the environment that has taken them
	 * @return a problem for each reason; empty if all can be read, or nothing is watched
	 */
	public static List<Problem> problems(Environment environment) {
		WatchedSources watched = of(environment);
		return (watched != null) ? watched.problems() : List.of();
	}

	private List<Problem> problems() {
		return this.files.failures()
			.stream()
			.map((failure) -> new Problem(ProblemCode.UNREADABLE_FILE, CorsPolicy.DEFAULT_NAME, KEY, this.written,
					failure))
			.toList();
	}

	/**
	 * Return what looks at the files as long as the application runs.
	 * @param reloader is told of changes
	 * @param time the time in milliseconds of the epoch
	 * @return the watcher, which is to be started
	 */
	public SmartLifecycle watcher(PolicyReloader reloader, LongSupplier time) {
		return new ConfigurationWatcher(this, reloader, time);
	}

	/** Takes what was read. Files that can't be read leave what could be read before. */
	void put(WatchedFiles files) {
		this.files = files;
		if (files.isUnreadable()) {
			return;
		}
		this.attached.forEach((source) -> this.environment.remove(source.getName()));
		List<PropertySource<?>> attached = new ArrayList<>();
		String previous = PROPERTY;
		for (PropertySource<?> source : files.sources()) {
			this.environment.addAfter(previous, source);
			previous = source.getName();
			attached.add(source);
		}
		this.attached = attached;
	}

	/** Return where the files are. */
	Path location() {
		return this.location;
	}

	/** Return what was taken last. */
	WatchedFiles files() {
		return this.files;
	}

	/** Holds the place, and says who has taken it. */
	private static final class Marker extends EnumerablePropertySource<WatchedSources> {

		Marker(WatchedSources watched) {
			super(PROPERTY, watched);
		}

		@Override
		public String[] getPropertyNames() {
			return new String[0];
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return null;
		}

	}

}
