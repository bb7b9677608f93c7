package io.crossgate.cors.spring.benchmark.exchanges;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;

import io.crossgate.cors.spring.benchmark.scenarios.Answer;
import io.crossgate.cors.spring.benchmark.scenarios.Header;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.servlet.StubExchange;
import io.crossgate.cors.spring.servlet.StubResponse;

/** A servlet filter over a {@link StubExchange}. */
final class ServletExchange implements Exchange {

	private final Filter filter;

	private final StubExchange exchange;

	private final Header[] fresh;

	/** Where the fresh headers stand. */
	private final int[] lines;

	ServletExchange(Filter filter, Scenario scenario) {
		this.filter = filter;
		this.exchange = new StubExchange(scenario.method(), scenario.path(), scenario.namesAndValues());
		this.fresh = scenario.freshHeaders().toArray(Header[]::new);
		this.lines = scenario.freshHeaders()
			.stream()
			.mapToInt((header) -> this.exchange.request().line(header.name()))
			.toArray();
	}

	@Override
	public void renew() {
		this.exchange.recycle();
		for (int i = 0; i < this.fresh.length; i++) {
			this.exchange.request().replace(this.lines[i], this.fresh[i].freshValue());
		}
	}

	@Override
	public void handle() throws ServletException, IOException {
		this.filter.doFilter(this.exchange.request(), this.exchange.response(), this.exchange);
	}

	@Override
	public Answer answer() {
		StubResponse response = this.exchange.response();
		Map<String, List<String>> headers = new TreeMap<>();
		for (int i = 0; i < response.lines(); i++) {
			headers
				.computeIfAbsent(String.valueOf(response.name(i)).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(String.valueOf(response.value(i)));
		}
		return new Answer(this.exchange.isPassedOn(), response.getStatus(), headers);
	}

}
