package io.crossgate.cors.spring.protection;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.EnumNames;
import io.crossgate.cors.util.SafeText;

/**
 * Logs what {@code cors.protection} does, whenever it changes: the mode, whom it trusts,
 * what is exempt, and which callbacks of identity providers were found to be. Where it is
 * off and always was there is nothing to say.
 *
 * @since 0.1.0
 */
public final class ProtectionLogger implements CorsObserver {

	/** Where policies are logged, too. */
	private static final Log logger = LogFactory.getLog("io.crossgate.cors.policies");

	private static final int MOST_VALUES = 6;

	private @Nullable CrossOriginProtection reported;

	private List<String> callbacks = List.of();

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
		report(policies.context());
	}

	private synchronized void report(DeploymentContext context) {
		CrossOriginProtection protection = context.protection();
		boolean off = protection.mode() == CorsPolicy.Mode.OFF;
		List<String> found = off ? List.of() : context.paths().callbackPaths();
		boolean first = this.reported == null;
		boolean changed = !protection.equals(this.reported) || !found.equals(this.callbacks);
		this.reported = protection;
		this.callbacks = found;
		if (changed && !(first && off) && logger.isInfoEnabled()) {
			logger.info(text(protection, found));
		}
	}

	static String text(CrossOriginProtection protection, List<String> found) {
		if (protection.mode() == CorsPolicy.Mode.OFF) {
			return "CORS protection off: pages of every site may write";
		}
		boolean enforced = protection.mode() == CorsPolicy.Mode.ENFORCE;
		StringBuilder text = new StringBuilder("CORS protection ").append(EnumNames.kebabCase(protection.mode()))
			.append(enforced ? ": unsafe requests of other sites' pages are refused"
					: ": unsafe requests of other sites' pages would be refused")
			.append(", on every path");
		line(text, "trusted", protection.trustedOrigins(), "no origins but those that policies allow with credentials");
		line(text, "exempt", protection.exemptPaths(), "no path");
		if (!found.isEmpty()) {
			line(text, "callbacks", found, "");
			text.append("  (POST, served by Spring Security)");
		}
		if (enforced) {
			text.append("%n      Keep CSRF tokens where users have browsers of before March 2023, or come over http: "
				.formatted()).append(Documentation.TOKENS);
		}
		return text.toString();
	}

	private static void line(StringBuilder text, String label, List<String> values, String none) {
		String some = values.stream().limit(MOST_VALUES).map(SafeText::of).collect(Collectors.joining(" "));
		text.append("%n      %-10s".formatted(label)).append(values.isEmpty() ? none : some);
		if (values.size() > MOST_VALUES) {
			text.append(" and %d more".formatted(values.size() - MOST_VALUES));
		}
	}

}
