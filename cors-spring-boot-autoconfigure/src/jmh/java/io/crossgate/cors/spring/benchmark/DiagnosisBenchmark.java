package io.crossgate.cors.spring.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.benchmark.report.MarkdownTables;

/**
 * What explaining a refusal and changing a policy cost, beside compiling everything: what
 * takes the nearest entry and the smallest change from all entries and all policies costs
 * a multiple of that.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DiagnosisBenchmark {

	@Benchmark
	public String explainRefusedOrigin(Origins origins) {
		return explain(Diagnosis.of(origins.request, origins.policies));
	}

	@Benchmark
	public CorsPolicies compilePolicy(Origins origins) {
		return CorsPolicies.compile(origins.policies.policies());
	}

	@Benchmark
	public CorsPolicies changeOneOrigin(Origins origins) {
		return origins.policies.with(origins.changed);
	}

	@Benchmark
	public String explainUncoveredPath(Policies policies) {
		return explain(Diagnosis.of(policies.request, policies.policies));
	}

	@Benchmark
	public CorsPolicies changeOrigins(Policies policies) {
		return policies.policies.with(policies.changedOrigins);
	}

	@Benchmark
	public CorsPolicies changePaths(Policies policies) {
		return policies.policies.with(policies.changedPaths);
	}

	@Benchmark
	public CorsPolicies compilePolicies(Policies policies) {
		return CorsPolicies.compile(policies.policies.policies());
	}

	private static String explain(Diagnosis diagnosis) {
		return diagnosis.sentence() + diagnosis.change().map(PolicyChange::yaml).orElse("");
	}

	static String report(Collection<RunResult> results) {
		MarkdownTables report = new MarkdownTables();
		report.heading("Explaining and changing");
		report.header("operation", "entries or policies", "CPU µs", "±");
		for (RunResult result : results) {
			String name = result.getParams().getBenchmark();
			Result<?> cpu = result.getSecondaryResults().get(ThreadCpuProfiler.RESULT);
			report.row(Stream.of(name.substring(name.lastIndexOf('.') + 1), result.getParams().getParam("size"),
					MarkdownTables.number(cpu.getScore() / 1000), MarkdownTables.number(cpu.getScoreError() / 1000)));
		}
		return report.toString();
	}

	/** One policy of many origins, and a sibling of some of them. */
	@State(Scope.Benchmark)
	public static class Origins {

		@Param({ "10", "100000" })
		private int size;

		private CorsPolicies policies;

		/** Of new strings, as configuration that is read again has them. */
		private CorsPolicy changed;

		private final CorsRequest request = new CorsRequest("GET", "/api/1").origin("https://unknown.example7.com");

		@Setup
		public void compile() {
			this.policies = CorsPolicies.compile(List.of(policy("tenant-")));
			this.changed = policy("other-");
		}

		private CorsPolicy policy(String middle) {
			return CorsPolicy.named("api")
				.paths("/api/**")
				.allowedOrigins(IntStream.range(0, this.size)
					.mapToObj((i) -> "https://" + ((i == this.size / 2) ? middle : "tenant-") + i + ".example" + i % 50
							+ ".com")
					.toList())
				.build();
		}

	}

	/** Many policies, of which the last one allows the origin. */
	@State(Scope.Benchmark)
	public static class Policies {

		@Param({ "10", "1000" })
		private int size;

		private CorsPolicies policies;

		private CorsPolicy changedOrigins;

		private CorsPolicy changedPaths;

		private CorsRequest request;

		@Setup
		public void compile() {
			List<CorsPolicy> declared = IntStream.range(0, this.size)
				.mapToObj((i) -> CorsPolicy.named("service-" + i)
					.paths("/service-" + i + "/**")
					.allowedOrigins("https://app-" + i + ".example.com")
					.build())
				.toList();
			this.policies = CorsPolicies.compile(declared);
			this.changedOrigins = declared.get(7).toBuilder().allowedOrigins("https://other.example.com").build();
			this.changedPaths = declared.get(7).toBuilder().paths("/other/**").build();
			this.request = new CorsRequest("GET", "/elsewhere/1")
				.origin("https://app-" + (this.size - 1) + ".example.com");
		}

	}

}
