package io.crossgate.cors.spring.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What CORS adds to the start of an application, the first request included: CPU time and
 * loaded classes. Variants take turns.
 */
final class StartupBenchmark {

	private final int rounds;

	StartupBenchmark(int rounds) {
		this.rounds = rounds;
	}

	String report() throws Exception {
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
		Markdown report = new Markdown();
		report.heading("Start-up to the first answer");
		report.line("Median of %d.".formatted(this.rounds));
		report.header(Stream.of("application", "CPU ms", "beyond none", "classes", "beyond none"));
		costs.forEach((variant, list) -> {
			List<ServerProcess.Cost> none = costs.getOrDefault(new Variant(variant.stack(), Variant.Cors.NONE), List.of());
			report.row(Stream.of(variant.name(), Markdown.number(cpu(list)), Markdown.number(cpu(list) - cpu(none)),
					Markdown.number(classes(list)), Markdown.number(classes(list) - classes(none))));
		});
		return report.text();
	}

	private static double cpu(List<ServerProcess.Cost> costs) {
		return Markdown.median(costs.stream().map((cost) -> cost.cpu() / 1e6).toList());
	}

	private static double classes(List<ServerProcess.Cost> costs) {
		return Markdown.median(costs.stream().map((cost) -> (double) cost.classes()).toList());
	}

}
