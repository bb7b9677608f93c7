package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * The check of origins that an endpoint makes by itself, after a policy has decided.
 *
 * @param origins the origins it allows
 * @param patterns the patterns of origins it allows; without either it allows the
 * server's own origin only
 * @param fix what to write so that it leaves the decision to the policies
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455, section
 * 10.2</a>
 */
public record EndpointOriginCheck(List<String> origins, List<String> patterns, String fix) {

	/** A label and a port that a pattern's star stands for, and that no one lists. */
	private static final String ANY_LABEL = "any-page";

	private static final String ANY_PORT = "49151";

	private static final String ANY_ORIGIN = "https://" + ANY_LABEL + ".invalid";

	/**
	 * Copies the lists.
	 */
	public EndpointOriginCheck {
		origins = List.copyOf(origins);
		patterns = List.copyOf(patterns);
	}

	/**
	 * Return all that it allows.
	 * @return origins and patterns, as written
	 */
	public List<String> allowed() {
		return Stream.concat(this.origins.stream(), this.patterns.stream()).toList();
	}

	boolean accepts(String origin) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(this.origins);
		configuration.setAllowedOriginPatterns(this.patterns);
		return configuration.checkOrigin(origin) != null;
	}

	/**
	 * Return whether it refuses an origin that a policy allows. For a pattern one of the
	 * origins it matches is tried, so that the answer is good enough for a log.
	 */
	boolean refusesSomeOf(CorsPolicy policy) {
		return Stream.concat(policy.allowedOrigins().stream(), policy.allowedOriginPatterns().stream())
			.anyMatch((entry) -> !accepts(example(entry)));
	}

	private static String example(String entry) {
		if (entry.equals("*") || entry.equals("any")) {
			return ANY_ORIGIN;
		}
		String example = entry.endsWith(":*") ? entry.substring(0, entry.length() - 1) + ANY_PORT : entry;
		return example.replace("*", ANY_LABEL);
	}

}
