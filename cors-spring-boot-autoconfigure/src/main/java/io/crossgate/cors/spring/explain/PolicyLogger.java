package io.crossgate.cors.spring.explain;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyPreset;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.util.EnumNames;
import io.crossgate.cors.util.SafeText;

/**
 * Logs, in one short block, which policies are in force when the application starts, and
 * warns of those that only report: they send no CORS headers, so that something else must
 * do it.
 *
 * @since 0.1.0
 */
public final class PolicyLogger implements CorsObserver {

	/** The logger of the block. */
	public static final String LOGGER = "io.crossgate.cors.policies";

	/** The logger of problems that do not keep policies from being used. */
	public static final String PROBLEMS = "io.crossgate.cors.configuration";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private static final int MOST_POLICIES = 20;

	private static final int MOST_VALUES = 6;

	/** What a reviewer looks for even where it has its default value. */
	private static final Set<PolicyProperty> ALWAYS = EnumSet.of(PolicyProperty.PATHS, PolicyProperty.ALLOWED_ORIGINS,
			PolicyProperty.ALLOWED_METHODS, PolicyProperty.ALLOWED_HEADERS, PolicyProperty.ALLOW_CREDENTIALS,
			PolicyProperty.MAX_AGE);

	private final boolean explaining;

	private volatile @Nullable List<CorsPolicy> reported;

	/** The policies that only report and whose pages were left without an answer. */
	private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a report.
	 * @param explaining whether the browser's console carries explanations
	 */
	public PolicyLogger(boolean explaining) {
		this.explaining = explaining;
	}

	/**
	 * Logs a problem that does not keep its policy from being used.
	 * @param problem a warning
	 * @param place where it is written; {@code null} if that is not known
	 */
	public static void warn(Problem problem, @Nullable String place) {
		String where = (place != null) ? " (" + SafeText.of(place, 512) + ")" : "";
		StructuredLog.warn(PROBLEMS, "CORS " + problem + where, Map.of("cors.code", problem.code().code(),
				"cors.policy", SafeText.of(problem.policy()), "cors.property", SafeText.of(problem.property())));
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return false;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		// Single decisions are the denial log's.
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		// They come into force again where management endpoints were found beside them.
		if (!policies.policies().equals(this.reported)) {
			boolean first = this.reported == null;
			this.reported = policies.policies();
			this.unanswered.clear();
			// Of later ones the difference is logged, and nothing else.
			if (first && logger.isInfoEnabled()) {
				logger.info(text(policies.policies()));
			}
			List<String> reporting = reporting(policies.policies());
			if (!reporting.isEmpty()) {
				logger.warn(warning(reporting));
			}
		}
	}

