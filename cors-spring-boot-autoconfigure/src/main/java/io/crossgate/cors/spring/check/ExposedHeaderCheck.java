package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.spring.check.Finding.Severity;

/**
 * Response headers that controllers set and pages may not read. Whether a page is to read
 * one, only its author knows.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-exposed-header-name-list">Fetch,
 * CORS-exposed header-name list</a>
 */
final class ExposedHeaderCheck implements Check {

	private static final String KEY = "exposed-headers";

	/** Browsers, caches and proxies read these; pages have no use for them. */
	private static final Set<String> NOT_FOR_PAGES = Set.of("accept-ranges", "allow", "connection", "content-encoding",
			"content-security-policy", "permissions-policy", "referrer-policy", "strict-transport-security",
			"timing-allow-origin", "transfer-encoding", "vary", "x-accel-buffering", "x-content-type-options",
			"x-frame-options");

	@Override
	public List<Finding> check(Application application) {
		CorsPolicies policies = application.policies();
		List<Finding> findings = new ArrayList<>();
		if (policies.isEmpty()) {
			return findings;
		}
		Map<String, Map<String, Set<String>>> byType = new HashMap<>();
		Map<String, Map<String, Endpoint>> byPolicy = new TreeMap<>();
		for (Endpoint endpoint : Endpoints.of(application)) {
			CorsPolicy policy = policies.find(endpoint.path().example()).orElse(null);
			String type = endpoint.type();
			if (policy != null && policy.mode() != CorsPolicy.Mode.OFF && type != null && endpoint.isApplications()) {
				for (String header : byType
					.computeIfAbsent(type, (name) -> WrittenHeaders.of(name, application.context().getClassLoader()))
					.getOrDefault(String.valueOf(endpoint.member()), Set.of())) {
					if (isForPages(header) && !isExposed(policy, header)) {
						byPolicy.computeIfAbsent(policy.name(), (name) -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
							.putIfAbsent(header, endpoint);
					}
				}
			}
		}
		byPolicy.forEach((policy, headers) -> headers
			.forEach((header, endpoint) -> findings.add(finding(policy, header, endpoint))));
		return findings;
	}

	private static Finding finding(String policy, String header, Endpoint endpoint) {
		PolicyEdit edit = PolicyEdit.add(KEY, header);
		return Finding.of(Severity.NOTE, "header-not-exposed", KEY + " of policy '" + policy + "'",
				"%s sets the header %s, and pages of other origins may not read it. If they are meant to, expose it."
					.formatted(endpoint, header))
			.at(endpoint.place())
			.remedy(edit.toString())
			.edits(List.of(edit));
	}

	private static boolean isForPages(String header) {
		String name = Tokens.toAsciiLowerCase(header);
		return !HeaderNames.SAFELISTED_RESPONSE.contains(name) && !HeaderNames.FORBIDDEN_RESPONSE.contains(name)
				&& !HeaderNames.isCorsResponse(header) && !NOT_FOR_PAGES.contains(name)
				&& !name.startsWith("cross-origin-");
	}

	/** With credentials, browsers take the star for a name. */
	private static boolean isExposed(CorsPolicy policy, String header) {
		return policy.exposedHeaders()
			.stream()
			.anyMatch((entry) -> entry.equalsIgnoreCase(header) || (entry.equals("*") && !policy.allowCredentials()));
	}

}
