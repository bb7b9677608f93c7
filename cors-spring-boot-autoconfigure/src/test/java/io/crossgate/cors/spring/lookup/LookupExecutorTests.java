package io.crossgate.cors.spring.lookup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.crossgate.cors.origin.AsyncOriginLookup;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call counts from its beginning until nothing of it is left, and no longer.
 */
class LookupExecutorTests {

	private static final OriginQuery QUERY = OriginQuery.of("widget", Origin.of("https://a.example"));

	@Test
	void noCallIsRejectedForThreadsThatHaveAnsweredAlready() throws Exception {
		CountDownLatch scheduled = new CountDownLatch(1);
		try (LookupExecutor executor = new LookupExecutor(Duration.ofMinutes(1), 1)) {
			for (int i = 0; i < 5; i++) {
				CountDownLatch asked = new CountDownLatch(1);
				OriginLookup lookup = (query) -> asked.await(1, TimeUnit.MINUTES);
				LookupCall call = executor.start(LookupBean.of("tenants", lookup), QUERY);
				CompletableFuture<LookupOutcome> outcome = new CompletableFuture<>();
				call.result().thenAccept((result) -> {
					outcome.complete(result.outcome());
					// As if the thread were given no time from here on.
					if (result.outcome() == LookupOutcome.ALLOWED) {
						awaitForever(scheduled);
					}
				});
				asked.countDown();
				assertThat(outcome.get(1, TimeUnit.MINUTES)).as("call " + i).isEqualTo(LookupOutcome.ALLOWED);
			}
		}
		finally {
			scheduled.countDown();
		}
	}

	@Test
	void aCancellationThatHangsCountsUntilItEnds() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AsyncOriginLookup hanging = (query) -> new CompletableFuture<>() {
			@Override
			public boolean cancel(boolean mayInterruptIfRunning) {
				awaitForever(release);
				return false;
			}
		};
		OriginLookup sound = (query) -> true;
		try (LookupExecutor executor = new LookupExecutor(Duration.ofMillis(20), 1)) {
			assertThat(outcome(executor.start(LookupBean.of("hanging", hanging), QUERY)))
				.isEqualTo(LookupOutcome.TIMED_OUT);
			assertThat(outcome(executor.start(LookupBean.of("sound", sound), QUERY)))
				.isEqualTo(LookupOutcome.OVERLOADED);
			release.countDown();
			Awaitility.await()
				.until(() -> outcome(executor.start(LookupBean.of("sound", sound), QUERY)) == LookupOutcome.ALLOWED);
		}
		finally {
			release.countDown();
		}
	}

	private static LookupOutcome outcome(LookupCall call) throws Exception {
		return call.result().toCompletableFuture().get(1, TimeUnit.MINUTES).outcome();
	}

	private static void awaitForever(CountDownLatch latch) {
		boolean released = false;
		while (!released) {
			try {
				latch.await();
				released = true;
			}
			catch (InterruptedException ex) {
				// Closing interrupts.
			}
		}
	}

}
