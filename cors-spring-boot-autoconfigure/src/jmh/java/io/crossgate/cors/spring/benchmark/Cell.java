package io.crossgate.cors.spring.benchmark;

import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import io.crossgate.cors.spring.benchmark.exchanges.Exchange;
import io.crossgate.cors.spring.benchmark.exchanges.Peer;
import io.crossgate.cors.spring.benchmark.peers.Peers;
import io.crossgate.cors.spring.benchmark.scenarios.Answer;
import io.crossgate.cors.spring.benchmark.scenarios.Browser;
import io.crossgate.cors.spring.benchmark.scenarios.Deviation;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.benchmark.scenarios.Scenarios;

/**
 * One figure of the tables: a peer in a scenario.
 *
 * @param peer the peer
 * @param scenario the scenario
 */
record Cell(Peer peer, Scenario scenario) {

	static Cell named(String name) {
		int slash = name.indexOf('/');
		return new Cell(Peers.named(name.substring(0, slash)), Scenarios.named(name.substring(slash + 1)));
	}

	static Stream<Cell> all() {
		List<Peer> peers = Peers.all();
		return Scenarios.names()
			.stream()
			.map(Scenarios::named)
			.flatMap((scenario) -> peers.stream()
				.filter((peer) -> peer.supports(scenario))
				.map((peer) -> new Cell(peer, scenario)));
	}

	String name() {
		return this.peer.name() + "/" + this.scenario.name();
	}

	/** Whether the filter answers the scenario to the letter, not only to its effect. */
	private boolean isExact() {
		return this.peer.name().startsWith("floor") || this.peer.name().startsWith("crossgate");
	}

	private boolean isNoop() {
		return this.peer.name().startsWith("noop");
	}

	/**
	 * Configures the peer and checks its answer once.
	 * @return the exchange, ready to be repeated
	 * @throws Exception if the peer refuses to be configured
	 */
	Exchange start() throws Exception {
		((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		Exchange exchange = this.peer.exchange(this.scenario);
		exchange.renew();
		exchange.handle();
		verify(exchange.answer());
		return exchange;
	}

	/**
	 * Checks an answer: a figure for a wrong answer is worth nothing.
	 * @param answer the peer's answer
	 */
	void verify(Answer answer) {
		if (isNoop()) {
			require(answer.passedOn() && answer.headers().isEmpty(), answer, "nothing");
			return;
		}
		boolean deviates = Deviation.KNOWN.stream()
			.anyMatch((deviation) -> deviation.covers(this.peer.name(), this.scenario));
		boolean expected = this.scenario.isAllowed() != deviates;
		require(Browser.accepts(this.scenario, answer) == expected, answer,
				expected ? "what a browser accepts" : "what a browser refuses");
		require(!isExact() || answer.equals(this.scenario.answer()), answer, this.scenario.answer());
	}

	private void require(boolean holds, Answer answer, Object expected) {
		if (!holds) {
			throw new IllegalStateException(name() + " answered " + answer + " instead of " + expected);
		}
	}

}
