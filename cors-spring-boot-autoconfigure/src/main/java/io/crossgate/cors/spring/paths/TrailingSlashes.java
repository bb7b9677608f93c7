package io.crossgate.cors.spring.paths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.paths.DeployedPaths.HalfCovered;

/**
 * Spring's {@code UrlHandlerFilter} lets {@code /orders/} be answered as {@code /orders}.
 * It runs behind the policies, for which these are two paths: where a policy covers only
 * the one, the other is served without it. The log says so, and what to write.
 */
final class TrailingSlashes {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private static final int SHOWN = 50;

	private TrailingSlashes() {
	}

	/**
	 * Finds which paths of the policies have a twin that they do not cover.
	 * @param policies the policies in force
	 * @param beans the application's beans
	 * @param filterOrder where the policies' filter stands
	 */
	static List<HalfCovered> find(CorsPolicies policies, ConfigurableListableBeanFactory beans, int filterOrder) {
		List<HalfCovered> found = new ArrayList<>();
		if (!policies.isEmpty()) {
			for (Map.Entry<String, List<PathPattern>> filter : SlashFilters.behind(filterOrder, beans).entrySet()) {
				for (CorsPolicy policy : policies.policies()) {
					for (String path : policy.paths()) {
						if (isHalf(PathPattern.parse(path), filter.getValue(), policies)) {
							found.add(new HalfCovered(filter.getKey(), policy.name(), path));
						}
					}
				}
			}
		}
		return found;
	}

	/** Logs them. */
	static void report(CorsPolicies policies, ConfigurableListableBeanFactory beans, int filterOrder) {
		Map<String, List<String>> lines = new LinkedHashMap<>();
		for (HalfCovered half : find(policies, beans, filterOrder)) {
			lines.computeIfAbsent(half.filter(), (filter) -> new ArrayList<>())
				.add("policy '%s' covers %s, and %s/ not; write %s/**".formatted(half.policy(), half.path(),
						half.path(), half.path()));
		}
		for (Map.Entry<String, List<String>> line : lines.entrySet()) {
			logger.warn(text(line.getKey(), line.getValue()));
		}
	}

	private static String text(String bean, List<String> lines) {
		StringBuilder text = new StringBuilder(
				"CORS: the UrlHandlerFilter '%s' has paths with a slash at their end answered as those without, "
					.formatted(bean))
			.append("but the policy is chosen before, by the path as sent");
		for (String line : lines.subList(0, Math.min(SHOWN, lines.size()))) {
			text.append(System.lineSeparator()).append("      ").append(line);
		}
		if (lines.size() > SHOWN) {
			text.append("%n      and %d more".formatted(lines.size() - SHOWN));
		}
		return text.toString();
	}

	/** Return whether the twin of a path is handled and has another policy, or none. */
	private static boolean isHalf(PathPattern path, List<PathPattern> handled, CorsPolicies policies) {
		return !path.multiSegment() && !path.segments().isEmpty()
				&& handled.stream().anyMatch((pattern) -> pattern.intersection(path) != null)
				&& !policies.find(path.example()).equals(policies.find(path.example() + "/"));
	}

}
