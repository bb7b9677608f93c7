package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.CorsRequest;

/**
 * Logs, in one short block, which policies are in force, when they come into force.
 *
 * @since 0.1.0
 */
public final class PolicyReport implements CorsObserver {

	/** The logger of the block. */
	public static final String LOGGER = "io.crossgate.cors.policies";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private static final int MOST_POLICIES = 20;

	private static final int MOST_VALUES = 6;

	private final boolean explaining;

	/**
	 * Creates a report.
	 * @param explaining whether the browser's console carries explanations
	 */
	public PolicyReport(boolean explaining) {
		this.explaining = explaining;
	}

	@Override
	public boolean watches(CorsDecision decision) {
		return false;
	}

	@Override
	public void decided(CorsDecision decision, Supplier<CorsRequest> request) {
		// Single decisions are the denial log's.
	}

	@Override
	public void inForce(CorsPolicies policies) {
		if (logger.isInfoEnabled()) {
			logger.info(text(policies.policies()));
		}
	}

	String text(List<CorsPolicy> policies) {
		StringBuilder text = new StringBuilder("CORS ready: ");
		if (policies.isEmpty()) {
			text.append("no origin is configured, so browsers keep pages of other origins from reading answers.%n"
				.formatted());
			text.append("      The first of them will be logged with the YAML that allows it.");
		}
		else {
			text.append((policies.size() == 1) ? "1 policy" : policies.size() + " policies");
			policies.stream().limit(MOST_POLICIES).forEach((policy) -> text.append(line(policy)));
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
		List<String> origins = new ArrayList<>(policy.allowedOrigins());
		origins.addAll(policy.allowedOriginPatterns());
		return "%n      %s  %s  origins %s  methods %s  headers %s  cookies %s  max-age %s%s".formatted(policy.name(),
				some(policy.paths()), some(origins), some(policy.allowedMethods()), some(policy.allowedHeaders()),
				policy.allowCredentials() ? "yes" : "no", seconds(policy), mode(policy));
	}

	private static String some(List<String> values) {
		String some = String.join(" ", values.stream().limit(MOST_VALUES).toList());
		return (values.size() > MOST_VALUES) ? some + " and %d more".formatted(values.size() - MOST_VALUES) : some;
	}

	private static String seconds(CorsPolicy policy) {
		return policy.maxAge().toSeconds() + "s";
	}

	private static String mode(CorsPolicy policy) {
		return (policy.mode() != CorsPolicy.Mode.ENFORCE)
				? "  " + policy.mode().name().toLowerCase(Locale.ROOT).replace('_', '-') : "";
	}

}
