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
import org.jspecify.annotations.Nullable;

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

	private final LongSupplier clock;

	private final boolean background;

	private final Function<String, PolicyFormat> notation;

	/** Made for the first refusal. */
	private volatile @Nullable Writer writer;

	private volatile CorsPolicies policies = CorsPolicies.none();

	/**
	 * Creates a log that writes on the request's own thread.
	 * @param clock the time in milliseconds of the epoch
	 */
	public DenialLogger(LongSupplier clock) {
		this(clock, Writer::yaml, false);
	}

	private DenialLogger(LongSupplier clock, Function<String, PolicyFormat> notation, boolean background) {
		this.clock = clock;
		this.notation = notation;
		this.background = background;
	}

	/**
	 * Creates a log that no request waits for: explaining one refusal by a policy of
	 * thousands of origins takes longer than an event loop has.
	 * @param clock the time in milliseconds of the epoch
	 * @param notation in which notation a policy is written, by its name
	 * @return a log to be closed when the application ends
	 */
	public static DenialLogger inBackground(LongSupplier clock, Function<String, PolicyFormat> notation) {
		return new DenialLogger(clock, notation, true);
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
			writer().log(decision, request, this.policies);
		}
	}

	@Override
	public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
		if (decision.policy() == null && logger.isWarnEnabled()) {
			writer().log(decision, request, this.policies);
		}
	}

	private Writer writer() {
		Writer writer = this.writer;
		return (writer != null) ? writer : firstWriter();
	}

	private synchronized Writer firstWriter() {
		Writer writer = this.writer;
		if (writer == null) {
			writer = new Writer(this.clock, this.notation, this.background);
			this.writer = writer;
		}
		return writer;
	}

	/**
	 * Writes what is waiting, if that does not take long.
	 */
	@Override
	public void close() {
		Writer writer = this.writer;
		if (writer != null) {
			writer.close();
		}
	}

	/** Whatever it takes once something is refused. */
	private static final class Writer {

		private final DenialLogLimiter limiter = new DenialLogLimiter(LINES_PER_MINUTE);

		private final LongSupplier clock;

		private final Function<String, PolicyFormat> notation;

		private final Executor executor;

		Writer(LongSupplier clock, Function<String, PolicyFormat> notation, boolean background) {
			this.clock = clock;
			this.notation = notation;
			this.executor = background ? inBackground() : Runnable::run;
		}

		static PolicyFormat yaml(String policy) {
			return PolicyFormat.YAML;
		}

		private static Executor inBackground() {
			ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
					new ArrayBlockingQueue<>(MOST_WAITING), (task) -> {
						Thread thread = new Thread(task, "cors-denied");
						thread.setDaemon(true);
						return thread;
					}, new ThreadPoolExecutor.DiscardPolicy());
			writer.allowCoreThreadTimeOut(true);
			return writer;
		}

		void log(CorsDecision decision, Supplier<CorsRequest> request, CorsPolicies policies) {
			this.limiter.acquire(decision, request, this.clock.getAsLong())
				.ifPresent((suppressed) -> write(decision, request.get(), suppressed, policies));
		}

		private void write(CorsDecision decision, CorsRequest request, long suppressed, CorsPolicies policies) {
			this.executor.execute(() -> StructuredLog.warn(LOGGER,
					DenialLogFormatter.of(decision, request, Diagnosis.of(request, decision, policies), suppressed,
							(change) -> AdviceWriter.write(change, policies, this.notation)),
					DenialLogFormatter.fields(decision, request)));
		}

		void close() {
			if (this.executor instanceof ExecutorService service) {
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

}
