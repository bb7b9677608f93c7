package io.crossgate.cors.spring.explain;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnose.Diagnosis;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.observe.DenialLimiter;

/**
 * Logs each distinct refusal once a minute: what was refused, which rule said no, the
 * YAML that would allow exactly it, and a command that shows it. As long as nothing is
 * configured, pages of other origins are logged the same way.
 *
 * @since 0.1.0
 */
public final class DenialLog implements CorsObserver {

	/** The logger of refusals. */
	public static final String LOGGER = "io.crossgate.cors.denied";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private static final int LINES_PER_MINUTE = 20;

	private final DenialLimiter limiter = new DenialLimiter(LINES_PER_MINUTE);

	private final LongSupplier clock;

	private volatile CorsPolicies policies = CorsPolicies.none();

	/**
	 * Creates a log.
	 * @param clock the time in milliseconds of the epoch
	 */
	public DenialLog(LongSupplier clock) {
		this.clock = clock;
	}

	@Override
	public void inForce(CorsPolicies policies) {
		this.policies = policies;
	}

	@Override
	public boolean watches(CorsDecision decision) {
		return (decision.outcome() == CorsDecision.Outcome.DENIED || this.policies.isEmpty()) && logger.isWarnEnabled();
	}

	@Override
	public void decided(CorsDecision decision, Supplier<CorsRequest> request) {
		if (decision.outcome() == CorsDecision.Outcome.DENIED) {
			this.limiter.acquire(decision, request, this.clock.getAsLong())
				.ifPresent((suppressed) -> log(decision, request.get(), suppressed));
		}
		else {
			unconfigured(decision, request.get());
		}
	}

	/** Nothing is refused yet, but without a word the first page would find out alone. */
	private void unconfigured(CorsDecision decision, CorsRequest request) {
		if (!request.lines(HeaderNames.ORIGIN).isEmpty() && Diagnosis.of(request, decision, this.policies).isDenied()) {
			this.limiter.acquire(decision, () -> request, this.clock.getAsLong())
				.ifPresent((suppressed) -> log(decision, request, suppressed));
		}
	}

	private void log(CorsDecision decision, CorsRequest request, long suppressed) {
		logger.warn(DenialText.of(request, Diagnosis.of(request, decision, this.policies), suppressed));
	}

}
