package io.crossgate.cors.spring.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.spring.benchmark.exchanges.Peer;
import io.crossgate.cors.spring.benchmark.peers.Peers;
import io.crossgate.cors.spring.benchmark.scenarios.Deviation;

/**
 * The tables of {@code results.md}, made from the {@code results.json} that JMH writes.
 * Of each fork the median iteration counts, of these the median: now and then a compiler
 * has bad luck with a fork, all of it. What a peer costs is net: beyond the filter of its
 * kind that does nothing.
 */
public final class ExchangeReport {

	private static final List<String> GROUPS = List.of("S[1-9](\\.first)?", "S10.", "S11\\.hit\\..*", "S11\\.miss\\..*",
			"S12\\.hit\\..*", "S12\\.miss\\..*", "S13\\.hit\\..*", "S13\\.miss\\..*");

	private final Map<String, Map<String, Figures>> scenarios = new LinkedHashMap<>();

	private final MarkdownTables report = new MarkdownTables();

	private ExchangeReport(JsonNode results) {
		for (JsonNode result : results) {
			String[] cell = result.at("/params/cell").asString().split("/", 2);
			this.scenarios.computeIfAbsent(cell[1], (scenario) -> new LinkedHashMap<>())
				.put(cell[0],
						new Figures(median(result.at("/secondaryMetrics/cpu.time.norm")),
								median(result.at("/secondaryMetrics/gc.alloc.rate.norm")),
								median(result.at("/primaryMetric"))));
		}
		JsonNode any = results.get(0);
		this.report.line("# What CORS costs a request")
			.line("Java %s, %s, %s × %s × %s. CPU time of the thread, medians.".formatted(text(any, "jdkVersion"),
					text(any, "vmName"), text(any, "forks"), text(any, "measurementIterations"),
					text(any, "measurementTime")))
			.line("Net: beyond the filter of the same kind that does nothing.");
	}

	/**
	 * Makes the tables.
	 * @param results what JMH has written
	 * @return MarkdownTables
	 * @throws IOException if the file cannot be read
	 */
	public static String of(Path results) throws IOException {
		ExchangeReport report = new ExchangeReport(JsonMapper.shared().readTree(Files.readString(results)));
		report.ratios();
		report.tables("CPU time, net ns", report.net(Figures::cpu));
		report.tables("CPU time, gross ns", report.gross(Figures::cpu));
		report.tables("Wall time, gross ns", report.gross(Figures::wall));
		report.tables("Allocation, net bytes", report.net(Figures::bytes));
		report.report.heading("Known deviations");
		Deviation.KNOWN.forEach((deviation) -> report.report
			.line("- `%s` in `%s`: %s".formatted(deviation.peer(), deviation.scenario(), deviation.why())));
		return report.report.toString();
	}

	/**
	 * Prints the tables of a file.
	 * @param arguments the file that JMH has written
	 * @throws IOException if it cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		System.out.println(of(Path.of(arguments[0])));
	}

	private static String text(JsonNode result, String name) {
		return result.path(name).asString();
	}

	private static double median(JsonNode metric) {
		List<Double> forks = new ArrayList<>();
		for (JsonNode fork : metric.path("rawData")) {
			List<Double> iterations = new ArrayList<>();
			fork.forEach((iteration) -> iterations.add(iteration.asDouble()));
			forks.add(MarkdownTables.median(iterations));
		}
		return MarkdownTables.median(forks);
	}

	private BiFunction<Peer, String, Double> gross(ToDoubleFunction<Figures> quantity) {
		return (peer, scenario) -> gross(peer.name(), scenario, quantity);
	}

	private BiFunction<Peer, String, Double> net(ToDoubleFunction<Figures> quantity) {
		return (peer, scenario) -> {
			double net = gross(peer.name(), scenario, quantity) - gross("noop-" + peer.kind(), scenario, quantity);
			return Double.isNaN(net) ? net : Math.max(0, net);
		};
	}

	private double gross(String peer, String scenario, ToDoubleFunction<Figures> quantity) {
		Figures figures = this.scenarios.get(scenario).get(peer);
		return (figures != null) ? quantity.applyAsDouble(figures) : Double.NaN;
	}

	private List<Peer> peers(List<String> scenarios) {
		return Peers.all()
			.stream()
			.filter((peer) -> scenarios.stream()
				.anyMatch((scenario) -> this.scenarios.get(scenario).containsKey(peer.name())))
			.toList();
	}

	private void ratios() {
		BiFunction<Peer, String, Double> cpu = net(Figures::cpu);
		for (Peer peer : peers(List.copyOf(this.scenarios.keySet()))) {
			if (peer.name().startsWith("crossgate-")) {
				this.report.heading(peer.name())
					.header("scenario", "net ns", "× floor", "× Spring", "× least of the others", "net bytes");
				this.scenarios.forEach((scenario, figures) -> {
					if (figures.containsKey(peer.name())) {
						double net = cpu.apply(peer, scenario);
						this.report.row(scenario, MarkdownTables.number(net),
								ratio(net, Stream.of("floor-" + peer.kind()), scenario),
								ratio(net, Stream.of("spring-" + peer.kind()), scenario),
								ratio(net, rivals(peer), scenario),
								MarkdownTables.number(net(Figures::bytes).apply(peer, scenario)));
					}
				});
			}
		}
	}

	/** Jetty's handler competes with servlet filters, since it can stand before them. */
	private static Stream<String> rivals(Peer peer) {
		return Peers.all()
			.stream()
			.filter((rival) -> rival.kind().equals(peer.kind())
					|| (peer.kind().equals("servlet") && rival.kind().equals("jetty")))
			.map(Peer::name)
			.filter((name) -> !name.matches("(noop|floor|crossgate)-.*"));
	}

	private String ratio(double net, Stream<String> others, String scenario) {
		// Less than a nanosecond is noise.
		return others.filter((name) -> this.scenarios.get(scenario).containsKey(name))
			.map((name) -> net / net(Figures::cpu).apply(Peers.named(name), scenario))
			.filter((ratio) -> ratio <= net)
			.max(Double::compare)
			.map("%.3f"::formatted)
			.orElse("–");
	}

	private void tables(String title, BiFunction<Peer, String, Double> quantity) {
		this.report.heading(title);
		for (String group : GROUPS) {
			List<String> shown = this.scenarios.keySet()
				.stream()
				.filter((scenario) -> scenario.matches(group))
				.toList();
			if (!shown.isEmpty()) {
				this.report.header(Stream.concat(Stream.of("filter"), shown.stream()).toArray(String[]::new));
				peers(shown).forEach((peer) -> this.report.row(Stream.concat(Stream.of(peer.name()), shown.stream()
					.map((scenario) -> MarkdownTables.number(this.scenarios.get(scenario).containsKey(peer.name())
							? quantity.apply(peer, scenario) : Double.NaN)))));
				this.report.line("");
			}
		}
	}

	/**
	 * The figures of one cell, per operation.
	 *
	 * @param cpu CPU time of the thread in ns
	 * @param bytes bytes allocated
	 * @param wall wall time in ns
	 */
	private record Figures(double cpu, double bytes, double wall) {

	}

}
