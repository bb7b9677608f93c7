package io.crossgate.cors.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Browsers that all tests of a JVM share, because a start takes seconds. Each is started
 * when a test asks for it first, and closed after the last test.
 */
public final class Browsers implements AutoCloseable {

	private final Map<BrowserKind, RealBrowser> running = new EnumMap<>(BrowserKind.class);

	private final Set<BrowserKind> named = EnumSet.noneOf(BrowserKind.class);

	private final Set<Path> profiles = new HashSet<>();

	private Browsers() {
	}

	/** Returns a browser, or skips the test and says in the log what is missing. */
	public synchronized RealBrowser get(BrowserKind kind) {
		String missing = kind.missing();
		if (!missing.isEmpty() && this.named.add(kind)) {
			// A skipped test's reason is only in its report.
			LogFactory.getLog(Browsers.class).warn(missing);
		}
		assumeThat(missing).as(missing).isEmpty();
		return this.running.computeIfAbsent(kind, this::start);
	}

	private RealBrowser start(BrowserKind kind) {
		try {
			Path profile = Files.createTempDirectory(kind.name().toLowerCase(Locale.ROOT));
			this.profiles.add(profile);
			return kind.start(profile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.running.values().forEach(RealBrowser::close);
		for (Path profile : this.profiles) {
			FileSystemUtils.deleteRecursively(profile);
		}
	}

	/** Hands the browsers to whatever test or life-cycle method asks for them. */
	public static final class Sharing implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == Browsers.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return context.getRoot()
				.getStore(ExtensionContext.Namespace.create(Browsers.class))
				.computeIfAbsent(Browsers.class, (key) -> new Browsers(), Browsers.class);
		}

	}

}
