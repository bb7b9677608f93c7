package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.conflict.content.OtherCors;

/**
 * Who else in the application speaks CORS: filters, configuration sources, configurers,
 * annotations and properties of other libraries. Taken when all beans exist and no
 * request has come yet; a {@code DispatcherServlet} that brings a context of its own is
 * added with it.
 *
 * @since 0.1.0
 */
public final class CorsConflictDetector
		implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.conflicts");

	private final ConfigurableListableBeanFactory beans;

	private final Environment environment;

	private final CorsEngine engine;

	private final boolean fail;

	private volatile List<DetectedCorsConfiguration> configurations = List.of();

	private volatile boolean running;

	/**
	 * Creates an inventory that has not been taken.
	 * @param beans the application's beans
	 * @param environment the application's properties
	 * @param engine has the policies
	 * @param fail whether the application must not start beside other CORS code
	 */
	public CorsConflictDetector(ConfigurableListableBeanFactory beans, Environment environment, CorsEngine engine,
			boolean fail) {
		this.beans = beans;
		this.environment = environment;
		this.engine = engine;
		this.fail = fail;
	}

	/**
	 * Return what was found, beside the policies in force.
	 * @return the findings; empty before all beans exist
	 */
	public List<CorsConflict> conflicts() {
		return conflicts(this.engine.policies());
	}

	/**
	 * Return what was found, beside other policies than those in force.
	 * @param policies the policies
	 * @return the findings; empty before all beans exist
	 */
	public List<CorsConflict> conflicts(CorsPolicies policies) {
		return conflicts(this.configurations, policies);
	}

	/**
	 * Reads what everyone else says, where the inventory only tells that they speak.
	 * Sources that keep it to themselves are asked with requests that were not sent. All
	 * beans have to exist.
	 * @param beans the application's beans
	 * @param environment the application's properties
	 * @return who says what; those who are asked first at the front
	 */
	public static List<OtherCors> read(ConfigurableListableBeanFactory beans, Environment environment) {
		return CorsConfigurationFinder.read(beans, environment);
	}

	private static List<CorsConflict> conflicts(List<DetectedCorsConfiguration> configurations, CorsPolicies policies) {
		if (configurations.isEmpty()) {
			return List.of();
		}
		return new PolicyOverlap(policies).of(configurations);
	}

	/**
	 * Return the endpoint of Spring that refuses an origin after the policies have
	 * allowed it.
	 * @param policies the policies
	 * @param path the path within the application
	 * @param origin the origin
	 * @param handshake whether a WebSocket is opened; of other requests, only SockJS
	 * checks the origin
	 * @return the endpoint, or empty if none refuses
	 */
	public Optional<CorsConflict> refusing(CorsPolicies policies, String path, String origin, boolean handshake) {
		return new PolicyOverlap(policies).refusing(this.configurations, path, origin, handshake);
	}

	@Override
	public void afterSingletonsInstantiated() {
		add(CorsConfigurationFinder.find(this.beans, this.environment));
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		ApplicationContext context = event.getApplicationContext();
		if (this.beans.equals(context.getAutowireCapableBeanFactory())) {
			this.running = true;
		}
		else {
			add(CorsConfigurationFinder.refreshed(context));
		}
	}

	private synchronized void add(List<DetectedCorsConfiguration> found) {
		if (found.isEmpty()) {
			return;
		}
		this.configurations = Stream.of(this.configurations, found).flatMap(List::stream).toList();
		List<CorsConflict> detected = conflicts(found, this.engine.policies());
		List<CorsConflict> conflicts = conflicts(detected);
		if (conflicts.isEmpty()) {
			return;
		}
		// A servlet that starts with its first request must not fail it.
		if (this.fail && !this.running) {
			throw CorsConflictReport.failure(conflicts);
		}
		logger.warn(CorsConflictReport.of(detected));
	}

	private static List<CorsConflict> conflicts(List<CorsConflict> detected) {
		return detected.stream().filter(CorsConflict::isConflict).toList();
	}

	/**
	 * Other CORS code or configuration in the application.
	 *
	 * @param kind what it is, such as {@code @CrossOrigin}
	 * @param where the class, method or property it is written in
	 * @param paths the patterns it covers, as written there, behind the path of their
	 * servlet
	 * @param effect its effect beside the policies
	 * @param policies the names of the policies that decide in its place
	 * @param check the check it makes after the policies, or {@code null} if it speaks
	 * CORS only
	 * @since 0.1.0
	 */
	public record CorsConflict(String kind, String where, List<String> paths, Effect effect, List<String> policies,
			@Nullable EndpointOriginCheck check) {

		/**
		 * The effect of other CORS code beside the policies.
		 */
		public enum Effect {

			/** A policy decides on all of its paths, so that it can be deleted. */
			SHADOWED,
			/** A policy decides on some of its paths. */
			PARTLY_SHADOWED,
			/** It stands before the filter, and answers on a policy's paths, too. */
			PRECEDES_FILTER,
			/** It refuses origins that a policy has allowed. */
			REFUSING,
			/** No policy covers its paths: it works as without this starter. */
			ACTIVE,
			/** It speaks for the management endpoints, which policies leave alone. */
			MANAGEMENT

		}

		/**
		 * Copies the lists.
		 */
		public CorsConflict {
			paths = List.copyOf(paths);
			policies = List.copyOf(policies);
		}

		/**
		 * Creates a finding of code that makes no check of its own.
		 * @param kind what it is
		 * @param where the class, method or property it is written in
		 * @param paths the patterns it covers
		 * @param effect its effect beside the policies
		 * @param policies the names of the policies that decide in its place
		 */
		public CorsConflict(String kind, String where, List<String> paths, Effect effect, List<String> policies) {
			this(kind, where, paths, effect, policies, null);
		}

		/**
		 * Return whether two parties want to answer, now or as soon as a policy covers
		 * the path.
		 * @return whether it should be deleted or moved into a policy
		 */
		public boolean isConflict() {
			return this.effect != Effect.MANAGEMENT;
		}

		/**
		 * The check of origins that an endpoint makes by itself, after a policy has
		 * decided.
		 *
		 * @param origins the origins it allows
		 * @param patterns the patterns of origins it allows; without either it allows the
		 * server's own origin only
		 * @param fix what to write so that it leaves the decision to the policies
		 * @since 0.1.0
		 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455,
		 * section 10.2</a>
		 */
		public record EndpointOriginCheck(List<String> origins, List<String> patterns, String fix) {

			/**
			 * A label and a port that a pattern's star stands for, and that is not
			 * listed.
			 */
			private static final String ANY_LABEL = "any-page";

			private static final String ANY_PORT = "49151";

			private static final String ANY_ORIGIN = "https://" + ANY_LABEL + ".invalid";

			/**
			 * Copies the lists.
			 */
			public EndpointOriginCheck {
				origins = List.copyOf(origins);
				patterns = List.copyOf(patterns);
			}

			/**
			 * Return all that it allows.
			 * @return origins and patterns, as written
			 */
			public List<String> allowed() {
				return Stream.concat(this.origins.stream(), this.patterns.stream()).toList();
			}

			boolean accepts(String origin) {
				CorsConfiguration configuration = new CorsConfiguration();
				configuration.setAllowedOrigins(this.origins);
				configuration.setAllowedOriginPatterns(this.patterns);
				return configuration.checkOrigin(origin) != null;
			}

			/**
			 * Return whether it refuses an origin that a policy allows. For a pattern one
			 * of the origins it matches is tried, so that the answer is good enough for a
			 * log. What a lookup allows may be any.
			 */
			boolean refusesSomeOf(CorsPolicy policy) {
				return (!policy.originsFrom().isEmpty() && !accepts(ANY_ORIGIN))
						|| Stream.concat(policy.allowedOrigins().stream(), policy.allowedOriginPatterns().stream())
							.anyMatch((entry) -> !accepts(example(entry)));
			}

			private static String example(String entry) {
				if (entry.equals("*") || entry.equals("any")) {
					return ANY_ORIGIN;
				}
				String example = entry.endsWith(":*") ? entry.substring(0, entry.length() - 1) + ANY_PORT : entry;
				return example.replace("*", ANY_LABEL);
			}

		}

	}

}
