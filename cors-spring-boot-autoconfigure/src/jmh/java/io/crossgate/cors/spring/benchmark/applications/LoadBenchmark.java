package io.crossgate.cors.spring.benchmark.applications;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.crossgate.cors.spring.benchmark.report.MarkdownTables;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.benchmark.scenarios.Scenarios;

/**
 * CPU time per request of whole applications under load: all of a stack's run at once and
 * take turns, so that whatever else happens on the machine happens to all of them.
 */
public final class LoadBenchmark {

	private final long millis;

	private final int rounds;

	public LoadBenchmark(long millis, int rounds) {
		this.millis = millis;
		this.rounds = rounds;
	}

	public String report() throws Exception {
		MarkdownTables report = new MarkdownTables();
		report.heading("Under load: CPU time of the server's process per request");
		report.line("Spring Boot applications, 16 connections, median of %d alternating runs of %d ms each."
			.formatted(this.rounds, this.millis));
		report.header("application", "request", "µs", "beyond none", "× Spring", "runs");
		for (Variant.Stack stack : Variant.Stack.values()) {
			for (String scenario : List.of("S3", "S6")) {
				rows(report, scenario, measure(stack, Scenarios.named(scenario)));
			}
		}
		return report.toString();
	}

	private Map<Variant, List<Double>> measure(Variant.Stack stack, Scenario scenario) throws Exception {
		Map<Variant, ServerProcess> servers = new LinkedHashMap<>();
		Map<Variant, List<Double>> runs = new LinkedHashMap<>();
		try {
			for (Variant variant : Variant.all()) {
				if (variant.stack() == stack) {
					servers.put(variant, ServerProcess.start(variant));
					load(servers, variant, scenario).run(2 * this.millis);
				}
			}
			for (int i = 0; i < this.rounds; i++) {
				for (Map.Entry<Variant, ServerProcess> server : servers.entrySet()) {
					Load load = load(servers, server.getKey(), scenario);
					load.run(this.millis / 4);
					long before = server.getValue().cost().cpu();
					long requests = load.run(this.millis);
					double micros = (server.getValue().cost().cpu() - before) / 1000.0 / requests;
					runs.computeIfAbsent(server.getKey(), (variant) -> new ArrayList<>()).add(micros);
				}
			}
		}
		finally {
			servers.values().forEach(ServerProcess::close);
		}
		return runs;
	}

	private static Load load(Map<Variant, ServerProcess> servers, Variant variant, Scenario scenario) {
		boolean answered = variant.cors() == Variant.Cors.CROSSGATE || variant.cors() == Variant.Cors.FLOOR;
		return new Load(servers.get(variant).port(), scenario, (scenario.isPreflight() && answered) ? 204 : 200);
	}

	private static void rows(MarkdownTables report, String scenario, Map<Variant, List<Double>> runs) {
		Map<Variant.Cors, Double> medians = new LinkedHashMap<>();
		runs.forEach((variant, values) -> medians.put(variant.cors(), MarkdownTables.median(values)));
		double none = medians.getOrDefault(Variant.Cors.NONE, 0.0);
		double spring = medians.getOrDefault(Variant.Cors.SPRING, 0.0) - none;
		runs.forEach((variant, values) -> {
			double median = medians.getOrDefault(variant.cors(), 0.0);
			report.row(Stream.of(variant.name(), scenario, MarkdownTables.number(median),
					MarkdownTables.number(median - none), "%.2f".formatted((median - none) / spring),
					String.join(", ", values.stream().map(MarkdownTables::number).toList())));
		});
	}

}
