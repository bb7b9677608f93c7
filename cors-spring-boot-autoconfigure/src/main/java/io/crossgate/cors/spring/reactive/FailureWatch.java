package io.crossgate.cors.spring.reactive;

import java.util.function.Consumer;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

/**
 * Calls back before a failure is passed on, as {@code doOnError} does at several times
 * the cost. Every exchange pays it, and hardly any fails.
 */
final class FailureWatch<T> extends MonoOperator<T, T> {

	private final Consumer<Throwable> callback;

	FailureWatch(Mono<T> source, Consumer<Throwable> callback) {
		super(source);
		this.callback = callback;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.source.subscribe(new Watcher<>(actual, this.callback));
	}

	/**
	 * Passes everything through.
	 *
	 * @param <T> what the source emits
	 * @param actual whom it is passed to
	 * @param callback called before a failure is
	 */
	private record Watcher<T>(CoreSubscriber<? super T> actual,
			Consumer<Throwable> callback) implements CoreSubscriber<T> {

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.actual.onSubscribe(subscription);
		}

		@Override
		public void onNext(T value) {
			this.actual.onNext(value);
		}

		@Override
		public void onError(Throwable failure) {
			this.callback.accept(failure);
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			this.actual.onComplete();
		}

	}

}
