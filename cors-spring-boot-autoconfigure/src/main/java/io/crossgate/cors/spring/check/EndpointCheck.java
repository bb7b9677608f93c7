package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.AllowedMethods;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.paths.DeployedPaths;
import io.crossgate.cors.spring.paths.DeployedPaths.NarrowPath;

/**
 * What the application's own endpoints and the policies do not agree on: methods and
 * headers that the one has and the other has not, and paths that no policy covers.
 */
final class EndpointCheck implements Check {

	private static final String METHODS = "allowed-methods";

	private static final String HEADERS = "allowed-headers";

	private static final String PATHS = "paths";

	private static final int SHOWN = 5;

	/** What browsers send by themselves, so that pages need not set it. */
	private static final Set<String> OF_BROWSERS = Set.of("user-agent", "if-none-match", "if-modified-since",
			"last-event-id", "cache-control", "pragma");

	@Override
	public List<Finding> check(Application application) {
		CorsPolicies policies = application.policies();
		List<Finding> findings = new ArrayList<>();
		if (policies.isEmpty()) {
			return findings;
		}
		List<Endpoint> endpoints = Endpoints.of(application);
		for (CorsPolicy policy : policies.policies()) {
			if (policy.mode() != CorsPolicy.Mode.OFF) {
				List<Endpoint> covered = endpoints.stream()
					.filter((endpoint) -> isDecided(policies, endpoint, policy))
					.toList();
				findings.addAll(unmapped(policy, covered, endpoints, application));
				findings.addAll(notAllowed(policy, covered));
				findings.addAll(headers(policy, covered));
			}
		}
		for (NarrowPath path : new DeployedPaths(application.context()).narrowPaths(policies)) {
			PolicyEdit edit = PolicyEdit.replace(PATHS, path.entry(), path.wider());
			findings.add(Finding
				.of(Severity.WARN, "narrow-path", subject(path.policy(), PATHS), "The path " + path.sentence())
				.at(application.place(path.policy(), PATHS + "[" + path.entry() + "]"))
				.remedy(edit.toString())
				.edits(List.of(edit)));
		}
		findings.addAll(uncovered(policies, endpoints));
		return findings;
	}

	private static boolean isDecided(CorsPolicies policies, Endpoint endpoint, CorsPolicy policy) {
		return policies.find(endpoint.path().example()).filter(policy::equals).isPresent();
	}

	private static String subject(String policy, String key) {
		return key + " of policy '" + policy + "'";
	}

	/**
	 * Finds methods that are allowed and nothing answers to. The default allows what most
	 * applications have, and means none of it; what may answer to any method hides the
	 * rest.
	 */
	private static List<Finding> unmapped(CorsPolicy policy, List<Endpoint> covered, List<Endpoint> all,
			Application application) {
		List<String> allowed = policy.allowedMethods();
		boolean unknown = all.stream()
			.filter((endpoint) -> endpoint.methods().isEmpty())
			.anyMatch((endpoint) -> policy.paths()
				.stream()
				.map(PathPattern::parse)
				.anyMatch((path) -> path.intersection(endpoint.path()) != null));
		if (covered.isEmpty() || unknown || allowed.equals(CorsPolicy.DEFAULT_METHODS)
				|| new AllowedMethods(allowed).isAny()) {
			return List.of();
		}
		Set<String> mapped = new LinkedHashSet<>(Set.of("OPTIONS"));
		covered.forEach((endpoint) -> mapped.addAll(endpoint.methods()));
		if (mapped.contains("GET")) {
			mapped.add("HEAD");
		}
		List<String> kept = allowed.stream().filter(mapped::contains).toList();
		List<String> unmapped = allowed.stream().filter((method) -> !mapped.contains(method)).toList();
		if (unmapped.isEmpty() || kept.isEmpty()) {
			return List.of();
		}
		PolicyEdit edit = PolicyEdit.set(METHODS, kept);
		return List.of(Finding
			.of(Severity.WARN, "unmapped-method", subject(policy.name(), METHODS) + " = " + String.join(", ", unmapped),
					"No endpoint that the policy covers is mapped for it.")
			.at(application.place(policy.name(), METHODS))
			.remedy(edit.toString())
			.edits(List.of(edit)));
	}

