package io.crossgate.cors.spring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.SafeText;

/**
 * Logs which handler writes CORS headers of its own where a policy covers the path, once
 * for each handler and header: they are replaced, which their author should know.
 *
 * @since 0.1.0
 */
public final class ReplacedHeaderWarning {

	/** No more lines than this; a handler is a pattern of a path, so there are few. */
	static final int MAX_LINES = 50;

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.replaced");

	private final Set<String> named = ConcurrentHashMap.newKeySet();

	/**
	 * Logs a header that was replaced.
	 * @param decision what its policy decided
	 * @param name the header's name, one of {@link HeaderNames#RESPONSE} in any case
	 * @param value the value it was given
	 * @param handler the pattern of the path, or {@code null} if something before the
	 * handler wrote it
	 * @param request describes the request in printable characters
	 */
	public void add(CorsDecision decision, String name, @Nullable String value, @Nullable Object handler,
			Supplier<String> request) {
		if (this.named.size() >= MAX_LINES || !logger.isWarnEnabled()) {
			return;
		}
		// What a client sends is no part of the key.
		String key = decision.policy() + "  " + handler + "  " + canonical(name);
		if (this.named.add(key)) {
			logger.warn(text(decision, name, value, request.get()));
		}
	}

	private static String canonical(String name) {
		for (String known : HeaderNames.RESPONSE) {
			if (known.equalsIgnoreCase(name)) {
				return known;
			}
		}
		return name;
	}

	private static String text(CorsDecision decision, String name, @Nullable String value, String request) {
		return "CORS header of " + request + " replaced  " + SafeText.of(name) + ": " + SafeText.of(value)
				+ "  Policy '" + decision.policy()
				+ "' covers the path and is the only author of its CORS headers. Delete what writes it, or set "
				+ "cors.authoritative: false, which leaves it there.";
	}

}
