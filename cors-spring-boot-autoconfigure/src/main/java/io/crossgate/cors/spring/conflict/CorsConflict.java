package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Other CORS code or configuration in the application.
 *
 * @param kind what it is, such as {@code @CrossOrigin}
 * @param where the class, method or property it is written in
 * @param paths the patterns it covers, as written there, behind the path of their servlet
 * @param effect its effect beside the policies
 * @param policies the names of the policies that decide in its place
 * @param check the check it makes after the policies, or {@code null} if it speaks CORS
 * only
 * @since 0.1.0
 */
public record CorsConflict(String kind, String where, List<String> paths, Effect effect, List<String> policies,
		@Nullable EndpointOriginCheck check) {

	/**
	 * The effect of other CORS code beside the policies.
	 */
	public enum Effect {

		/** A policy decides on all of its paths, so that it can be deleted. */
		SHADOWED,
		/** A policy decides on some of its paths. */
		PARTLY_SHADOWED,
		/** It stands before the filter, and answers on a policy's paths, too. */
		PRECEDES_FILTER,
		/** It refuses origins that a policy has allowed. */
		REFUSING,
		/** No policy covers its paths: it works as without this starter. */
		ACTIVE,
		/** It speaks for the management endpoints, which policies leave alone. */
		MANAGEMENT

	}

	/**
	 * Copies the lists.
	 */
	public CorsConflict {
		paths = List.copyOf(paths);
		policies = List.copyOf(policies);
	}

	/**
	 * Creates a finding of code that makes no check of its own.
	 * @param kind what it is
	 * @param where the class, method or property it is written in
	 * @param paths the patterns it covers
	 * @param effect its effect beside the policies
	 * @param policies the names of the policies that decide in its place
	 */
	public CorsConflict(String kind, String where, List<String> paths, Effect effect, List<String> policies) {
		this(kind, where, paths, effect, policies, null);
	}

	/**
	 * Return whether two parties want to answer, now or as soon as a policy covers the
	 * path.
	 * @return whether it should be deleted or moved into a policy
	 */
	public boolean isConflict() {
		return this.effect != Effect.MANAGEMENT;
	}

	/** What to do about it. */
	String advice() {
		return switch (this.effect) {
			case SHADOWED -> "shadowed by " + names() + ", delete";
			case PARTLY_SHADOWED -> "shadowed where " + names() + " applies";
			case PRECEDES_FILTER -> "answers before " + names() + " can, delete";
			case REFUSING -> refusing();
			case ACTIVE -> "in force, no policy covers it";
			case MANAGEMENT -> "in charge of the management endpoints";
		};
	}

	private String refusing() {
		if (this.check == null) {
			return "refuses what " + names() + " allows";
		}
		List<String> allowed = this.check.allowed();
		return "allows " + (allowed.isEmpty() ? "its own origin only" : String.join(", ", allowed))
				+ " and refuses what " + names() + " allows: " + this.check.fix();
	}

	private String names() {
		return ((this.policies.size() == 1) ? "policy '" : "policies '") + String.join("', '", this.policies) + "'";
	}

	/**
	 * The check of origins that an endpoint makes by itself, after a policy has decided.
	 *
	 * @param origins the origins it allows
	 * @param patterns the patterns of origins it allows; without either it allows the
	 * server's own origin only
	 * @param fix what to write so that it leaves the decision to the policies
	 * @since 0.1.0
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455,
	 * section 10.2</a>
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
		 * Return whether it refuses an origin that a policy allows. For a pattern one of
		 * the origins it matches is tried, so that the answer is good enough for a log.
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

}
