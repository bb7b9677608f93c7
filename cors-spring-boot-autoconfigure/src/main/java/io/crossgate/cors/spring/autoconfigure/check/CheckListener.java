package io.crossgate.cors.spring.autoconfigure.check;

import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Turns the start of an application into a check of it where {@code cors.check} says so.
 * The start is left where all beans could exist and none has been started, and the
 * process ends with the report.
 */
final class CheckListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	/** Configuration has been read by then, and logging is not configured yet. */
	private static final int BETWEEN_CONFIGURATION_AND_LOGGING = Ordered.HIGHEST_PRECEDENCE + 15;

	/** The context that Spring Cloud starts before the application's own. */
	private static final String BOOTSTRAP = "bootstrap";

	/**
	 * Set while a build prepares the application, whose arguments are those of the build.
	 */
	private static final String AOT_PROCESSING = "spring.aot.processing";

	/** What {@code SpringBootServletInitializer} gives to an application. */
	private static final String CONTAINER = ".ServletContextApplicationContextInitializer";

	private static final String DEPLOYED = "cors.check has no effect: the application is deployed to a servlet "
			+ "container, which a check would end. Check it where it starts by its main method.";

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	/** Ends the process; {@code null} for what ends that of the JVM. */
	private final @Nullable IntConsumer exit;

	private volatile @Nullable CheckRun run;

	CheckListener() {
		this(null);
	}

	/**
	 * Creates a listener.
	 * @param exit ends the process, or {@code null} to end the JVM
	 */
	CheckListener(@Nullable IntConsumer exit) {
		this.exit = exit;
	}

	@Override
	public int getOrder() {
		return BETWEEN_CONFIGURATION_AND_LOGGING;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (Boolean.getBoolean(AOT_PROCESSING)) {
			return;
		}
		CheckRun run = this.run;
		boolean deployed = isDeployed(event.getSpringApplication());
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared && !deployed) {
			prepare(prepared.getEnvironment(), event.getSpringApplication());
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized) {
			if (run != null) {
				run.keepIdle(initialized.getApplicationContext());
			}
			else if (deployed && CheckSettings.isRequested(initialized.getApplicationContext().getEnvironment())) {
				logger.warn(DEPLOYED);
			}
		}
		else if (event instanceof ApplicationFailedEvent failed && !deployed) {
			run = (run != null) ? run : unprepared(failed.getArgs(), event.getSpringApplication());
			if (run != null) {
				run.end(failed.getException(), failed.getApplicationContext());
			}
		}
	}

	/** The process is the container's, which may have other applications. */
	private static boolean isDeployed(SpringApplication application) {
		for (ApplicationContextInitializer<?> initializer : application.getInitializers()) {
			if (initializer.getClass().getName().endsWith(CONTAINER)) {
				return true;
			}
		}
		return false;
	}

	private void prepare(ConfigurableEnvironment environment, SpringApplication application) {
		boolean mentioned = environment.containsProperty(CheckSettings.CHECK)
				|| environment.containsProperty(CheckSettings.TAKE_OVER);
		if (mentioned && !environment.getPropertySources().contains(BOOTSTRAP)
				&& CheckSettings.isRequested(environment)) {
			CheckRun run = newRun(environment, application);
			this.run = run;
			run.prepare();
		}
	}

	private CheckRun newRun(ConfigurableEnvironment environment, SpringApplication application) {
		return new CheckRun(environment, application.getMainApplicationClass(),
				(this.exit != null) ? this.exit : System::exit);
	}

	/** Configuration that can't be read leaves the arguments and the variables. */
	private @Nullable CheckRun unprepared(String[] arguments, SpringApplication application) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		return CheckSettings.isRequested(environment) ? newRun(environment, application) : null;
	}

}
