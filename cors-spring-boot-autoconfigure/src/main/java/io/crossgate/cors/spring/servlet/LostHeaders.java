package io.crossgate.cors.spring.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.observe.DenialLimiter;
import io.crossgate.cors.util.SafeText;

/**
 * Says why an allowed page could not read an answer: the application has reset the
 * response and sent it at once, so that nothing could be put back any more.
 */
final class LostHeaders {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.lost");

	private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private static final int LINES_PER_MINUTE = 5;

	private final DenialLimiter limiter = new DenialLimiter(LINES_PER_MINUTE);

	/** Looks at a response that is on its way already. */
	void check(CorsDecision decision, HttpServletRequest request, HttpServletResponse response) {
		boolean lost = decision.outcome() == CorsDecision.Outcome.ALLOWED
				&& decision.kind() != CorsDecision.Kind.WEBSOCKET && !response.containsHeader(HeaderNames.ALLOW_ORIGIN);
		if (lost && logger.isWarnEnabled()) {
			this.limiter.acquire(decision, () -> CorsServletFilter.facts(request), System.currentTimeMillis())
				.ifPresent((suppressed) -> logger.warn(text(decision, request)));
		}
	}

	private static String text(CorsDecision decision, HttpServletRequest request) {
		Object path = request.getAttribute(PATTERN);
		return "CORS headers of policy '" + decision.policy() + "' were lost  " + SafeText.of(request.getMethod()) + ' '
				+ SafeText.of((path != null) ? path.toString() : request.getRequestURI())
				+ "  The application reset the response and sent it at once, so an allowed page can't read it. "
				+ "Don't reset it, or set cors.authoritative: true, which puts them back.";
	}

}
