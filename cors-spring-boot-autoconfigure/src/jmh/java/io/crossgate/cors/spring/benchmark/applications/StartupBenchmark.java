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
 * What CORS adds to the start of an application, the first request included: CPU time and
 * loaded classes. Variants take turns.
 */
public final class StartupBenchmark {

	private final int rounds;

	public StartupBenchmark(int rounds) {
		this.rounds = rounds;
	}

	public String report() throws Exception {
		Map<Variant, List<ServerProcess.Cost>> costs = new LinkedHashMap<>();
		Scenario first = Scenarios.named("S3");
		for (int i = 0; i < this.rounds; i++) {
			for (Variant variant : Variant.all()) {
				try (ServerProcess server = ServerProcess.start(variant)) {
					new Load(server.port(), first, 200).once();
					costs.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(server.cost());
				}
			}
		}
		MarkdownTables report = new MarkdownTables();
		report.heading("Start-up to the first answer");
		report.line("Median of %d.".formatted(this.rounds));
		report.header("application", "CPU ms", "beyond none", "classes", "beyond none");
		costs.forEach((variant, list) -> {
			List<ServerProcess.Cost> none = costs.getOrDefault(new Variant(variant.stack(), Variant.Cors.NONE),
					List.of());
			report.row(Stream.of(variant.name(), MarkdownTables.number(cpu(list)),
					MarkdownTables.number(cpu(list) - cpu(none)), MarkdownTables.number(classes(list)),
					MarkdownTables.number(classes(list) - classes(none))));
		});
		return report.toString();
	}

	private static double cpu(List<ServerProcess.Cost> costs) {
		return MarkdownTables.median(costs.stream().map((cost) -> cost.cpu() / 1e6).toList());
	}

	private static double classes(List<ServerProcess.Cost> costs) {
		return MarkdownTables.median(costs.stream().map((cost) -> (double) cost.classes()).toList());
	}

}
