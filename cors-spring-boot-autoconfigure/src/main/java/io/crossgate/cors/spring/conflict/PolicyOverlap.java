package io.crossgate.cors.spring.conflict;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.util.AntPathMatcher;
import org.springframework.util.StringUtils;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;

/**
 * Finds the policies that decide on paths which other CORS code covers, too. Patterns of
 * other grammars are compared through paths that match them, so the answer is a sound
 * guess for the log and nothing that decides about a request.
 */
final class PolicyOverlap {

	private final AntPathMatcher matcher = new AntPathMatcher();

	private final CorsPolicies policies;

	PolicyOverlap(CorsPolicies policies) {
		this.policies = policies;
	}

	/** Return what they are beside the policies. */
	List<CorsConflict> of(List<DetectedCorsConfiguration> configurations) {
		return configurations.stream().map(this::of).flatMap(Optional::stream).map(PolicyOverlap::management).toList();
	}

	private static CorsConflict management(CorsConflict conflict) {
		return conflict.where().startsWith(PropertyCorsDetector.MANAGEMENT) ? new CorsConflict(conflict.kind(),
				conflict.where(), conflict.paths(), CorsConflict.Effect.MANAGEMENT, List.of()) : conflict;
	}

	/** Return the first that refuses an origin on a path. */
	Optional<CorsConflict> refusing(List<DetectedCorsConfiguration> configurations, String path, String origin,
			boolean handshake) {
		return configurations.stream()
			.filter((configuration) -> configuration.refuses(origin) && (handshake || configuration.isSockJs())
					&& covers(configuration, path))
			.map(this::of)
			.flatMap(Optional::stream)
			.findFirst();
	}

	/**
	 * Return nothing for a check that refuses no origin that a policy allows, nor for
	 * what covers no path.
	 */
	Optional<CorsConflict> of(DetectedCorsConfiguration configuration) {
		if (configuration.paths().isEmpty()) {
			return Optional.empty();
		}
		Set<CorsPolicy> deciding = new LinkedHashSet<>();
		boolean everywhere = true;
		for (String pattern : configuration.fullPaths()) {
			String deep = deep(pattern);
			for (String path : examples(deep)) {
				Optional<CorsPolicy> policy = deciding(path);
				policy.ifPresent(deciding::add);
				everywhere &= policy.isPresent();
			}
			this.policies.policies()
				.stream()
				.filter((policy) -> policy.mode() == CorsPolicy.Mode.ENFORCE && isWithin(policy, deep))
				.forEach(deciding::add);
		}
		EndpointOriginCheck check = configuration.check();
		if (check == null) {
			return Optional.of(finding(configuration,
					deciding.isEmpty() ? CorsConflict.Effect.ACTIVE : effect(configuration, everywhere), deciding));
		}
		deciding.removeIf((policy) -> !check.refusesSomeOf(policy));
		return deciding.isEmpty() ? Optional.empty()
				: Optional.of(finding(configuration, CorsConflict.Effect.REFUSING, deciding));
	}

	/** Return whether a speaker covers a path. */
	private boolean covers(DetectedCorsConfiguration configuration, String path) {
		return configuration.fullPaths().stream().anyMatch((pattern) -> this.matcher.match(deep(pattern), path));
	}

	private static CorsConflict finding(DetectedCorsConfiguration configuration, CorsConflict.Effect effect,
			Set<CorsPolicy> policies) {
		List<String> names = policies.stream().map(CorsPolicy::name).sorted().toList();
		return new CorsConflict(configuration.kind(), configuration.where(), configuration.fullPaths(), effect, names,
				configuration.check());
	}

	private boolean isWithin(CorsPolicy policy, String pattern) {
		return policy.paths()
			.stream()
			.flatMap((path) -> examples(path).stream())
			.anyMatch((path) -> this.matcher.match(pattern, path));
	}

	/**
	 * Spring's <code>{*rest}</code> at the end stands for what other patterns call **.
	 */
	private static String deep(String pattern) {
		int rest = pattern.lastIndexOf("/{*");
		return (rest >= 0) ? pattern.substring(0, rest) + "/**" : pattern;
	}

	private static CorsConflict.Effect effect(DetectedCorsConfiguration configuration, boolean everywhere) {
		if (configuration.first()) {
			return CorsConflict.Effect.PRECEDES_FILTER;
		}
		return everywhere ? CorsConflict.Effect.SHADOWED : CorsConflict.Effect.PARTLY_SHADOWED;
	}

	private Optional<CorsPolicy> deciding(String path) {
		return this.policies.find(path).filter((policy) -> policy.mode() == CorsPolicy.Mode.ENFORCE);
	}

	/** Paths that match a pattern: one for each depth that a deep one could mean. */
	private static List<String> examples(String pattern) {
		boolean deep = pattern.endsWith("/**");
		StringBuilder path = new StringBuilder();
		String head = deep ? pattern.substring(0, pattern.length() - 3) : pattern;
		for (String segment : StringUtils.tokenizeToStringArray(head, "/")) {
			boolean wild = segment.indexOf('*') >= 0 || segment.indexOf('{') >= 0 || segment.indexOf('?') >= 0;
			path.append('/').append(wild ? "x" : segment);
		}
		String base = path.toString();
		return deep ? List.of(base.isEmpty() ? "/" : base, base + "/x", base + "/x/x")
				: List.of(base.isEmpty() ? "/" : base);
	}

}
