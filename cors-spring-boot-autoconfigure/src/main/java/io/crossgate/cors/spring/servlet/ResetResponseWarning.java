package io.crossgate.cors.spring.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.traffic.DenialLogLimiter;
import io.crossgate.cors.util.SafeText;

/**
 * Says why an allowed page could not read an answer, or why caches will give it to
 * others: the application has reset the response and sent it at once, so that nothing
 * could be put back any more.
 */
final class ResetResponseWarning {

	static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.lost");

	private static final int LINES_PER_MINUTE = 5;

	private final boolean authoritative;

	/** Made for the first: in most applications there is none. */
	private @Nullable DenialLogLimiter limiter;

	ResetResponseWarning(boolean authoritative) {
		this.authoritative = authoritative;
	}

	/** Looks at a response that is on its way already. */
	void check(CorsDecision decision, HttpServletRequest request, HttpServletResponse response) {
		// Of an upgraded connection nothing is left to look at.
		if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS && isLost(decision, response)
				&& logger.isWarnEnabled()) {
			limiter().acquire(decision, () -> CorsServletFilter.toCorsRequest(request), System.currentTimeMillis())
				.ifPresent((suppressed) -> logger.warn(text(decision, request, response)));
		}
	}

	private synchronized DenialLogLimiter limiter() {
		if (this.limiter == null) {
			this.limiter = new DenialLogLimiter(LINES_PER_MINUTE);
		}
		return this.limiter;
	}

	private static boolean isLost(CorsDecision decision, HttpServletResponse response) {
		return isUnreadable(decision, response)
				|| (!decision.vary().isEmpty() && !ServletCorsHeaderWriter.isVarying(decision, response));
	}

	private static boolean isUnreadable(CorsDecision decision, HttpServletResponse response) {
		return decision.outcome() == CorsDecision.Outcome.ALLOWED && !response.containsHeader(HeaderNames.ALLOW_ORIGIN);
	}

	private String text(CorsDecision decision, HttpServletRequest request, HttpServletResponse response) {
		String consequence = isUnreadable(decision, response) ? "an allowed page can't read it. "
				: "without Vary a cache gives it to pages of other origins. ";
		String cure = this.authoritative ? "It did so past the response it was given; don't."
				: "Don't reset it, or remove cors.authoritative: false, which keeps them from being put back.";
		return "CORS headers of policy '" + decision.policy() + "' were lost  " + handler(request)
				+ "  The application reset the response and sent it at once, so " + consequence + cure;
	}

	/** Names the handler of a request, or its path where nothing has mapped it. */
	static String handler(HttpServletRequest request) {
		Object path = request.getAttribute(PATTERN);
		return SafeText.of(request.getMethod()) + ' '
				+ SafeText.of((path != null) ? path.toString() : request.getRequestURI());
	}

}
