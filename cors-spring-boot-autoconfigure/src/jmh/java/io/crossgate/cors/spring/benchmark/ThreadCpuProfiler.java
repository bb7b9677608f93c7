package io.crossgate.cors.spring.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of the thread that runs the benchmark, per operation. Other processes on
 * the machine lengthen the wall time of an operation, but not this.
 */
public class ThreadCpuProfiler implements InternalProfiler {

	/** The name of the result. */
	public static final String RESULT = "cpu.time.norm";

	private static final String WORKERS = "jmh-worker";

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private Map<Long, Long> before = Map.of();

	@Override
	public String getDescription() {
		return "CPU time of the benchmark's threads per operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
		this.before = cpuTimes();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
			IterationParams iterationParams, IterationResult result) {
		long nanos = 0;
		for (Map.Entry<Long, Long> entry : cpuTimes().entrySet()) {
			nanos += entry.getValue() - this.before.getOrDefault(entry.getKey(), 0L);
		}
		long operations = result.getMetadata().getAllOps();
		return List.of(new ScalarResult(RESULT, (double) nanos / operations, "ns/op", AggregationPolicy.AVG));
	}

	private Map<Long, Long> cpuTimes() {
		return Arrays.stream(this.threads.getThreadInfo(this.threads.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().contains(WORKERS))
			.collect(Collectors.toMap((thread) -> thread.getThreadId(),
					(thread) -> this.threads.getThreadCpuTime(thread.getThreadId())));
	}

}
