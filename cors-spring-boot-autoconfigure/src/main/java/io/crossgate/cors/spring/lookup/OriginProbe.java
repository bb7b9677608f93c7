package io.crossgate.cors.spring.lookup;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginQuery;
import io.crossgate.cors.spring.lookup.LookupCall.Result;

/**
 * What a lookup says of origins that are registered nowhere.
 *
 * @param allowed one that it has allowed, or {@code null} if it has allowed none
 * @param failure what it has done instead of an answer, or {@code null} if it has always
 * given one
 */
record OriginProbe(@Nullable Origin allowed, @Nullable Result failure) {

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * With the first question connections are opened and classes are loaded: a lookup
	 * that is slow only then must be found to allow every origin, too.
	 */
	private static final Duration FIRST = Duration.ofSeconds(2);

	/** Names of 100 random bits, in the places where patterns have their stars. */
	private static List<Origin> origins() {
		return List.of(Origin.of("https://" + name() + ".com"), Origin.of("https://www." + name() + ".net"),
				Origin.of("https://" + name() + "." + name() + ".example:8443"),
				Origin.of("https://" + name() + ".co.uk"));
	}

	private static String name() {
		return "x" + new BigInteger(100, RANDOM).toString(36);
	}

	/** Asks a lookup as a preflight would, one that comes to an unknown host. */
	static OriginProbe of(LookupBean bean, LookupExecutor executor) {
		List<OriginQuery> queries = new ArrayList<>();
		for (Origin origin : origins()) {
			OriginQuery query = OriginQuery.of("probe", origin);
			query = bean.uses().contains("host") ? query.withHost(name() + ".example") : query;
			query = bean.uses().contains(":path") ? query.withPath("/") : query;
			boolean headers = bean.uses().stream().anyMatch((fact) -> !fact.equals("host") && !fact.equals(":path"));
			queries.add(headers ? query.onPreflight() : query);
		}
		Result failure = null;
		Duration timeout = FIRST;
		// One after the other, so that a small limit is enough.
		for (OriginQuery query : queries) {
			Result result = ask(bean, query, executor, timeout);
			if (result.outcome() == LookupOutcome.ALLOWED) {
				return new OriginProbe(query.origin(), null);
			}
			if (result.outcome() != LookupOutcome.DENIED) {
				failure = result;
				break;
			}
			timeout = executor.timeout();
		}
		return new OriginProbe(null, failure);
	}

	private static Result ask(LookupBean bean, OriginQuery query, LookupExecutor executor, Duration timeout) {
		try {
			return executor.start(bean, query, timeout)
				.result()
				.toCompletableFuture()
				.get(2 * timeout.toNanos() + TimeUnit.SECONDS.toNanos(1), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | CancellationException ex) {
			// It has not answered.
		}
		return new Result(LookupOutcome.TIMED_OUT, null);
	}

}
