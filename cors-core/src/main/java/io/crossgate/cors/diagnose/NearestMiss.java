package io.crossgate.cors.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * What almost matched, or what else explains the refusal best.
 *
 * @param difference the kind of difference, for programs
 * @param entry the configured value that comes nearest, or {@code null} if none is near
 * @param sentence the difference, for people: printable ASCII; empty if there is nothing
 * to say
 * @since 0.1.0
 */
public record NearestMiss(Difference difference, @Nullable String entry, String sentence) {

	static final NearestMiss NONE = new NearestMiss(Difference.NONE, null, "");

	static NearestMiss because(Difference difference, String sentence) {
		return new NearestMiss(difference, null, sentence);
	}

}
