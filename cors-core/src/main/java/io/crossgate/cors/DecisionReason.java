package io.crossgate.cors;

import io.crossgate.cors.util.EnumNames;

/**
 * Why a decision came out as it did. Closed and stable: logs, metrics and explanations
 * use the {@link #code() code}.
 *
 * @since 0.1.0
 */
public enum DecisionReason {

	/** Everything the request asked for is allowed. */
	ALLOWED,
	/** No {@code Origin} header: CORS has nothing to say. */
	NOT_CORS,
	/** The page is of the server's own origin. */
	SAME_ORIGIN,
	/** No policy covers the path. */
	NO_POLICY,
	/**
	 * A form post or a link, or a request the user or a privileged extension made:
	 * browsers never apply CORS to it.
	 */
	NAVIGATION,
	/** The origin is none of those the policy allows. */
	ORIGIN_NOT_ALLOWED,
	/** The {@code Origin} header is nothing a browser would send. */
	ORIGIN_MALFORMED,
	/** An opaque origin, which any site can produce. */
	ORIGIN_NULL,
	/** More than one origin. */
	ORIGIN_MULTIPLE,
	/** The method is none of those the policy allows. */
	METHOD_NOT_ALLOWED,
	/** {@code Access-Control-Request-Method} is not one method. */
	METHOD_MALFORMED,
	/** A requested header is none of those the policy allows. */
	HEADERS_NOT_ALLOWED,
	/** {@code Access-Control-Request-Headers} is not a list of header names. */
	HEADERS_MALFORMED,
	/** {@code Access-Control-Request-Headers} is longer than any browser's. */
	HEADERS_TOO_LARGE,
	/**
	 * The path can be read in more than one way, and not all select the same policy.
	 */
	AMBIGUOUS_PATH,
	/**
	 * An unsafe request of another site's page, which no policy with credentials and no
	 * entry of {@code cors.protection} trusts: the browser says so itself.
	 */
	CROSS_ORIGIN_WRITE,
	/**
	 * The same, but only the {@code Origin} says so. An old browser's, or that of a
	 * client behind a gateway that adds the header.
	 */
	CROSS_ORIGIN_WRITE_UNPROVEN,
	/** The origins could not be looked up. */
	LOOKUP_FAILED,
	/** Too many origins were being looked up. */
	LOOKUP_OVERLOADED;

	private final String code = EnumNames.kebabCase(this);

	/**
	 * Return whether it is a refusal of {@code cors.protection}, and of no policy.
	 * @return whether a page of another site was kept from writing
	 */
	public boolean isOfProtection() {
		return this == CROSS_ORIGIN_WRITE || this == CROSS_ORIGIN_WRITE_UNPROVEN;
	}

	/**
	 * Return the stable name.
	 * @return the code, such as {@code origin-not-allowed}
	 */
	public String code() {
		return this.code;
	}

	/** Every reason but these few refuses. */
	CorsDecision.Outcome outcome() {
		if (this == ALLOWED) {
			return CorsDecision.Outcome.ALLOWED;
		}
		boolean passedOn = this == NOT_CORS || this == SAME_ORIGIN || this == NO_POLICY || this == NAVIGATION;
		return passedOn ? CorsDecision.Outcome.NOT_APPLICABLE : CorsDecision.Outcome.DENIED;
	}

}
