package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.BadPorts;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.origin.pattern.PublicSuffixes;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code allowed-origins} and {@code allowed-origin-patterns}.
 */
final class OriginValidator {

	/** What Android's web view calls the pages of an app. */
	private static final Set<String> APP_ORIGINS = Set.of("https://localhost", "http://localhost");

	private static final String ORIGINS_FROM = "origins-from";

	/** Stands for all hosts. */
	private static final String EVERYWHERE = "";

	private final ProblemCollector collector;

	private final DeploymentContext context;

	private final Map<OriginPattern, ProblemCollector.ListEntry> wildcards = new LinkedHashMap<>();

	private final List<ProblemCollector.ListEntry> exact = new ArrayList<>();

	private final OriginSet.Builder origins;

	private OriginValidator(ProblemCollector collector, DeploymentContext context) {
		this.collector = collector;
		this.context = context;
		CorsPolicy policy = collector.policy();
		this.origins = new OriginSet.Builder(policy.allowedOrigins(), policy.allowedOriginPatterns());
	}

	/** Return the origins that could be read. */
	static OriginSet check(ProblemCollector collector, DeploymentContext context) {
		OriginValidator rules = new OriginValidator(collector, context);
		rules.check();
		return rules.origins.build();
	}

	private void check() {
		List<ProblemCollector.ListEntry> entries = new ArrayList<>(
				ProblemCollector.ListEntry.of("allowed-origins", this.collector.policy().allowedOrigins()));
		entries.addAll(ProblemCollector.ListEntry.of("allowed-origin-patterns",
				this.collector.policy().allowedOriginPatterns()));
		String lookup = this.collector.policy().originsFrom();
		if (entries.isEmpty() && lookup.isEmpty()) {
			this.collector.add(ProblemCode.NO_ORIGINS, "allowed-origins", null,
					"The policy allows no origin, so it refuses every page of another origin.",
					PolicyEdit.set("allowed-origins", "https://app.example.com").asExample());
		}
		for (ProblemCollector.ListEntry entry : entries) {
			if (!this.collector.isEmpty(entry)) {
				parse(entry);
			}
		}
		if (!this.wildcards.isEmpty()) {
			checkCovered();
		}
		if (!lookup.isEmpty() && this.wildcards.keySet().stream().anyMatch((entry) -> entry.kind() == Kind.ANY)) {
			this.collector.add(ProblemCode.REDUNDANT_ORIGIN, ORIGINS_FROM, lookup,
					"Every origin is allowed, so it is never asked. Delete it, or list only what is always allowed.",
					PolicyEdit.remove(ORIGINS_FROM));
		}
	}

	private void checkCovered() {
		OriginSet covering = OriginSet.compile(this.wildcards.keySet());
		Map<String, List<OriginPattern>> byHost = new HashMap<>();
		for (OriginPattern pattern : this.wildcards.keySet()) {
			byHost.computeIfAbsent(pattern.host(), (host) -> new ArrayList<>()).add(pattern);
		}
		for (ProblemCollector.ListEntry entry : this.exact) {
			if (covering.contains(entry.value())) {
				addCovered(entry, covering(OriginPattern.parse(entry.value()), byHost));
			}
		}
		for (Map.Entry<OriginPattern, ProblemCollector.ListEntry> wildcard : this.wildcards.entrySet()) {
			addCovered(wildcard.getValue(), covering(wildcard.getKey(), byHost));
		}
	}

	private void addCovered(ProblemCollector.ListEntry entry, @Nullable OriginPattern wider) {
		if (wider != null) {
			this.collector.add(ProblemCode.REDUNDANT_ORIGIN, entry, wider + " covers it; delete this entry.",
					entry.deleted());
		}
	}

	/** Of thousands of patterns only those over the same or a parent domain matter. */
	private static @Nullable OriginPattern covering(OriginPattern pattern, Map<String, List<OriginPattern>> byHost) {
		String host = pattern.host();
		while (true) {
			for (OriginPattern wider : byHost.getOrDefault(host, List.of())) {
				if (!wider.equals(pattern) && covers(wider, pattern)) {
					return wider;
				}
			}
			if (host.isEmpty()) {
				return null;
			}
			int dot = host.indexOf('.');
			host = (dot < 0) ? EVERYWHERE : host.substring(dot + 1);
		}
	}

	/** Return whether the wider pattern matches whatever the other matches. */
	private static boolean covers(OriginPattern wider, OriginPattern pattern) {
		if (pattern.kind() == Kind.EXACT) {
			return OriginSet.compile(List.of(wider)).contains(pattern.text());
		}
		if (wider.kind() == Kind.ANY) {
			return pattern.kind() != Kind.ANY || pattern.text().equals("any");
		}
		return wider.kind() == Kind.SUBDOMAINS && wider.scheme().equals(pattern.scheme())
				&& (wider.isAnyPort() || wider.port().equals(pattern.port()))
				&& (pattern.host().endsWith("." + wider.host())
						|| (pattern.isHostWildcard() && pattern.host().equals(wider.host())));
	}

	private void parse(ProblemCollector.ListEntry entry) {
		try {
			OriginPattern pattern = OriginPattern.parse(entry.value());
			if (!this.origins.add(pattern)) {
				this.collector.add(ProblemCode.REDUNDANT_ORIGIN, entry, "It is listed twice; delete this entry.",
						entry.deleted());
				return;
			}
			switch (pattern.kind()) {
				case ANY -> checkAny(entry);
				case NULL -> checkNull(entry);
				default -> checkTuple(entry, pattern);
			}
			if (pattern.kind() == Kind.EXACT) {
				this.exact.add(entry);
			}
			else {
				this.wildcards.put(pattern, entry);
			}
		}
		catch (MalformedOriginException ex) {
			boolean any = ex.corrections().equals(List.of("any"));
			this.collector.add(ex.code(), entry, String.valueOf(ex.getMessage()),
					(any && this.collector.policy().allowCredentials()) ? new PolicyEdit[] { instead(entry) }
							: entry.replacedBy(ex.corrections()));
			if (any) {
				checkAny(entry);
			}
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
