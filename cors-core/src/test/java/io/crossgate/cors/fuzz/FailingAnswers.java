package io.crossgate.cors.fuzz;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginQuery;

/**
 * Answers that never come, in several ways.
 *
 * @param way which of them
 */
record FailingAnswers(int way) implements OriginAnswers, OriginAnswers.OfPolicy {

	@Override
	public OfPolicy of(String lookup, String policy) {
		if (this.way % 6 == 0) {
			throw new IllegalStateException(lookup);
		}
		return this;
	}

	@Override
	public Duration timeout() {
		return Duration.ZERO;
	}

	@Override
	public Set<String> uses() {
		return (this.way % 2 == 0) ? Set.of() : Set.of("host", ":path", "x-tenant");
	}

	@Override
	public @Nullable Answer known(String key) {
		return (this.way % 6 == 1) ? Answer.OVERLOADED : null;
	}

	@Override
	@SuppressWarnings("NullAway")
	public CompletionStage<Answer> ask(String key, OriginQuery query) {
		return switch (this.way % 6) {
			case 2 -> new CompletableFuture<>();
			case 3 -> CompletableFuture.failedFuture(new IllegalStateException(key));
			case 4 -> CompletableFuture.completedFuture(null);
			default -> throw new IllegalStateException(key);
		};
	}

}
