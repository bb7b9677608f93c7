package io.crossgate.cors.spring.lookup;

/**
 * What comes of a question about an origin, as it is counted.
 *
 * @since 0.1.0
 */
public enum LookupOutcome {

	/** The lookup allows it. */
	ALLOWED,
	/** The lookup does not allow it. */
	DENIED,
	/** The lookup has thrown something, or has given no answer. */
	FAILED,
	/** The lookup has taken too long. */
	TIMED_OUT,
	/** Too many lookups were running. */
	OVERLOADED,
	/** The answer was cached, or the same question was being asked already. */
	CACHED

}
