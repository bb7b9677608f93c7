package io.crossgate.cors.spring.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.crossgate.cors.spring.benchmark.exchanges.Peer;
import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.peers.Peers;
import io.crossgate.cors.spring.benchmark.report.MarkdownTables;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.benchmark.scenarios.Scenarios;

/**
 * What configuring a filter costs, one fresh JVM each: the CPU time of the thread, and
 * the heap kept beyond the strings of the configuration.
 */
public final class ConfigurationBenchmark {

	private static final List<String> SCENARIOS = List.of("S11.hit.100000", "S12.hit.10000", "S13.hit.1000");

	private final int rounds;

	ConfigurationBenchmark(int rounds) {
		this.rounds = rounds;
	}

	String report() throws IOException {
		MarkdownTables report = new MarkdownTables();
		report.heading("Configuring");
		report.line("Fresh JVMs, median of %d.".formatted(this.rounds));
		report.header("filter", "scenario", "CPU ms", "bytes an entry");
		for (String name : SCENARIOS) {
			Scenario scenario = Scenarios.named(name);
			for (Peer peer : Peers.all()) {
				if (peer instanceof ServletPeer && !peer.name().startsWith("noop") && peer.supports(scenario)) {
					report.row(row(peer, scenario));
				}
			}
		}
		return report.toString();
	}

	private Stream<String> row(Peer peer, Scenario scenario) throws IOException {
		List<Double> cpu = new ArrayList<>();
		List<Double> bytes = new ArrayList<>();
		for (int i = 0; i < this.rounds; i++) {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xms1g", "-Xmx1g", "-cp", System.getProperty("java.class.path"),
					ConfigurationBenchmark.class.getName(), peer.name(), scenario.name())
				.redirectErrorStream(true)
				.start();
			String[] numbers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()
				.lines()
				.reduce("", (first, last) -> last)
				.split(",");
			cpu.add(Double.parseDouble(numbers[0]) / 1e6);
			bytes.add(Double.parseDouble(numbers[1]) / Integer.parseInt(scenario.name().replaceFirst(".*\\.", "")));
		}
		return Stream.of(peer.name(), scenario.name(), MarkdownTables.number(MarkdownTables.median(cpu)),
				MarkdownTables.number(MarkdownTables.median(bytes)));
	}

	/**
	 * Configures one filter and prints what that cost.
	 * @param arguments the peer and the scenario
	 * @throws Exception if it refuses to be configured
	 */
	public static void main(String[] arguments) throws Exception {
		ServletPeer peer = (ServletPeer) Peers.named(arguments[0]);
		Scenario scenario = Scenarios.named(arguments[1]);
		// Classes that every application has loaded, and the peer's own.
		peer.filter(Scenarios.named("S3"));
		long before = used();
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		Object filter = peer.filter(scenario);
		long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
		long bytes = used() - before;
		System.out.println(cpu + "," + bytes);
		Reference.reachabilityFence(filter);
		Reference.reachabilityFence(scenario);
	}

	private static long used() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(50);
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
