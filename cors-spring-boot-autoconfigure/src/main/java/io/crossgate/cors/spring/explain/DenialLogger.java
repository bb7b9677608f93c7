package io.crossgate.cors.spring.explain;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.traffic.DenialLogLimiter;

/**
 * Logs each distinct refusal once a minute: what was refused, which rule said no, the
 * lines that would allow exactly it, and a command that shows it. Requests that no policy
 * covers, although someone could have meant to, are logged the same way, where nothing
 * else has answered them.
 *
 * @since 0.1.0
 */
public final class DenialLogger implements CorsObserver, AutoCloseable {

	/** The logger of refusals. */
	public static final String LOGGER = "io.crossgate.cors.denied";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private static final int LINES_PER_MINUTE = 20;

	/** More than a minute has lines. */
	private static final int MOST_WAITING = 32;

	private static final long KEEP_ALIVE_SECONDS = 10;

	private static final long LAST_WORDS_SECONDS = 2;

	private final DenialLogLimiter limiter = new DenialLogLimiter(LINES_PER_MINUTE);

	private final LongSupplier clock;

	private final Executor writer;

	private final Function<String, PolicyFormat> notation;

	private volatile CorsPolicies policies = CorsPolicies.none();

	/**
	 * Creates a log that writes on the request's own thread.
	 * @param clock the time in milliseconds of the epoch
	 */
	public DenialLogger(LongSupplier clock) {
		this(clock, (policy) -> PolicyFormat.YAML, Runnable::run);
	}

	private DenialLogger(LongSupplier clock, Function<String, PolicyFormat> notation, Executor writer) {
		this.clock = clock;
		this.notation = notation;
		this.writer = writer;
	}

	/**
	 * Creates a log that no request waits for: explaining one refusal by a policy of
	 * thousands of origins takes longer than an event loop has.
	 * @param clock the time in milliseconds of the epoch
	 * @param notation in which notation a policy is written, by its name
	 * @return a log to be closed when the application ends
	 */
	public static DenialLogger inBackground(LongSupplier clock, Function<String, PolicyFormat> notation) {
		ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(MOST_WAITING), (task) -> {
					Thread thread = new Thread(task, "cors-denied");
					thread.setDaemon(true);
					return thread;
				}, new ThreadPoolExecutor.DiscardPolicy());
		writer.allowCoreThreadTimeOut(true);
		return new DenialLogger(clock, notation, writer);
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		this.policies = policies;
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return decision.outcome() == CorsDecision.Outcome.DENIED && logger.isWarnEnabled();
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		if (decision.outcome() == CorsDecision.Outcome.DENIED) {
			log(decision, request);
		}
	}

	@Override
	public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
		if (decision.policy() == null && logger.isWarnEnabled()) {
			log(decision, request);
		}
	}

	private void log(CorsDecision decision, Supplier<CorsRequest> request) {
		this.limiter.acquire(decision, request, this.clock.getAsLong())
			.ifPresent((suppressed) -> write(decision, request.get(), suppressed));
	}

	private void write(CorsDecision decision, CorsRequest request, long suppressed) {
		CorsPolicies policies = this.policies;
		this.writer.execute(() -> StructuredLog.warn(LOGGER,
				DenialLogFormatter.of(decision, request, Diagnosis.of(request, decision, policies), suppressed,
						(change) -> AdviceWriter.write(change, policies, this.notation)),
				DenialLogFormatter.fields(decision, request)));
	}

	/**
	 * Writes what is waiting, if that does not take long.
	 */
	@Override
	public void close() {
		if (this.writer instanceof ExecutorService service) {
			service.shutdown();
			try {
				service.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
