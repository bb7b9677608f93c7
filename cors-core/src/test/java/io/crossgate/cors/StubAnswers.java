package io.crossgate.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginQuery;

/**
 * Answers by a function, and remembers only what it is told to.
 */
class StubAnswers implements OriginAnswers, OriginAnswers.OfPolicy {

	final Map<String, Answer> known = new HashMap<>();

	final List<String> keys = new ArrayList<>();

	final List<OriginQuery> queries = new ArrayList<>();

	int bound;

	private final Set<String> uses;

	private final Function<OriginQuery, @Nullable CompletionStage<Answer>> lookup;

	StubAnswers(Set<String> uses, Function<OriginQuery, @Nullable CompletionStage<Answer>> lookup) {
		this.uses = uses;
		this.lookup = lookup;
	}

	static StubAnswers of(Answer answer) {
		return new StubAnswers(Set.of(), (query) -> CompletableFuture.completedFuture(answer));
	}

	static StubAnswers using(String... uses) {
		return new StubAnswers(Set.of(uses), (query) -> CompletableFuture.completedFuture(Answer.ALLOWED));
	}

	@Override
	public OfPolicy of(String lookup, String policy) {
		if (!lookup.equals("tenants")) {
			throw new IllegalArgumentException(lookup);
		}
		this.bound++;
		return this;
	}

	@Override
	public Duration timeout() {
		return Duration.ofMillis(100);
	}

	@Override
	public Set<String> uses() {
		return this.uses;
	}

	@Override
	public @Nullable Answer known(String key) {
		return this.known.get(key);
	}

	@Override
	@SuppressWarnings("NullAway")
	public CompletionStage<Answer> ask(String key, OriginQuery query) {
		this.keys.add(key);
		this.queries.add(query);
		return this.lookup.apply(query);
	}

}
