package io.crossgate.cors.path;

import org.jspecify.annotations.Nullable;

/**
 * A path pattern outside the grammar of {@link PathPattern}.
 *
 * @since 0.1.0
 */
public final class MalformedPathException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String suggestion;

	MalformedPathException(String message, @Nullable String suggestion) {
		super(message);
		this.suggestion = suggestion;
	}

	/**
	 * Return the nearest pattern inside the grammar.
	 * @return the pattern, or {@code null} if there is none
	 */
	public @Nullable String suggestion() {
		return this.suggestion;
	}

}