	@Override
	public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
		String policy = decision.policy();
		if (policy != null && decision.isReportOnly() && logger.isWarnEnabled() && this.unanswered.add(policy)) {
			CorsRequest facts = request.get();
			logger.warn("CORS report-only: " + SafeText.of(facts.method()) + ' ' + SafeText.of(facts.fullPath())
					+ " from " + SafeText.of(String.join(", ", facts.lines(HeaderNames.ORIGIN)))
					+ " was answered without CORS headers, so its browser refused it, although policy '"
					+ SafeText.of(policy) + "' allows it. report-only sends none; mode: enforce with on-denied: "
					+ "pass-through allows what is allowed and refuses nothing. Further requests are not logged.");
		}
	}

	private static List<String> reporting(List<CorsPolicy> policies) {
		List<String> reporting = new ArrayList<>();
		for (CorsPolicy policy : policies) {
			if (policy.mode() == CorsPolicy.Mode.REPORT_ONLY) {
				reporting.add("'" + SafeText.of(policy.name()) + "'");
			}
		}
		return reporting;
	}

	private static String warning(List<String> names) {
		String shown = String.join(", ", names.subList(0, Math.min(MOST_VALUES, names.size())))
				+ ((names.size() > MOST_VALUES) ? " and %d more".formatted(names.size() - MOST_VALUES) : "");
		return "CORS report-only: " + ((names.size() == 1) ? "policy " : "policies ") + shown
				+ ((names.size() == 1) ? " sends" : " send") + " no CORS headers and "
				+ ((names.size() == 1) ? "refuses" : "refuse")
				+ " nothing: pages of other origins work only if something else sends them. To allow what is allowed "
				+ "and refuse nothing, set mode: enforce and on-denied: pass-through.";
	}

	String text(List<CorsPolicy> policies) {
		StringBuilder text = new StringBuilder("CORS ready: ");
		if (policies.isEmpty()) {
			text.append("no policy is configured, so no CORS headers are sent.%n".formatted());
			text.append("      The first cross-origin request will be logged with a suggested configuration.");
		}
		else {
			text.append((policies.size() == 1) ? "1 policy" : policies.size() + " policies");
			for (CorsPolicy policy : policies.subList(0, Math.min(MOST_POLICIES, policies.size()))) {
				text.append(line(policy));
			}
			if (policies.size() > MOST_POLICIES) {
				text.append("%n      and %d more".formatted(policies.size() - MOST_POLICIES));
			}
		}
		if (this.explaining) {
			text.append("%n      explain.browser is on: refusals of this machine's browsers link to their explanation"
				.formatted());
		}
		return text.toString();
	}

	private static String line(CorsPolicy policy) {
		StringBuilder line = new StringBuilder("%n      ".formatted()).append(SafeText.of(policy.name()));
		for (PolicyProperty property : PolicyProperty.values()) {
			Object value = policy.get(property);
			boolean told = ALWAYS.contains(property) && !isLeftToLookup(property, policy);
			// It stands in no file, so here is where one can read it.
			boolean preset = !policy.preset().isEmpty() && PolicyPreset.provides(policy, property);
			if (told || preset || !value.equals(property.defaultValue())) {
				line.append("  ")
					.append(property.key())
					.append(' ')
					.append(text(value, preset ? Integer.MAX_VALUE : MOST_VALUES));
			}
		}
		return line.toString();
	}

	/** None is listed, and still some are allowed. */
	private static boolean isLeftToLookup(PolicyProperty property, CorsPolicy policy) {
		return property == PolicyProperty.ALLOWED_ORIGINS && !policy.originsFrom().isEmpty();
	}

	private static String text(Object value, int most) {
		if (value instanceof List<?> values) {
			StringBuilder some = new StringBuilder();
			for (Object entry : values.subList(0, Math.min(most, values.size()))) {
				some.append(some.isEmpty() ? "" : " ").append(SafeText.of(entry.toString()));
			}
			return some + ((values.size() > most) ? " and %d more".formatted(values.size() - most) : "");
		}
		if (value instanceof Duration duration) {
			return duration.toSeconds() + "s";
		}
		return (value instanceof Enum<?> choice) ? EnumNames.kebabCase(choice) : value.toString();
	}

	/**
	 * Logs problems that do not keep policies from being used: each when it is new, and
	 * not again as long as it stays.
	 *
	 * @since 0.1.0
	 */
	public static final class Warnings {

		private static final Log log = LogFactory.getLog(PROBLEMS);

		private volatile Set<Problem> reported = Set.of();

		private volatile Map<String, String> beans = Map.of();

		/**
		 * Logs those that were not among the last ones.
		 * @param problems all there are now
		 * @param beans the beans that have declared or changed a policy
		 * @param place where each is written; {@code null} if that is not known
		 */
		public void report(List<Problem> problems, Map<String, String> beans,
				Function<Problem, @Nullable String> place) {
			List<Problem> unreported = new ArrayList<>(problems);
			unreported.removeAll(this.reported);
			this.reported = new LinkedHashSet<>(problems);
			this.beans = Map.copyOf(beans);
			if (unreported.isEmpty()) {
				return;
			}
			ProblemSummary summary = ProblemSummary.of(unreported);
			summary.shown().forEach((problem) -> warn(problem, place.apply(problem)));
			summary.omitted().forEach((omitted) -> log.warn("CORS " + omitted));
		}

		/**
		 * Return all there are now.
		 * @return those of the last report
		 */
		public List<Problem> problems() {
			return List.copyOf(this.reported);
		}

		/**
		 * Return which beans have declared or changed the policies of the last report.
		 * @return beans with their place, by a policy's name, or by the name, a dot and a
		 * key
		 */
		public Map<String, String> beans() {
			return this.beans;
		}

	}

	/**
	 * Warns where explanations are on and the server can be reached from other machines:
	 * a proxy on this machine that calls it by a loopback name and says nothing of itself
	 * looks like the machine's own user.
	 *
	 * @since 0.1.0
	 */
	public static final class ExplanationWarning implements ApplicationListener<ApplicationReadyEvent> {

		private static final String TEXT = "cors.explain.browser is on and the server listens on other than loopback "
				+ "addresses. Refusals are explained to clients on this machine only, but a proxy on it that calls the "
				+ "server localhost and adds no X-Forwarded-* header is taken for one, and so are all who come through "
				+ "it. Where there is such a proxy, set cors.explain.browser=off; elsewhere, server.address=127.0.0.1.";

		@Override
		public void onApplicationEvent(ApplicationReadyEvent event) {
			Environment environment = event.getApplicationContext().getEnvironment();
			boolean listens = environment.containsProperty("local.server.port");
			if (listens && isReachable(environment)) {
				logger.warn(TEXT);
			}
		}

		/**
		 * Return whether a server would listen on other than loopback addresses.
		 * @param environment has the properties
		 * @return whether other machines could reach it
		 */
		public static boolean isReachable(Environment environment) {
			return !Binder.get(environment)
				.bind("server.address", InetAddress.class)
				.map(InetAddress::isLoopbackAddress)
				.orElse(false);
		}

	}

}
