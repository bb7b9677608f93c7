package io.crossgate.cors.spring.autoconfigure.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.spring.check.CheckReport;
import io.crossgate.cors.spring.check.CheckReport.Format;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.takeover.TakeOver;

/**
 * One check, from the configuration to the exit. What the application writes to the
 * standard output goes to the standard error, so that the report is alone there.
 */
final class CheckRun {

	private final ConfigurableEnvironment environment;

	private final @Nullable Class<?> main;

	private final IntConsumer exit;

	private final PrintStream out = System.out;

	/** Policies in the place of other code, once the application was looked at. */
	private @Nullable TakeOver takeOver;

	CheckRun(ConfigurableEnvironment environment, @Nullable Class<?> main, IntConsumer exit) {
		this.environment = environment;
		this.main = main;
		this.exit = exit;
	}

	/** Makes sure that nothing starts which properties can keep from it. */
	void prepare() {
		System.setOut(System.err);
		CheckSettings.override(this.environment);
	}

	/**
	 * Lets the beans of an application be, without any of them being started: web servers
	 * listen, schedulers run and consumers connect when a processor of the context's life
	 * cycle starts them. The start ends in its place, before the context is published as
	 * refreshed.
	 */
	void keepIdle(ConfigurableApplicationContext context) {
		context.addBeanFactoryPostProcessor((beans) -> replaceLifecycleProcessor(context, beans));
	}

	private void replaceLifecycleProcessor(ConfigurableApplicationContext context,
			ConfigurableListableBeanFactory beans) {
		String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
		if (beans.containsBeanDefinition(name)) {
			((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
		}
		beans.registerSingleton(name, new IdleLifecycle(() -> look(context)));
	}

	private CheckReport look(ConfigurableApplicationContext context) {
		CorsEngine engine = context.getBeanProvider(CorsEngine.class).getIfAvailable();
		CorsPolicies policies = (engine != null) ? engine.policies() : CorsPolicies.none();
		if (CheckSettings.isTakeOver(this.environment)) {
			this.takeOver = TakeOver.of(CorsConflictDetector.read(context.getBeanFactory(), this.environment),
					policies);
		}
		return CheckReport.of(new Application(context, policies, new PropertyLocator(context)));
	}

	/**
	 * Writes the report and ends the process.
	 * @param failure why the start has ended
	 * @param context what was started, if it has come to that
	 */
	void end(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		CheckReport report = StartFailure.report(failure, this.environment, context);
		try {
			report = write(report, CheckSettings.of(this.environment));
		}
		catch (IllegalArgumentException ex) {
			report = unwritten(report, String.valueOf(ex.getMessage()));
		}
		this.out.flush();
		System.setOut(this.out);
		this.exit.accept(report.exitCode());
	}

	private CheckReport write(CheckReport report, CheckSettings settings) {
		if (settings.output().isEmpty()) {
			print(settings.format(), report);
			return report;
		}
		try {
			Files.writeString(Path.of(settings.output()), text(settings.format(), report), StandardCharsets.UTF_8);
		}
		catch (IOException | InvalidPathException ex) {
			return unwritten(report, "cors.check.output can't be written: " + ex);
		}
		print(Format.TEXT, report);
		return report;
	}

	private CheckReport unwritten(CheckReport report, String reason) {
		List<String> failures = new ArrayList<>(report.failures());
		failures.add(reason);
		CheckReport unwritten = new CheckReport(report.findings(), failures, report.complete());
		print(Format.TEXT, unwritten);
		return unwritten;
	}

	private String text(Format format, CheckReport report) {
		return format.write(report, (this.main != null) ? this.main.getName() : null);
	}

	/** Policies are alone on the standard output, so that a file can be made of it. */
	private void print(Format format, CheckReport report) {
		boolean shown = this.takeOver != null && report.failures().isEmpty();
		byte[] text = (shown ? this.takeOver + System.lineSeparator() : text(format, report))
			.getBytes(StandardCharsets.UTF_8);
		this.out.write(text, 0, text.length);
	}

	/**
	 * Ends the start in place of starting anything.
	 */
	private static final class IdleLifecycle implements LifecycleProcessor {

		private final Supplier<CheckReport> look;

		IdleLifecycle(Supplier<CheckReport> look) {
			this.look = look;
		}

		@Override
		public void onRefresh() {
			throw new CheckedException(this.look.get());
		}

		@Override
		public void onClose() {
			// Nothing was started.
		}

		@Override
		public void start() {
			// Nothing is to be started.
		}

		@Override
		public void stop() {
			// Nothing was started.
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	/**
	 * Thrown in place of the rest of a start.
	 */
	static final class CheckedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient CheckReport report;

		CheckedException(CheckReport report) {
			super("The application was checked and is not started", null, false, false);
			this.report = report;
		}

		CheckReport report() {
			return this.report;
		}

	}

}
