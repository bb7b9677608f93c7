package io.crossgate.cors.policy.validation;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.BadPorts;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.PublicSuffixes;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with one entry of {@code allowed-origins} or
 * {@code allowed-origin-patterns}, whatever others there are.
 */
final class OriginValidator {

	/** What Android's web view calls the pages of an app. */
	private static final Set<String> APP_ORIGINS = Set.of("https://localhost", "http://localhost");

	private final ProblemCollector collector;

	private final DeploymentContext context;

	OriginValidator(ProblemCollector collector, DeploymentContext context) {
		this.collector = collector;
		this.context = context;
	}

	/** Return what is written in an entry, or {@code null} if it means nothing. */
	@Nullable OriginPattern parse(ProblemCollector.ListEntry entry) {
		try {
			return this.collector.isEmpty(entry) ? null : OriginPattern.parse(entry.value());
		}
		catch (MalformedOriginException ex) {
			boolean any = ex.corrections().equals(List.of("any"));
			this.collector.add(ex.code(), entry, String.valueOf(ex.getMessage()),
					(any && this.collector.policy().allowCredentials()) ? new PolicyEdit[] { instead(entry) }
							: entry.replacedBy(ex.corrections()));
			if (any) {
				checkAny(entry);
			}
			return null;
		}
	}

	/** Checks an entry that means something. */
	void check(ProblemCollector.ListEntry entry, OriginPattern pattern) {
		if (pattern.kind() == OriginPattern.Kind.ANY) {
			checkAny(entry);
		}
		else if (pattern.kind() == OriginPattern.Kind.NULL) {
			checkNull(entry);
		}
		else {
			checkTuple(entry, pattern);
		}
	}

	private void checkAny(ProblemCollector.ListEntry entry) {
		if (this.collector.policy().allowCredentials()) {
			this.collector.add(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, entry,
					"Browsers refuse * with cookies, and echoing every origin would let any website read your users' "
							+ "data. List the origins, or drop allow-credentials.",
					instead(entry));
		}
		if (this.collector.policy().allowPrivateNetwork()) {
			this.collector.add(ProblemCode.ANY_ORIGIN_WITH_PRIVATE_NETWORK, entry,
					"Any website could reach this server inside its network. List the origins, or drop "
							+ "allow-private-network.",
					instead(entry));
		}
	}

	/** What to write for every origin: the others of the list, or an example. */
	private static PolicyEdit instead(ProblemCollector.ListEntry entry) {
		return (entry.list().size() > 1) ? entry.deleted() : entry.replacedBy("https://app.example.com").asExample();
	}

	private void checkNull(ProblemCollector.ListEntry entry) {
		if (this.collector.policy().allowCredentials()) {
			this.collector.add(ProblemCode.NULL_ORIGIN_WITH_CREDENTIALS, entry,
					"Every site can send null from a sandboxed frame, so this lets any website read your users' data.",
					entry.deleted());
		}
		else {
			this.collector.add(ProblemCode.NULL_ORIGIN, entry,
					"Every site can send null from a sandboxed frame or a redirect; * is no weaker and says what it "
							+ "does.");
		}
	}

	private void checkTuple(ProblemCollector.ListEntry entry, OriginPattern pattern) {
		boolean credentials = this.collector.policy().allowCredentials();
		if (isWeb(pattern) && !pattern.isAnyPort() && !pattern.port().isEmpty()
				&& BadPorts.contains(Integer.parseInt(pattern.port()))) {
			this.collector.add(ProblemCode.UNUSABLE_PORT, entry,
					"Browsers load nothing from port " + pattern.port() + ", so no page can have this origin.");
		}
		if (pattern.isInsecure()) {
			this.collector.addCorrected(
					credentials ? ProblemCode.INSECURE_ORIGIN : ProblemCode.INSECURE_ORIGIN_WITHOUT_CREDENTIALS, entry,
					"An attacker on the network controls what comes over http, and with it this origin. Serve its "
							+ "pages over https.",
					"https" + entry.value().substring("http".length()));
		}
		if (credentials && pattern.isAnyPort() && !pattern.isLoopback()) {
			this.collector.add(ProblemCode.ANY_PORT, entry,
					"Whatever listens on any port of the host can read your users' data. List the ports that serve "
							+ "pages of yours.");
		}
		if (credentials && this.context.production() && pattern.isLoopback() && isWeb(pattern)) {
			this.collector.add(ProblemCode.LOOPBACK_ORIGIN, entry,
					"In production, any program on a user's machine could serve this origin. Keep it to the profiles "
							+ "of development."
							+ (APP_ORIGINS.contains(entry.value())
									? " Apps built with Capacitor send it on Android; accept the risk if that is it."
									: ""));
		}
		if (pattern.isHostWildcard() && !pattern.isLoopback()) {
			checkWildcard(entry, pattern, credentials);
		}
	}

	/** No program can serve pages of an app's own scheme by listening on a port. */
	private static boolean isWeb(OriginPattern pattern) {
		return pattern.scheme().equals("https") || pattern.scheme().equals("http");
	}

	private void checkWildcard(ProblemCollector.ListEntry entry, OriginPattern pattern, boolean credentials) {
		String host = pattern.host();
		String domain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		boolean anyName = pattern.labelPrefix().isEmpty() || pattern.labelSuffix().isEmpty();
		if (IntranetNames.contains(domain)) {
			if (credentials) {
				this.collector.addCorrected(ProblemCode.INTRANET_PATTERN, entry,
						"No one can register a name below " + domain + ", but a host in the network may be able "
								+ "to take one, and with it read your users' data. List the origins.",
						separated(pattern));
			}
		}
		else if (domain.indexOf('.') < 0) {
			this.collector.addCorrected(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN, entry,
					"Anyone can register a name below ." + domain + ", or could once it is delegated.",
					separated(pattern));
		}
		else if (isPublicSuffix(domain)) {
			this.collector.add(
					(credentials && anyName) ? ProblemCode.PUBLIC_SUFFIX_PATTERN : ProblemCode.SHARED_HOSTING_PATTERN,
					entry, "Anyone can get a name below " + domain + ", so other people's sites match.");
		}
		else if (SharedHostingDomains.covers(domain)) {
			this.collector.add(ProblemCode.SHARED_HOSTING_PATTERN, entry,
					"Many customers share " + domain + ", so other people's sites may match.");
		}
	}

	/**
	 * With a rule for *.kobe.jp, names can be registered one label below kobe.jp, too.
	 */
	private boolean isPublicSuffix(String domain) {
		return PublicSuffixes.contains(domain) || PublicSuffixes.contains("any." + domain);
	}

	/** Who writes *example.com has forgotten a dot. */
	private static @Nullable String separated(OriginPattern pattern) {
		return (pattern.labelPrefix().isEmpty() && !pattern.labelSuffix().isEmpty())
				? pattern.text().replace("*" + pattern.labelSuffix(), "*." + pattern.labelSuffix()) : null;
	}

}
