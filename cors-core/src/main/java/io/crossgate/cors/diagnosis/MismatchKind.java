package io.crossgate.cors.diagnosis;

import io.crossgate.cors.util.EnumNames;

/**
 * Why a request was denied, as a stable code for tools. People read the sentence that
 * comes with it.
 *
 * @since 0.1.0
 */
public enum MismatchKind {

	/** Nothing that is allowed comes near, or nothing is wrong. */
	NONE,
	/** No origins are configured at all. */
	NO_ORIGINS,
	/** No policy covers the path. */
	PATH_NOT_COVERED,
	/** The path is spelled so that two readers could differ about it. */
	PATH_SPELLING,
	/** The policy that covers the path is switched off. */
	POLICY_OFF,

	/** The application's own origin, which a proxy in front has changed. */
	OWN_ORIGIN,
	/** Another origin of the same site, which browsers tell apart as we do. */
	SAME_SITE,
	/** The same host, but {@code http} instead of {@code https} or the like. */
	SCHEME,
	/** The same host, another port. */
	PORT,
	/** {@code localhost}, {@code 127.0.0.1} and {@code [::1]} are different origins. */
	LOOPBACK_NAME,
	/** One of the two has a leading {@code www}. */
	WWW,
	/** One of the two hosts ends in a dot. */
	TRAILING_DOT,
	/** A pattern over subdomains does not match the domain itself. */
	APEX,
	/** A host below one that is allowed. */
	EXTRA_LABEL,
	/** The host above one that is allowed. */
	MISSING_LABEL,
	/** Below a pattern's domain, but not what its star stands for. */
	WILDCARD_LABEL,
	/** The same domain, another first label. */
	SIBLING,
	/** A name that contains an allowed one but belongs to another owner. */
	LOOKALIKE,

	/** A slash at the end of the {@code Origin}. */
	TRAILING_SLASH,
	/** A path, query or fragment in the {@code Origin}. */
	ORIGIN_PATH,
	/** Upper case in the {@code Origin}. */
	ORIGIN_CASE,
	/** The {@code Origin} is nothing a browser sends, for another reason. */
	ORIGIN_SPELLING,
	/** {@code null}: a sandboxed frame, a file, a {@code data:} URL or a redirect. */
	OPAQUE_ORIGIN,
	/** More than one origin. */
	SEVERAL_ORIGINS,

	/** The method is allowed in another case, and methods are case-sensitive. */
	METHOD_CASE,
	/** No page can send the method. */
	FORBIDDEN_METHOD,
	/** {@code Access-Control-Request-Method} is not one method. */
	METHOD_SPELLING,

	/** A header that is allowed differs only in its dashes. */
	HEADER_SPELLING,
	/** A header that no wildcard covers. */
	ROUTING_HEADER,
	/** No page can set the header. */
	FORBIDDEN_HEADER,
	/** A header that belongs into the server's answer. */
	RESPONSE_HEADER,
	/** Some of the requested headers are allowed, others are not. */
	SOME_HEADERS,
	/** {@code Access-Control-Request-Headers} is not a list of names. */
	HEADERS_SPELLING,
	/** {@code Access-Control-Request-Headers} is longer than any browser's. */
	HEADERS_SIZE,
	/** The origins could not be looked up. */
	LOOKUP;

	private final String code = EnumNames.kebabCase(this);

	/**
	 * Return the stable name.
	 * @return the code, such as {@code loopback-name}
	 */
	public String code() {
		return this.code;
	}

	/** Say it without the configured value, for readers who may not see it. */
	String general() {
		String near = "An origin that is allowed differs ";
		return switch (this) {
			case SCHEME -> near + "only in the scheme.";
			case PORT -> near + "only in the port.";
			case LOOPBACK_NAME ->
				near + "only in the name of this machine: localhost, 127.0.0.1 and [::1] are different origins.";
			case WWW -> near + "only in the label 'www'.";
			case TRAILING_DOT -> near + "only in the dot at the end of the host.";
			case APEX -> "A pattern allows hosts below this one, which does not include the host itself.";
			case WILDCARD_LABEL -> "The star of a pattern stands for letters, digits and hyphens of the first label.";
			case EXTRA_LABEL, MISSING_LABEL, SIBLING -> near + "in the first labels of the host.";
			case LOOKALIKE -> "It only looks like an origin that is allowed: the two can belong to different people.";
			case TRAILING_SLASH, ORIGIN_PATH, ORIGIN_CASE, ORIGIN_SPELLING ->
				"Written as browsers write it, it would be allowed.";
			case METHOD_CASE -> "Methods are case-sensitive: the page has to write it as the policy does.";
			case HEADER_SPELLING -> "A header that is allowed differs only in its dashes.";
			case ROUTING_HEADER ->
				"No wildcard covers headers that proxies and frameworks take for a fact about the connection.";
			case PATH_NOT_COVERED ->
				"A pattern of a policy ends above it: * is exactly one segment, and only ** is any number.";
			default -> "";
		};
	}

}
