package io.crossgate.cors.sample.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * Keeps the latest decisions. A page can't read a refused response, so it asks its own
 * origin what was decided about it.
 */
@Component
class DecisionLog implements CorsObserver {

	private static final int CAPACITY = 200;

	private final Deque<Entry> entries = new ArrayDeque<>();

	private long last;

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> supplier) {
		CorsRequest request = supplier.get();
		// What has neither is the page itself, and its questions.
		if (decision.policy() != null || !request.lines(HeaderNames.ORIGIN).isEmpty()) {
			add(decision, request);
		}
	}

	synchronized List<Entry> after(long number) {
		return this.entries.stream().filter((entry) -> entry.number() > number).toList();
	}

	synchronized long last() {
		return this.last;
	}

	private synchronized void add(CorsDecision decision, CorsRequest request) {
		this.last++;
		this.entries.add(new Entry(this.last, decision, request));
		if (this.entries.size() > CAPACITY) {
			this.entries.remove();
		}
	}

	record Entry(long number, CorsDecision decision, CorsRequest request) {

	}

}
