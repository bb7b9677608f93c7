package io.crossgate.cors.spring.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.crossgate.cors.spring.benchmark.exchanges.Exchange;

/**
 * One exchange through one filter. Each cell runs in a JVM of its own, so that every call
 * to a filter has one target: every peer's best case.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExchangeBenchmark {

	/** The cell: peer and scenario. */
	@Param("floor-servlet/S3")
	public String cell = "";

	private Cell subject;

	private Exchange exchange;

	/**
	 * Configures the peer and checks its answer.
	 * @throws Exception if it refuses to be configured
	 */
	@Setup(Level.Trial)
	public void start() throws Exception {
		this.subject = Cell.named(this.cell);
		this.exchange = this.subject.start();
	}

	/** Checks that the last answer was the same as the first. */
	@TearDown(Level.Trial)
	public void finish() {
		this.subject.verify(this.exchange.answer());
	}

	/**
	 * One request.
	 * @return the exchange, so that nothing of it can be left out
	 * @throws Exception if the filter throws
	 */
	@Benchmark
	public Object exchange() throws Exception {
		this.exchange.renew();
		this.exchange.handle();
		return this.exchange;
	}

}
