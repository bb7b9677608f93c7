package io.crossgate.cors.spring.test;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.SafeText;

/**
 * The body of an error response, as far as a message has room for it.
 */
final class ErrorBody {

	private static final int MAX_LENGTH = 300;

	private ErrorBody() {
	}

	static String text(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return "";
		}
		return SafeText.of(new String(body, StandardCharsets.UTF_8).strip(), MAX_LENGTH);
	}

}
