package io.crossgate.cors.spring.benchmark;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured: the median fork, and of each fork the median iteration. Now and then
 * a compiler has bad luck with a fork, all of it.
 */
final class Figures {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	private final Map<String, Figure> figures = new LinkedHashMap<>();

	private String effort = "";

	private final Set<String> peers = new LinkedHashSet<>();

	private final Set<String> scenarios = new LinkedHashSet<>();

	static Figures of(Collection<RunResult> results) {
		Figures figures = new Figures();
		for (RunResult result : results) {
			BenchmarkParams params = result.getParams();
			figures.effort = "%d × %d × %s".formatted(params.getForks(), params.getMeasurement().getCount(),
					params.getMeasurement().getTime());
			figures.add(params.getParam("cell"),
					new Figure(median(result, (fork) -> fork.getSecondaryResults().get(ThreadCpuProfiler.RESULT)),
							median(result, (fork) -> fork.getSecondaryResults().get(ALLOCATION)),
							median(result, BenchmarkResult::getPrimaryResult)));
		}
		return figures;
	}

	private static double median(RunResult result, Function<BenchmarkResult, Result<?>> quantity) {
		return Markdown.median(result.getBenchmarkResults()
			.stream()
			.map((fork) -> quantity.apply(fork).getStatistics().getPercentile(50))
			.toList());
	}

	private void add(String cell, Figure figure) {
		int slash = cell.indexOf('/');
		this.peers.add(cell.substring(0, slash));
		this.scenarios.add(cell.substring(slash + 1));
		this.figures.put(cell, figure);
	}

	/** Forks, iterations of each and their length. */
	String effort() {
		return this.effort;
	}

	/** The peers measured, in the order of {@link Peers#all()}. */
	List<Peer> peers() {
		return Peers.all().stream().filter((peer) -> this.peers.contains(peer.name())).toList();
	}

	/** The scenarios measured, in the order of {@link Scenarios#names()}. */
	List<String> scenarios() {
		return Scenarios.names().stream().filter(this.scenarios::contains).toList();
	}

	OptionalDouble gross(String peer, String scenario, ToDoubleFunction<Figure> quantity) {
		Figure figure = this.figures.get(peer + "/" + scenario);
		return (figure != null) ? OptionalDouble.of(quantity.applyAsDouble(figure)) : OptionalDouble.empty();
	}

	/** What a peer costs beyond the one of its kind that does nothing. */
	OptionalDouble net(Peer peer, String scenario, ToDoubleFunction<Figure> quantity) {
		OptionalDouble gross = gross(peer.name(), scenario, quantity);
		OptionalDouble noop = gross("noop-" + peer.kind(), scenario, quantity);
		return (gross.isPresent() && noop.isPresent())
				? OptionalDouble.of(Math.max(0, gross.getAsDouble() - noop.getAsDouble())) : OptionalDouble.empty();
	}

	/**
	 * The figures of one cell.
	 *
	 * @param cpu CPU time of the thread in ns per operation
	 * @param bytes bytes allocated per operation
	 * @param wall wall time in ns per operation
	 */
	record Figure(double cpu, double bytes, double wall) {

	}

}
