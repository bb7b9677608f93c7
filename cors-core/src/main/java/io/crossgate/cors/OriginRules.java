package io.crossgate.cors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.MalformedOriginException;
import io.crossgate.cors.origin.OriginPattern;
import io.crossgate.cors.origin.OriginPattern.Kind;
import io.crossgate.cors.origin.OriginSet;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code allowed-origins} and {@code allowed-origin-patterns}.
 */
final class OriginRules {

	/** What Android's web view calls the pages of an app. */
	private static final Set<String> APP_ORIGINS = Set.of("https://localhost", "http://localhost");

	/** Stands for all hosts. */
	private static final String EVERYWHERE = "";

	private final Findings found;

	private final Circumstances circumstances;

	private final Map<OriginPattern, Findings.Entry> wildcards = new LinkedHashMap<>();

	private final List<Findings.Entry> exact = new ArrayList<>();

	private final OriginSet.Builder origins;

	private OriginRules(Findings found, Circumstances circumstances) {
		this.found = found;
		this.circumstances = circumstances;
		CorsPolicy policy = found.policy();
		this.origins = new OriginSet.Builder(policy.allowedOrigins().size() + policy.allowedOriginPatterns().size());
	}

	/** Returns the origins that could be read. */
	static OriginSet check(Findings found, Circumstances circumstances) {
		OriginRules rules = new OriginRules(found, circumstances);
		rules.check();
		return rules.origins.build();
	}

	private void check() {
		List<Findings.Entry> entries = new ArrayList<>(
				Findings.Entry.of("allowed-origins", this.found.policy().allowedOrigins()));
		entries.addAll(Findings.Entry.of("allowed-origin-patterns", this.found.policy().allowedOriginPatterns()));
		if (entries.isEmpty()) {
			this.found.add(ProblemCode.NO_ORIGINS, "allowed-origins", null,
					"The policy allows no origin, so it refuses every page of another origin.",
					"allowed-origins: https://app.example.com");
		}
		for (Findings.Entry entry : entries) {
			if (!this.found.isEmpty(entry)) {
				parse(entry);
			}
		}
		if (!this.wildcards.isEmpty()) {
			checkCovered();
		}
	}

	private void checkCovered() {
		OriginSet covering = OriginSet.compile(this.wildcards.keySet());
		Map<String, List<OriginPattern>> byHost = new HashMap<>();
		for (OriginPattern pattern : this.wildcards.keySet()) {
			byHost.computeIfAbsent(pattern.host(), (host) -> new ArrayList<>()).add(pattern);
		}
		for (Findings.Entry entry : this.exact) {
			if (covering.contains(entry.value())) {
				addCovered(entry, covering(OriginPattern.parse(entry.value()), byHost));
			}
		}
		for (Map.Entry<OriginPattern, Findings.Entry> wildcard : this.wildcards.entrySet()) {
			addCovered(wildcard.getValue(), covering(wildcard.getKey(), byHost));
		}
	}

