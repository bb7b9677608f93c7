package io.crossgate.cors.spring.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;

/**
 * Who else in the application speaks CORS: filters, configuration sources, configurers,
 * annotations and properties of other libraries. Taken when all beans exist and no
 * request has come yet; a {@code DispatcherServlet} that brings a context of its own is
 * added with it.
 *
 * @since 0.1.0
 */
public final class CorsInventory implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog(CorsInventory.class);

	private final ConfigurableListableBeanFactory beans;

	private final Environment environment;

	private final CorsEngine engine;

	private final boolean fail;

	private volatile List<Speaker> speakers = List.of();

	private volatile boolean running;

	/**
	 * Creates an inventory that has not been taken.
	 * @param beans the application's beans
	 * @param environment the application's properties
	 * @param engine has the policies
	 * @param fail whether the application must not start beside other CORS code
	 */
	public CorsInventory(ConfigurableListableBeanFactory beans, Environment environment, CorsEngine engine,
			boolean fail) {
		this.beans = beans;
		this.environment = environment;
		this.engine = engine;
		this.fail = fail;
	}

	/**
	 * Returns what was found, beside the policies in force.
	 * @return the findings; empty before all beans exist
	 */
	public List<Finding> findings() {
		return findings(this.engine.policies());
	}

	/**
	 * Returns what was found, beside other policies than those in force.
	 * @param policies the policies
	 * @return the findings; empty before all beans exist
	 */
	public List<Finding> findings(CorsPolicies policies) {
		return findings(this.speakers, policies);
	}

	private static List<Finding> findings(List<Speaker> speakers, CorsPolicies policies) {
		if (speakers.isEmpty()) {
			return List.of();
		}
		Shadow shadow = new Shadow(policies);
		return speakers.stream().map(shadow::over).flatMap(Optional::stream).map(CorsInventory::management).toList();
	}

	/**
	 * Returns the endpoint of Spring that refuses an origin after the policies have
	 * allowed it.
	 * @param policies the policies
	 * @param path the path within the application
	 * @param origin the origin
	 * @param handshake whether a WebSocket is opened; of other requests, only SockJS
	 * checks the origin
	 * @return the endpoint, or empty if none refuses
	 */
	public Optional<Finding> refusing(CorsPolicies policies, String path, String origin, boolean handshake) {
		Shadow shadow = new Shadow(policies);
		return this.speakers.stream()
			.filter((speaker) -> speaker.refuses(origin) && (handshake || speaker.isSockJs())
					&& shadow.covers(speaker, path))
			.map(shadow::over)
			.flatMap(Optional::stream)
			.findFirst();
	}

	@Override
	public void afterSingletonsInstantiated() {
		add(speakers());
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		ApplicationContext context = event.getApplicationContext();
		if (this.beans.equals(context.getAutowireCapableBeanFactory())) {
			this.running = true;
		}
		else if (isServlet()) {
			add(tried(() -> Dispatchers.refreshed(context)));
		}
	}

	private synchronized void add(List<Speaker> found) {
		this.speakers = Stream.of(this.speakers, found).flatMap(List::stream).toList();
		List<Finding> findings = findings(found, this.engine.policies());
		List<Finding> conflicts = conflicts(findings);
		if (conflicts.isEmpty()) {
			return;
		}
		// A servlet that starts with its first request must not fail it.
		if (this.fail && !this.running) {
			throw new CorsConflictsException(conflicts);
		}
		logger.warn(InventoryReport.of(findings));
	}

	private static List<Finding> conflicts(List<Finding> findings) {
		List<Finding> conflicts = new ArrayList<>();
		for (Finding finding : findings) {
			if (finding.isConflict()) {
				conflicts.add(finding);
			}
		}
		return conflicts;
	}

	private List<Speaker> speakers() {
		List<Speaker> speakers = new ArrayList<>();
		if (isServlet()) {
			String servletPath = this.environment.getProperty("spring.mvc.servlet.path", "/");
			String prefix = servletPath.equals("/") ? "" : servletPath;
			speakers.addAll(tried(() -> ServletSpeakers.find(this.beans, prefix)));
			speakers.addAll(tried(() -> Dispatchers.present(this.beans)));
			speakers.addAll(tried(() -> ServletSpeakers.secured(this.beans)));
		}
		if (isPresent("org.springframework.web.reactive.config.WebFluxConfigurer")) {
			speakers.addAll(tried(() -> ReactiveSpeakers.find(this.beans)));
			speakers.addAll(tried(() -> ReactiveSpeakers.secured(this.beans)));
		}
		speakers.addAll(tried(() -> PropertySpeakers.find(this.environment)));
		return speakers;
	}

	/** An application that can't be looked into still starts. */
	private static List<Speaker> tried(Supplier<List<Speaker>> finder) {
		try {
			return finder.get();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The inventory of other CORS code is incomplete", ex);
			return List.of();
		}
	}

	private static Finding management(Finding finding) {
		return finding.where().startsWith(PropertySpeakers.MANAGEMENT)
				? new Finding(finding.kind(), finding.where(), finding.paths(), Finding.Effect.MANAGEMENT, List.of())
				: finding;
	}

	private static boolean isServlet() {
		return isPresent("org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
				&& isPresent("jakarta.servlet.Filter");
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, CorsInventory.class.getClassLoader());
	}

}
