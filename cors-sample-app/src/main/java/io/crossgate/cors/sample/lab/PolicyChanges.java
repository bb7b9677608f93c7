package io.crossgate.cors.sample.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.stereotype.Component;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.autoconfigure.CorsPolicyLoader;

/**
 * YAML that the page puts over the configuration, one text over the other, until it is
 * undone or the application ends. The policies are loaded again as they are whenever the
 * environment changes; what the start would refuse is refused here in the same words, and
 * nothing is changed.
 */
@Component
class PolicyChanges {

	private static final String PREFIX = "cors.";

	private final ConfigurableApplicationContext context;

	private final CorsPolicyLoader loader;

	private final CorsEngine engine;

	private final Deque<Change> changes = new ArrayDeque<>();

	private int applied;

	PolicyChanges(ConfigurableApplicationContext context, CorsPolicyLoader loader, CorsEngine engine) {
		this.context = context;
		this.loader = loader;
		this.engine = engine;
	}

	/**
	 * Puts a text over what is there.
	 * @throws RefusedChangeException if the application would not start with it
	 */
	synchronized View apply(String yaml) {
		Change change = new Change(yaml, read(yaml));
		String before = fingerprint();
		change.sources().forEach(sources()::addFirst);
		load(() -> change.sources().forEach((source) -> sources().remove(source.getName())));
		this.changes.push(change);
		return view(before);
	}

	/**
	 * Takes the latest text away again.
	 * @throws RefusedChangeException if the application would not start without it
	 */
	synchronized View undo() {
		String before = fingerprint();
		if (!this.changes.isEmpty()) {
			Change change = this.changes.pop();
			change.sources().forEach((source) -> sources().remove(source.getName()));
			load(() -> {
				change.sources().forEach(sources()::addFirst);
				this.changes.push(change);
			});
		}
		return view(before);
	}

	synchronized View view() {
		return view(fingerprint());
	}

	private View view(String before) {
		return new View(before, fingerprint(), this.changes.stream().map(Change::yaml).toList());
	}

	private String fingerprint() {
		return PolicyFingerprint.of(this.engine.policies());
	}

	private MutablePropertySources sources() {
		return this.context.getEnvironment().getPropertySources();
	}

	private void load(Runnable restore) {
		try {
			this.loader.load();
		}
		catch (RuntimeException ex) {
			try {
				// Places are looked up in the environment as it was read.
				FailureAnalysis analysis = analyze(ex);
				throw new RefusedChangeException((analysis != null) ? text(analysis) : String.valueOf(ex.getMessage()));
			}
			finally {
				restore.run();
			}
		}
	}

	/** The document that overrides the others comes last, as in a file. */
	private List<PropertySource<?>> read(String yaml) {
		List<PropertySource<?>> sources = new ArrayList<>();
		try {
			for (PropertySource<?> document : new YamlPropertySourceLoader().load("page", new Text(yaml))) {
				Map<String, Object> properties = new LinkedHashMap<>();
				// With the origins of the values, which the source itself takes off.
				((Map<?, ?>) document.getSource()).forEach((name, value) -> properties.put(name.toString(), value));
				properties.keySet()
					.stream()
					.filter((name) -> !name.startsWith(PREFIX))
					.findFirst()
					.ifPresent((name) -> {
						throw new RefusedChangeException(
								name + " is not below cors: nothing else can be changed while the application runs.");
					});
				sources
					.add(new OriginTrackedMapPropertySource("The page's change " + ++this.applied, properties, true));
			}
		}
		catch (IOException | RuntimeException ex) {
			if (ex instanceof RefusedChangeException refused) {
				throw refused;
			}
			FailureAnalysis analysis = analyze(ex);
			throw new RefusedChangeException("This is no YAML that can be read:\n\n" + ex.getMessage()
					+ ((analysis != null) ? "\n\n" + analysis.getAction() : ""));
		}
		if (sources.isEmpty()) {
			throw new RefusedChangeException("There is nothing in it. A change begins with cors:");
		}
		return sources;
	}

	/** As at the start: the first analyzer that knows the failure. */
	private @Nullable FailureAnalysis analyze(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation(this.context.getClassLoader())
			.load(FailureAnalyzer.class,
					ArgumentResolver.of(Environment.class, this.context.getEnvironment())
						.and(BeanFactory.class, this.context.getBeanFactory()),
					// Some are for libraries that are not here.
					(type, name, failed) -> {
					})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static String text(FailureAnalysis analysis) {
		return analysis.getDescription() + "\n\n" + analysis.getAction();
	}

	/**
	 * What is in force after a change, or without one.
	 *
	 * @param before the fingerprint from before
	 * @param fingerprint the fingerprint of the policies in force
	 * @param changes the texts over the configuration, the latest first
	 */
	record View(String before, String fingerprint, List<String> changes) {

	}

	private record Change(String yaml, List<PropertySource<?>> sources) {

	}

	/** Says why nothing has been changed. */
	static final class RefusedChangeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		RefusedChangeException(String message) {
			super(message);
		}

	}

	/** Named in the places of problems, as a file is. */
	private static final class Text extends ByteArrayResource {

		Text(String yaml) {
			super(yaml.getBytes(StandardCharsets.UTF_8), "the page");
		}

		@Override
		public String getFilename() {
			return "the page";
		}

	}

}
