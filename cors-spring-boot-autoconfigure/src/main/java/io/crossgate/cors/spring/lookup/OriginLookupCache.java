package io.crossgate.cors.spring.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.event.EventListener;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginAnswers;

/**
 * Asks the beans that {@code origins-from} names and caches what they say, within the
 * bounds of {@code cors.lookup}.
 *
 * <pre class="code">
 * &#64;TransactionalEventListener
 * void onSaved(TenantSaved saved) {
 *     this.cache.evict(Origin.of(saved.origin())); // works at once for the new customer
 * }
 * </pre>
 *
 * @since 0.1.0
 * @see OriginsChanged
 */
public final class OriginLookupCache implements OriginAnswers, AutoCloseable {

	private final LookupProperties settings;

	private final Function<String, Object> beans;

	private final Ticker ticker;

	private final LookupExecutor executor;

	private final LookupFailureLog failures = new LookupFailureLog();

	private final LongAdder[] counts = new LongAdder[LookupOutcome.values().length];

	/** Each is gone with the policy that it belongs to. */
	private final Set<LookupRegion> regions = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Creates a cache.
	 * @param settings time-out, sizes and times
	 * @param beans finds a bean by its name
	 */
	public OriginLookupCache(LookupProperties settings, Function<String, Object> beans) {
		this(settings, beans, Ticker.systemTicker());
	}

	OriginLookupCache(LookupProperties settings, Function<String, Object> beans, Ticker ticker) {
		this.settings = settings;
		this.beans = beans;
		this.ticker = ticker;
		this.executor = new LookupExecutor(settings.getTimeout(), settings.getMaxConcurrent());
		for (int i = 0; i < this.counts.length; i++) {
			this.counts[i] = new LongAdder();
		}
	}

	@Override
	public OfPolicy of(String lookup, String policy) {
		LookupRegion region = new LookupRegion(bean(lookup), this.settings, this.executor, this::increment,
				this.failures, this.ticker);
		this.regions.add(region);
		return region;
	}

	LookupBean bean(String lookup) {
		return LookupBean.of(lookup, this.beans.apply(lookup));
	}

	LookupExecutor executor() {
		return this.executor;
	}

	LookupFailureLog failures() {
		return this.failures;
	}

	@Override
	public Duration timeout() {
		return this.settings.getTimeout();
	}

	/**
	 * Forgets an origin, whether it was allowed or refused. An answer that is being
	 * looked up is not cached.
	 * @param origin the origin
	 */
	public void evict(Origin origin) {
		regions().forEach((region) -> region.evict(origin));
	}

	/**
	 * Forgets all origins.
	 */
	public void evictAll() {
		regions().forEach((region) -> region.evict((key) -> true));
	}

	private List<LookupRegion> regions() {
		synchronized (this.regions) {
			return new ArrayList<>(this.regions);
		}
	}

	@EventListener
	void onOriginsChanged(OriginsChanged event) {
		if (event.origin() != null) {
			evict(event.origin());
		}
		else {
			evictAll();
		}
	}

	/**
	 * Return how often something has come of a question.
	 * @param outcome what has come of it
	 * @return how often, since the start
	 */
	@SuppressWarnings("EnumOrdinal")
	public long count(LookupOutcome outcome) {
		return this.counts[outcome.ordinal()].sum();
	}

	@SuppressWarnings("EnumOrdinal")
	private void increment(LookupOutcome outcome) {
		this.counts[outcome.ordinal()].increment();
	}

	/**
	 * Interrupts what is running; nothing is looked up any more.
	 */
	@Override
	public void close() {
		this.executor.close();
	}

}
