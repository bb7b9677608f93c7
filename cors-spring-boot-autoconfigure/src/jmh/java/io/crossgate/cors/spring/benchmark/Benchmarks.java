package io.crossgate.cors.spring.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.crossgate.cors.spring.benchmark.applications.LoadBenchmark;
import io.crossgate.cors.spring.benchmark.applications.StartupBenchmark;
import io.crossgate.cors.spring.benchmark.report.ExchangeReport;

/**
 * Runs the benchmarks: first every selected cell once, to see that all answers are right,
 * then JMH, then whole processes; the tables after each. Arguments are JMH's own options
 * and win over the mode's.
 */
public final class Benchmarks {

	private static final String PARTS = "exchanges,diagnosis,configuration,startup,load";

	private Benchmarks() {
	}

	/**
	 * Runs the benchmarks.
	 * @param arguments options of JMH
	 * @throws Exception if a peer answers wrongly or a report cannot be written
	 */
	public static void main(String[] arguments) throws Exception {
		Path directory = Path.of(System.getProperty("benchmark.directory", "target/benchmark"));
		Mode mode = Mode.named(System.getProperty("benchmark.mode", "full"));
		Pattern pattern = Pattern.compile(System.getProperty("benchmark.cells", ".*"));
		List<String> parts = List.of(System.getProperty("benchmark.parts", PARTS).split(","));
		Files.createDirectories(directory);
		Path file = directory.resolve("results.md");
		String report = "";
		if (parts.contains("exchanges")) {
			Collection<RunResult> results = new ArrayList<>();
			// Peers of one scenario one after the other, so that they find the same
			// machine.
			for (List<String> cells : verified(pattern).values()) {
				results.addAll(new Runner(exchanges(mode, new CommandLineOptions(arguments), cells)).run());
				Path json = directory.resolve("results.json");
				writeJson(results, json);
				report = ExchangeReport.of(json);
				Files.writeString(file, report);
			}
		}
		if (parts.contains("diagnosis")) {
			report += DiagnosisBenchmark.report(new Runner(
					options(mode, new CommandLineOptions(arguments)).include(include(DiagnosisBenchmark.class)).build())
				.run());
			Files.writeString(file, report);
		}
		if (parts.contains("configuration")) {
			report += new ConfigurationBenchmark(mode.rounds()).report();
			Files.writeString(file, report);
		}
		if (parts.contains("startup")) {
			report += new StartupBenchmark(mode.starts()).report();
			Files.writeString(file, report);
		}
		if (parts.contains("load")) {
			report += new LoadBenchmark(mode.loadMillis(), mode.rounds()).report();
			Files.writeString(file, report);
		}
		System.out.println(report);
		System.out.println("Written to " + directory);
	}

	private static Map<String, List<String>> verified(Pattern pattern) throws Exception {
		Map<String, List<String>> byScenario = new LinkedHashMap<>();
		for (Cell cell : (Iterable<Cell>) Cell.all()::iterator) {
			if (pattern.matcher(cell.name()).matches()) {
				cell.start();
				byScenario.computeIfAbsent(cell.scenario().name(), (name) -> new ArrayList<>()).add(cell.name());
			}
		}
		if (byScenario.isEmpty()) {
			throw new IllegalArgumentException("No cell matches " + pattern);
		}
		return byScenario;
	}

	private static Options exchanges(Mode mode, CommandLineOptions given, List<String> cells) {
		return options(mode, given).include(include(ExchangeBenchmark.class))
			.param("cell", cells.toArray(String[]::new))
			.addProfiler(GCProfiler.class)
			.build();
	}

	private static String include(Class<?> benchmark) {
		return Pattern.quote(benchmark.getName());
	}

	private static ChainedOptionsBuilder options(Mode mode, CommandLineOptions given) {
		ChainedOptionsBuilder options = new OptionsBuilder().parent(given)
			.addProfiler(ThreadCpuProfiler.class)
			// Waiting for the compiler costs the thread no CPU time. Not waiting would
			// measure the interpreter wherever the machine is busy.
			// Under G1 every store into an exchange that has grown old waits for a fence.
			// The first touch of each page of the heap would be charged to what
			// allocates.
			.jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:-BackgroundCompilation")
			.shouldFailOnError(true);
		if (!given.getForkCount().hasValue()) {
			options.forks(mode.forks());
		}
		if (!given.getWarmupIterations().hasValue()) {
			options.warmupIterations(mode.warmups());
		}
		if (!given.getMeasurementIterations().hasValue()) {
			options.measurementIterations(mode.iterations());
		}
		if (!given.getWarmupTime().hasValue()) {
			options.warmupTime(TimeValue.milliseconds(mode.millis()));
		}
		if (!given.getMeasurementTime().hasValue()) {
			options.measurementTime(TimeValue.milliseconds(mode.millis()));
		}
		return options;
	}

	private static void writeJson(Collection<RunResult> results, Path file) throws IOException {
		try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
			ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
		}
	}

	/**
	 * How long to measure.
	 *
	 * @param forks JVMs for each cell
	 * @param warmups iterations of warm-up: fewer, and some filters are still interpreted
	 * @param iterations iterations of measurement
	 * @param millis the length of an iteration
	 * @param starts how often whole processes are started
	 * @param rounds how often they are configured, and put under load
	 * @param loadMillis how long they are put under load
	 */
	private record Mode(int forks, int warmups, int iterations, int millis, int starts, int rounds, long loadMillis) {

		static Mode named(String name) {
			return switch (name) {
				case "full" -> new Mode(3, 6, 5, 400, 11, 5, 8000);
				case "short" -> new Mode(1, 5, 3, 300, 5, 3, 4000);
				case "quick" -> new Mode(1, 3, 3, 150, 1, 1, 1000);
				default -> throw new IllegalArgumentException("benchmark.mode is full, short or quick, not " + name);
			};
		}

	}

}
