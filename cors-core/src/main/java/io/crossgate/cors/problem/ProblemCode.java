package io.crossgate.cors.problem;

import java.util.Optional;

import io.crossgate.cors.util.EnumNames;

/**
 * Every kind of problem a policy can have. The {@link #code() code} is stable and part of
 * the public contract: people search for it, pipelines match it and {@code accept-risks}
 * names it.
 *
 * @since 0.1.0
 */
public enum ProblemCode {

	/** Every origin together with cookies: any website could read the users' data. */
	ANY_ORIGIN_WITH_CREDENTIALS(Severity.ERROR),
	/** Every origin together with access to a private network. */
	ANY_ORIGIN_WITH_PRIVATE_NETWORK(Severity.ERROR),
	/** {@code null} identifies no site; with cookies it is every site. */
	NULL_ORIGIN_WITH_CREDENTIALS(Severity.ERROR),
	/** Not what a browser sends as {@code Origin}, so it can never match. */
	MALFORMED_ORIGIN(Severity.ERROR),
	/** A pattern outside the grammar. */
	MALFORMED_ORIGIN_PATTERN(Severity.ERROR),
	/** A scheme whose pages have no origin of their own, or a pattern over one. */
	UNUSABLE_SCHEME(Severity.ERROR),
	/** A port that browsers block, so that no page can come from it. */
	UNUSABLE_PORT(Severity.ERROR),
	/** {@code https://*.com}: a wildcard over all that one can register, or could. */
	WILDCARD_OVER_TOP_LEVEL_DOMAIN(Severity.ERROR),
	/** <code>${...}</code> that nothing resolved. */
	UNRESOLVED_PLACEHOLDER(Severity.ERROR),
	/** An empty entry. */
	BLANK_VALUE(Severity.ERROR),
	/** A policy that allows no origin. */
	NO_ORIGINS(Severity.ERROR),
	/** A policy that covers no path. */
	NO_PATHS(Severity.ERROR),
	/** A policy that allows no method. */
	NO_METHODS(Severity.ERROR),
	/** A path pattern outside the grammar. */
	MALFORMED_PATH(Severity.ERROR),
	/** A path that contains the context path, or that no servlet answers on. */
	UNREACHABLE_PATH(Severity.ERROR),
	/** Management endpoints stand among the application's own paths. */
	INDISTINCT_MANAGEMENT_PATHS(Severity.ERROR),
	/** Two policies claim a path and neither is more specific. */
	AMBIGUOUS_PATHS(Severity.ERROR),
	/** Two policies of one name. */
	DUPLICATE_POLICY(Severity.ERROR),
	/** Not a method. */
	MALFORMED_METHOD(Severity.ERROR),
	/** A method no page can send. */
	FORBIDDEN_METHOD(Severity.ERROR),
	/** Not a header name. */
	MALFORMED_HEADER_NAME(Severity.ERROR),
	/** Not a family of headers, or one of routing headers. */
	MALFORMED_HEADER_PREFIX(Severity.ERROR),
	/** A request header no page can set. */
	FORBIDDEN_REQUEST_HEADER(Severity.ERROR),
	/** A response header no page can read. */
	FORBIDDEN_EXPOSED_HEADER(Severity.ERROR),
	/** With credentials browsers take {@code *} for a header's name. */
	EXPOSED_WILDCARD_WITH_CREDENTIALS(Severity.ERROR),
	/** Negative, or longer than any browser keeps a preflight's answer. */
	MAX_AGE_OUT_OF_RANGE(Severity.ERROR),
	/** A status that makes browsers refuse the preflight. */
	PREFLIGHT_STATUS_OUT_OF_RANGE(Severity.ERROR),
	/** {@code accept-risks} names no risk. */
	UNKNOWN_RISK(Severity.ERROR),
	/** A value that is not of its property's type. */
	MALFORMED_VALUE(Severity.ERROR),
	/** One key that stands twice, so that one of the two is dropped. */
	DUPLICATE_KEY(Severity.ERROR),
	/** A policy's name that is not read as it is written. */
	MALFORMED_POLICY_NAME(Severity.ERROR),
	/** A key that means nothing. */
	UNKNOWN_KEY(Severity.ERROR),
	/** A watched file that can't be read, or holds what is not read there. */
	UNREADABLE_FILE(Severity.ERROR),
	/** {@code origins-from} names no bean. */
	UNKNOWN_ORIGINS_BEAN(Severity.ERROR),
	/** What {@code origins-from} names allows random origins, with credentials. */
	ACCEPTS_EVERY_ORIGIN(Severity.ERROR),
	/** A library is missing that a property needs. */
	MISSING_DEPENDENCY(Severity.ERROR),

