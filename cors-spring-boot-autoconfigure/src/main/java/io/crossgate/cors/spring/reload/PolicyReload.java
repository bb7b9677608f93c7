package io.crossgate.cors.spring.reload;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.Problem;

/**
 * What has become of one attempt to change policies.
 *
 * @param time when, in milliseconds of the epoch
 * @param trigger what has caused it
 * @param result what has become of it
 * @param before the fingerprint from before
 * @param after the fingerprint from after, the same if nothing has changed
 * @param problems why it has failed; empty otherwise
 * @param failure why it has failed, if that is no problem of a policy; {@code null}
 * otherwise
 * @param rejected the policies that did not come into force, as far as they are known
 * @since 0.1.0
 */
public record PolicyReload(long time, Trigger trigger, Result result, String before, String after,
		List<Problem> problems, @Nullable String failure, List<CorsPolicy> rejected) {

	/**
	 * What can become of an attempt.
	 */
	public enum Result {

		/** Other policies are in force. */
		SUCCESS,
		/** The policies mean what they meant before. */
		UNCHANGED,
		/**
		 * The policies from before are in force, because the new ones must not be used.
		 */
		FAILURE

	}

	/**
	 * What makes policies change.
	 */
	public enum Trigger {

		/** The application itself, through the loader or the engine. */
		API("by the application"),
		/** Another environment, such as Spring Cloud's. */
		ENVIRONMENT("with the environment"),
		/** A file below {@code cors.reload.watch}. */
		WATCH("with the watched files");

		private final String cause;

		Trigger(String cause) {
			this.cause = cause;
		}

		/** Return it as part of a sentence. */
		String cause() {
			return this.cause;
		}

	}

	/**
	 * Copies the lists.
	 */
	public PolicyReload {
		problems = List.copyOf(problems);
		rejected = List.copyOf(rejected);
	}

}