	/** Finds methods that are mapped and no page may use. Most often that is meant. */
	private static List<Finding> notAllowed(CorsPolicy policy, List<Endpoint> covered) {
		AllowedMethods allowed = new AllowedMethods(policy.allowedMethods());
		Map<String, List<Endpoint>> byMethod = new TreeMap<>();
		for (Endpoint endpoint : covered) {
			for (String method : endpoint.methods()) {
				if (!allowed.isAny() && !allowed.contains(method) && !method.equals("OPTIONS")
						&& endpoint.isApplications()) {
					byMethod.computeIfAbsent(method, (key) -> new ArrayList<>()).add(endpoint);
				}
			}
		}
		List<Finding> findings = new ArrayList<>();
		byMethod.forEach((method, endpoints) -> {
			PolicyEdit edit = PolicyEdit.add(METHODS, method);
			findings.add(Finding
				.of(Severity.NOTE, "method-not-allowed", subject(policy.name(), METHODS),
						"%s is mapped (%s), and pages of other origins may not send it. If they are meant to, allow it."
							.formatted(method, paths(endpoints)))
				.at(endpoints.get(0).place())
				.remedy(edit.toString())
				.edits(List.of(edit)));
		});
		return findings;
	}

	/** Finds request headers that endpoints read and pages may not set. */
	private static List<Finding> headers(CorsPolicy policy, List<Endpoint> covered) {
		AllowedMethods methods = new AllowedMethods(policy.allowedMethods());
		AllowedHeaders headers = new AllowedHeaders(policy.allowedHeaders());
		Map<String, List<Endpoint>> byHeader = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (Endpoint endpoint : covered) {
			boolean callable = endpoint.methods().isEmpty() || endpoint.methods().stream().anyMatch(methods::contains);
			for (String header : endpoint.headers().keySet()) {
				if (callable && isSetByPages(header) && !headers.allows(header)) {
					byHeader.computeIfAbsent(header, (key) -> new ArrayList<>()).add(endpoint);
				}
			}
		}
		List<Finding> findings = new ArrayList<>();
		byHeader.forEach((header, endpoints) -> {
			Endpoint strict = endpoints.stream()
				.filter((endpoint) -> Boolean.TRUE.equals(endpoint.headers().get(header)))
				.findFirst()
				.orElse(null);
			Endpoint shown = (strict != null) ? strict : endpoints.get(0);
			PolicyEdit edit = PolicyEdit.add(HEADERS, header);
			findings.add(Finding
				.of((strict != null) ? Severity.WARN : Severity.NOTE,
						(strict != null) ? "required-header-not-allowed" : "header-not-allowed",
						subject(policy.name(), HEADERS),
						"Pages of other origins may not set the header %s, which %s %s%s".formatted(header,
								paths(endpoints), verb(strict != null, endpoints),
								(strict != null) ? ": their calls fail." : "."))
				.at(shown.place())
				.remedy(edit.toString())
				.edits(List.of(edit)));
		});
		return findings;
	}

	private static String verb(boolean required, List<Endpoint> endpoints) {
		return (required ? "require" : "read") + ((endpoints.size() == 1) ? "s" : "");
	}

	private static boolean isSetByPages(String header) {
		String name = Tokens.toAsciiLowerCase(header);
		return !HeaderNames.SAFELISTED_REQUEST.contains(name) && !OF_BROWSERS.contains(name)
				&& !HeaderNames.isForbiddenRequestHeader(name) && !HeaderNames.isRouting(name);
	}

	/** Finds controllers with paths that are left to the application. */
	private static List<Finding> uncovered(CorsPolicies policies, List<Endpoint> endpoints) {
		Map<String, List<Endpoint>> byType = new LinkedHashMap<>();
		for (Endpoint endpoint : endpoints) {
			String type = endpoint.type();
			if (type != null && endpoint.isApplications() && policies.find(endpoint.path().example()).isEmpty()) {
				byType.computeIfAbsent(type, (key) -> new ArrayList<>()).add(endpoint);
			}
		}
		List<Finding> findings = new ArrayList<>();
		byType.forEach((type, uncovered) -> findings.add(
				Finding
					.of(Severity.NOTE, "uncovered-endpoint", paths(uncovered),
							"No policy covers it, so this starter leaves it alone.")
					.at(uncovered.get(0).place())));
		return findings;
	}

	private static String paths(List<Endpoint> endpoints) {
		List<String> paths = endpoints.stream().map(Endpoint::toString).distinct().toList();
		return paths.stream().limit(SHOWN).collect(Collectors.joining(", "))
				+ ((paths.size() > SHOWN) ? " and " + (paths.size() - SHOWN) + " more" : "");
	}

}
