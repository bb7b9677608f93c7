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

	static ClosestMatch because(MismatchKind difference, String sentence) {
		return new ClosestMatch(difference, null, sentence);
	}

}
