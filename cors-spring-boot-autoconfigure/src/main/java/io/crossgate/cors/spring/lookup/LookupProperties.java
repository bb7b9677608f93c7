package io.crossgate.cors.spring.lookup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.convert.DurationUnit;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The wire format of {@code cors.lookup}: how the beans are asked that
 * {@code origins-from} names.
 *
 * @since 0.1.0
 */
public class LookupProperties {

	private static final Duration MAX_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration MAX_TTL = Duration.ofDays(1);

	/**
	 * Time a request may wait for a lookup, at most 2s. If a duration suffix is not
	 * specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofMillis(200);

	/**
	 * Time for which an origin stays allowed without being looked up again. If a duration
	 * suffix is not specified, seconds will be used; 0 keeps nothing.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration cacheTtl = Duration.ofSeconds(60);

	/**
	 * Time, give or take a fifth, for which an origin stays refused without being looked
	 * up again. If a duration suffix is not specified, seconds will be used; 0 keeps
	 * nothing.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration negativeCacheTtl = Duration.ofSeconds(10);

	/**
	 * Origins that each policy caches as allowed, and as many as refused.
	 */
	private int maxEntries = 10_000;

	/**
	 * Lookups that may run at the same time; more are denied at once.
	 */
	private int maxConcurrent = 32;

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public Duration getCacheTtl() {
		return this.cacheTtl;
	}

	public void setCacheTtl(Duration cacheTtl) {
		this.cacheTtl = cacheTtl;
	}

	public Duration getNegativeCacheTtl() {
		return this.negativeCacheTtl;
	}

	public void setNegativeCacheTtl(Duration negativeCacheTtl) {
		this.negativeCacheTtl = negativeCacheTtl;
	}

	public int getMaxEntries() {
		return this.maxEntries;
	}

	public void setMaxEntries(int maxEntries) {
		this.maxEntries = maxEntries;
	}

	public int getMaxConcurrent() {
		return this.maxConcurrent;
	}

	public void setMaxConcurrent(int maxConcurrent) {
		this.maxConcurrent = maxConcurrent;
	}

	/**
	 * Return which values are out of range.
	 * @return a problem for each
	 */
	public List<Problem> problems() {
		List<Problem> problems = new ArrayList<>();
		if (this.timeout.compareTo(Duration.ofMillis(1)) < 0 || this.timeout.compareTo(MAX_TIMEOUT) > 0) {
			long millis = this.timeout.toSeconds();
			// Who writes 500 and no unit has milliseconds in mind.
			boolean meant = this.timeout.equals(Duration.ofSeconds(millis)) && millis >= 10 && millis <= 2000;
			problems.add(problem("lookup.timeout", this.timeout,
					"A request waits for it: 1ms to 2s." + (meant ? " A number without a unit is seconds." : ""),
					meant ? millis + "ms" : (this.timeout.compareTo(MAX_TIMEOUT) > 0) ? "2s" : "200ms"));
		}
		check(problems, "lookup.cache-ttl", this.cacheTtl, "60s");
		check(problems, "lookup.negative-cache-ttl", this.negativeCacheTtl, "10s");
		check(problems, "lookup.max-entries", this.maxEntries, 1_000_000, "10000");
		check(problems, "lookup.max-concurrent", this.maxConcurrent, 1000, "32");
		return problems;
	}

	private static void check(List<Problem> problems, String property, Duration ttl, String usual) {
		if (ttl.isNegative() || ttl.compareTo(MAX_TTL) > 0) {
			problems.add(problem(property, ttl, "An answer is cached for a day at most; 0 caches nothing.",
					ttl.isNegative() ? usual : "1d"));
		}
	}

	private static void check(List<Problem> problems, String property, int number, int most, String usual) {
		if (number < 1 || number > most) {
			problems.add(problem(property, number, "It takes 1 to " + most + ".", (number < 1) ? usual : "" + most));
		}
	}

	private static Problem problem(String property, Object value, String message, String fix) {
		return new Problem(ProblemCode.MALFORMED_VALUE, CorsPolicy.DEFAULT_NAME, property, value.toString(), message,
				List.of(PolicyEdit.set(property, fix)));
	}

}