	private void addCovered(Findings.Entry entry, @Nullable OriginPattern wider) {
		if (wider != null) {
			this.found.add(ProblemCode.REDUNDANT_ORIGIN, entry, wider + " covers it; delete this entry.", "");
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

	/** Tells whether the wider pattern matches whatever the other matches. */
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

	private void parse(Findings.Entry entry) {
		try {
			OriginPattern pattern = OriginPattern.parse(entry.value());
			if (!this.origins.add(pattern)) {
				this.found.add(ProblemCode.REDUNDANT_ORIGIN, entry, "It is listed twice; delete this entry.", "");
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
			boolean any = "any".equals(ex.correction());
			this.found.add(ex.code(), entry, String.valueOf(ex.getMessage()),
					(any && this.found.policy().allowCredentials()) ? instead(entry) : ex.correction());
			if (any) {
				checkAny(entry);
			}
		}
	}

	private void checkAny(Findings.Entry entry) {
		if (this.found.policy().allowCredentials()) {
			this.found.add(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, entry,
					"Browsers refuse * with cookies, and echoing every origin would let any website read your users' "
							+ "data. List the origins, or drop allow-credentials.",
					instead(entry));
		}
		if (this.found.policy().allowPrivateNetwork()) {
			this.found.add(ProblemCode.ANY_ORIGIN_WITH_PRIVATE_NETWORK, entry,
					"Any website could reach this server inside its network. List the origins, or drop "
							+ "allow-private-network.",
					instead(entry));
		}
	}

	/** What to write for every origin: the others of the list, or an example. */
	private static String instead(Findings.Entry entry) {
		return (entry.list().size() > 1) ? "" : "https://app.example.com";
	}

	private void checkNull(Findings.Entry entry) {
		if (this.found.policy().allowCredentials()) {
			this.found.add(ProblemCode.NULL_ORIGIN_WITH_CREDENTIALS, entry,
					"Every site can send null from a sandboxed frame, so this lets any website read your users' data.",
					"");
		}
		else {
			this.found.add(ProblemCode.NULL_ORIGIN, entry,
					"Every site can send null from a sandboxed frame or a redirect; * is no weaker and says what it "
							+ "does.",
					null);
		}
	}

	private void checkTuple(Findings.Entry entry, OriginPattern pattern) {
		boolean credentials = this.found.policy().allowCredentials();
		if (pattern.isInsecure()) {
			this.found.add(credentials ? ProblemCode.INSECURE_ORIGIN : ProblemCode.INSECURE_ORIGIN_WITHOUT_CREDENTIALS,
					entry,
					"Whoever controls the network controls what comes over http, and with it this origin. Serve its "
							+ "pages over https.",
					credentials ? null : "https" + entry.value().substring("http".length()));
		}
		if (credentials && pattern.isAnyPort() && !pattern.isLoopback()) {
			this.found.add(ProblemCode.ANY_PORT, entry,
					"Whatever listens on any port of the host can read your users' data. List the ports that serve "
							+ "pages of yours.",
					null);
		}
		if (credentials && this.circumstances.production() && pattern.isLoopback() && isWeb(pattern)) {
			this.found.add(ProblemCode.LOOPBACK_ORIGIN, entry,
					"In production, any program on a user's machine could serve this origin. Keep it to the profiles "
							+ "of development."
							+ (APP_ORIGINS.contains(entry.value())
									? " Apps built with Capacitor send it on Android; accept the risk if that is it."
									: ""),
					null);
		}
		if (pattern.isHostWildcard() && !pattern.isLoopback()) {
			checkWildcard(entry, pattern, credentials);
		}
	}

	/** No program can serve pages of an app's own scheme by listening on a port. */
	private static boolean isWeb(OriginPattern pattern) {
		return pattern.scheme().equals("https") || pattern.scheme().equals("http");
	}

	private void checkWildcard(Findings.Entry entry, OriginPattern pattern, boolean credentials) {
		String host = pattern.host();
		String domain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
		boolean anybody = pattern.labelPrefix().isEmpty() || pattern.labelSuffix().isEmpty();
		if (IntranetNames.contains(domain)) {
			if (credentials) {
				this.found.add(ProblemCode.INTRANET_PATTERN, entry,
						"Nobody can register a name below " + domain + ", but whoever is in the network may be able "
								+ "to take one, and with it read your users' data. List the origins.",
						separated(pattern));
			}
		}
		else if (domain.indexOf('.') < 0) {
			this.found.add(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN, entry,
					"Anybody can register a name below ." + domain + ", or could once it is delegated.",
					separated(pattern));
		}
		else if (isPublicSuffix(domain)) {
			this.found.add(
					(credentials && anybody) ? ProblemCode.PUBLIC_SUFFIX_PATTERN : ProblemCode.SHARED_HOSTING_PATTERN,
					entry, "Anybody can get a name below " + domain + ", so other people's sites match.", null);
		}
		else if (SharedHosting.covers(domain)) {
			this.found.add(ProblemCode.SHARED_HOSTING_PATTERN, entry,
					"Many customers share " + domain + ", so other people's sites may match.", null);
		}
	}

	/**
	 * With a rule for *.kobe.jp strangers get names below kobe.jp, too, one label down.
	 */
	private boolean isPublicSuffix(String domain) {
		return this.circumstances.publicSuffixes().isPublicSuffix(domain)
				|| this.circumstances.publicSuffixes().isPublicSuffix("any." + domain);
	}

	/** Who writes *example.com has forgotten a dot. */
	private static @Nullable String separated(OriginPattern pattern) {
		return (pattern.labelPrefix().isEmpty() && !pattern.labelSuffix().isEmpty())
				? pattern.text().replace("*" + pattern.labelSuffix(), "*." + pattern.labelSuffix()) : null;
	}

}