	/** {@code null} is allowed: any sandboxed frame and any local file. */
	NULL_ORIGIN(Severity.RISK),
	/** An attacker on the network controls an {@code http} origin, cookies included. */
	INSECURE_ORIGIN(Severity.RISK),
	/** A wildcard over a public suffix, with credentials. */
	PUBLIC_SUFFIX_PATTERN(Severity.RISK),
	/** Every port of a host, with credentials. */
	ANY_PORT(Severity.RISK),
	/** Pages on the user's own machine, with credentials, in production. */
	LOOPBACK_ORIGIN(Severity.RISK),
	/** A wildcard over a name that is never delegated, such as internal or home. */
	INTRANET_PATTERN(Severity.RISK),
	/** A header that proxies and frameworks take for a fact about the connection. */
	ROUTING_HEADER(Severity.RISK),
	/** A policy that opens management endpoints. */
	MANAGEMENT_PATH(Severity.RISK),

	/** An origin or an accepted risk past its date, or soon. */
	EXPIRED(Severity.WARNING),
	/** Covered by another entry. */
	REDUNDANT_ORIGIN(Severity.WARNING),
	/** A wildcard over a host that many customers share. */
	SHARED_HOSTING_PATTERN(Severity.WARNING),
	/** Browsers do not upper-case this method. */
	METHOD_CASE(Severity.WARNING),
	/** A header that tunnels one method through another. */
	METHOD_OVERRIDE_HEADER(Severity.WARNING),
	/** A request header whose name some proxies drop. */
	UNUSUAL_HEADER_NAME(Severity.WARNING),
	/** Pages can read this header without being told. */
	SAFELISTED_EXPOSED_HEADER(Severity.WARNING),
	/** A header that no response a page reads can have. */
	MEANINGLESS_EXPOSED_HEADER(Severity.WARNING),
	/** Longer than some browsers keep it. */
	MAX_AGE_CAPPED_BY_BROWSERS(Severity.WARNING),
	/** An {@code http} origin, without credentials. */
	INSECURE_ORIGIN_WITHOUT_CREDENTIALS(Severity.WARNING),
	/** A word that YAML reads as something else. */
	MISREAD_VALUE(Severity.WARNING),
	/** A preset of which the policy's own keys leave nothing. */
	INEFFECTIVE_PRESET(Severity.WARNING),
	/** A protection from which every path is exempt. */
	INEFFECTIVE_PROTECTION(Severity.WARNING),
	/** A risk that the policy names as accepted. */
	RISK_ACCEPTED(Severity.WARNING);

	private final Severity severity;

	private final String code;

	ProblemCode(Severity severity) {
		this.severity = severity;
		this.code = EnumNames.kebabCase(this);
	}

	/**
	 * Return how bad it is.
	 * @return the severity
	 */
	public Severity severity() {
		return this.severity;
	}

	/**
	 * Return the stable name.
	 * @return the code, such as {@code malformed-origin}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Finds a problem code by its stable name.
	 * @param code a code in kebab-case
	 * @return the problem code, or empty if there is none of that name
	 */
	public static Optional<ProblemCode> of(String code) {
		for (ProblemCode candidate : values()) {
			if (candidate.code.equals(code)) {
				return Optional.of(candidate);
			}
		}
		return Optional.empty();
	}

	/**
	 * How bad a {@link Problem} is.
	 *
	 * @since 0.1.0
	 */
	public enum Severity {

		/**
		 * Never starts: the value is meaningless or unsafe whatever the circumstances.
		 */
		ERROR,

		/** Starts only if the policy names the problem's code in {@code accept-risks}. */
		RISK,

		/** Starts, and is logged. */
		WARNING

	}

}
