package io.crossgate.cors.origin;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Where an engine gets the answers of lookups from: what runs them, limits them and keeps
 * what they say. The engine itself has no threads, no cache and no clock. Nothing of this
 * ever allows what a lookup has not allowed.
 *
 * @since 0.1.0
 */
public interface OriginAnswers {

	/**
	 * Return the answers of a lookup to the questions of one policy. They are used for as
	 * long as the policy stays as it is.
	 * @param lookup the name of the lookup
	 * @param policy the name of the policy
	 * @return the answers
	 * @throws RuntimeException if there is no such lookup; requests are denied
	 */
	OfPolicy of(String lookup, String policy);

	/**
	 * Return for how long a request may wait.
	 * @return the time-out
	 */
	Duration timeout();

	/**
	 * An answer.
	 *
	 * @since 0.1.0
	 */
	enum Answer {

		/** Pages of the origin may call. */
		ALLOWED,
		/** Pages of the origin may not call. */
		DENIED,
		/** The lookup has failed, was cancelled or took too long. */
		FAILED,
		/** Too many lookups were running. */
		OVERLOADED

	}

	/**
	 * The answers of a lookup to the questions of one policy.
	 *
	 * @since 0.1.0
	 */
	interface OfPolicy {

		/**
		 * Return which facts the lookup uses beside the origin.
		 * @return names of request headers in lower case, {@code host}, {@code :path}
		 */
		Set<String> uses();

		/**
		 * Return an answer that is known already. Called for each request of an origin
		 * that the policy does not list: it must not block, and should allocate nothing.
		 * @param key all facts that the answer depends on; untrusted, but bounded
		 * @return the answer, or {@code null} if it has to be asked for
		 */
		@Nullable Answer known(String key);

		/**
		 * Asks the lookup, unless the same question is being asked already.
		 * @param key all facts that the answer depends on
		 * @param query the question
		 * @return the answer; it comes within the time-out, on any thread
		 */
		CompletionStage<Answer> ask(String key, OriginQuery query);

	}

}
