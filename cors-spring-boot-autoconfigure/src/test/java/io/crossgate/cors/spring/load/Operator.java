package io.crossgate.cors.spring.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.ApplicationContext;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.spring.autoconfigure.CorsPolicyLoader;
import io.crossgate.cors.spring.reload.PolicyReload.Result;
import io.crossgate.cors.spring.reload.PolicyReloads;

/**
 * Does in the loaded application what its standard input says, one command a line, and
 * answers with numbers on its standard output. No request is needed for it, so that it
 * works whatever has become of the server.
 */
final class Operator {

	/** What tells an answer from a line of the log. */
	static final String ANSWER = "operator: ";

	private final ApplicationContext context;

	private final LogCounter log;

	private WaitWatch watch = new WaitWatch();

	private final long started = System.nanoTime();

	Operator(ApplicationContext context, LogCounter log) {
		this.context = context;
		this.log = log;
	}

	void obey(InputStream in, PrintStream out) throws IOException, InterruptedException {
		answer(out, Map.of("port", this.context.getEnvironment().getRequiredProperty("local.server.port", long.class)));
		BufferedReader commands = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		for (String line = commands.readLine(); line != null; line = commands.readLine()) {
			String[] words = line.split(" ");
			answer(out, switch (words[0]) {
				case "collect" -> collect();
				case "count" -> count();
				case "storm" -> storm(Integer.parseInt(words[1]));
				case "release" -> release();
				case "watch" -> watch();
				case "waited" -> Map.of("waited", (long) this.watch.stop());
				default -> throw new IllegalArgumentException(line);
			});
		}
	}

	private static void answer(PrintStream out, Map<String, Long> numbers) {
		// In one piece: the log writes to the same stream.
		out.println(ANSWER + numbers.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")));
		out.flush();
	}

	/** What is reachable through weak references alone takes a second collection. */
	private Map<String, Long> collect() {
		System.gc();
		System.gc();
		Map<String, Long> numbers = new LinkedHashMap<>();
		numbers.put("heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		numbers.putAll(count());
		return numbers;
	}

	private Map<String, Long> count() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		MeterRegistry meters = this.context.getBean(MeterRegistry.class);
		PolicyReloads reloads = this.context.getBean(PolicyReloads.class);
		Map<String, Long> numbers = new LinkedHashMap<>();
		numbers.put("threads", (long) threads.getThreadCount());
		numbers.put("peak", (long) threads.getPeakThreadCount());
		numbers.put("meters", (long) meters.getMeters().size());
		numbers.put("cors-meters",
				meters.getMeters().stream().filter((meter) -> meter.getId().getName().startsWith("cors.")).count());
		numbers.put("minutes", Duration.ofNanos(System.nanoTime() - this.started).toMinutes());
		numbers.put("log", this.log.count(""));
		for (String logger : new String[] { "", "denied", "lookups", "policies", "configuration", "observers" }) {
			numbers.put("log." + logger, this.log.count("io.crossgate.cors." + logger));
		}
		for (Result result : Result.values()) {
			numbers.put("reloads." + result, reloads.count(result));
		}
		numbers.put("stuck", (long) this.context.getBean(ScriptedTenants.class).stuck());
		numbers.put("policies", (long) this.context.getBean(CorsEngine.class).policies().policies().hashCode());
		return numbers;
	}

	/**
	 * Changes one policy again and again, each second time to one that must not be used,
	 * and each other time to the other of two.
	 */
	private Map<String, Long> storm(int changes) throws InterruptedException {
		CorsPolicyLoader loader = this.context.getBean(CorsPolicyLoader.class);
		CorsEngine engine = this.context.getBean(CorsEngine.class);
		long valid = 0;
		long invalid = 0;
		long damage = 0;
		for (int i = 0; i < changes; i++) {
			CorsPolicies before = engine.policies();
			CorsPolicyBuilder policy = (i % 4 < 2) ? Storm.ONE.policy() : Storm.OTHER.policy();
			try {
				loader.put((i % 2 == 0) ? policy.build() : broken(policy, i));
				valid++;
			}
			catch (InvalidCorsPolicyException ex) {
				invalid++;
				damage += (engine.policies() == before) ? 0 : 1;
			}
			Thread.sleep(2);
		}
		return Map.of("valid", valid, "invalid", invalid, "damage", damage);
	}

	private static CorsPolicy broken(CorsPolicyBuilder policy, int i) {
		return switch (i % 3) {
			case 0 -> policy.allowedOrigins("https://partner.example.net/").build();
			case 1 -> policy.allowedOrigins("*").allowCredentials(true).build();
			default -> policy.paths("/listed/**").build();
		};
	}

	private Map<String, Long> watch() {
		this.watch = new WaitWatch();
		this.watch.start();
		return Map.of();
	}

	private Map<String, Long> release() {
		this.context.getBean(ScriptedTenants.class).release();
		return Map.of();
	}

}
