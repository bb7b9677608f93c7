package io.crossgate.cors.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What almost matched, or what else explains the refusal best.
 *
 * @param kind the kind of difference, for programs
 * @param entry the configured value that comes nearest, or {@code null} if none is near
 * @param sentence the difference, for people: printable ASCII; empty if there is nothing
 * to say
 * @since 0.1.0
 */
public record ClosestMatch(MismatchKind kind, @Nullable String entry, String sentence) {

	static final ClosestMatch NONE = new ClosestMatch(MismatchKind.NONE, null, "");

	/**
	 * Return the same without the configured value, for readers who may not see it.
	 * @return the same kind without entry, and a sentence that does not name it
	 */
	public ClosestMatch withoutEntry() {
		return (this.entry == null) ? this : new ClosestMatch(this.kind, null, general());
	}

	private String general() {
		String near = "An origin that is allowed differs ";
		return switch (this.kind) {
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
			default -> "";
		};
	}

	static ClosestMatch because(MismatchKind difference, String sentence) {
		return new ClosestMatch(difference, null, sentence);
	}

}
