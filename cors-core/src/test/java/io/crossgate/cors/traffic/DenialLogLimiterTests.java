package io.crossgate.cors.traffic;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DenialLogLimiterTests {

	private static final CorsPolicies POLICIES = CorsPolicies.compile(List.of(CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.allowedHeaders("x-a")
		.build()));

	private final DenialLogLimiter limiter = new DenialLogLimiter(3);

	@Test
	void oneLineForEachDistinctDenialAndMinute() {
		assertThat(acquire("https://a.example", "/api/1", 0)).hasValue(0);
		assertThat(acquire("https://a.example", "/api/1", 0)).isEmpty();
		assertThat(acquire("https://a.example", "/api/2", 59_999)).isEmpty();
		assertThat(acquire("https://a.example", "/api/x", 59_999)).hasValue(2);
		assertThat(acquire("https://a.example", "/api/1", 60_000)).hasValue(0);
	}

	@Test
	void notMoreThanSoManyLinesInAnyMinute() {
		assertThat(acquire("https://a.example", "/api/1", 0)).hasValue(0);
		assertThat(acquire("https://b.example", "/api/1", 30_000)).hasValue(0);
		assertThat(acquire("https://c.example", "/api/1", 30_000)).hasValue(0);
		assertThat(acquire("https://d.example", "/api/1", 59_999)).isEmpty();
		assertThat(this.limiter.suppressed()).isEqualTo(1);
		assertThat(acquire("https://d.example", "/api/1", 60_000)).hasValue(1);
		assertThat(acquire("https://e.example", "/api/1", 60_000)).isEmpty();
	}

	@Test
	void malformedOriginsAreOne() {
		assertThat(acquire("x\ny", "/api/1", 0)).hasValue(0);
		assertThat(acquire("x\nz", "/api/1", 0)).isEmpty();
	}

	@Test
	void aRequestIsCopiedOnlyIfThereIsRoom() {
		AtomicInteger copies = new AtomicInteger();
		for (int i = 0; i < 100; i++) {
			CorsRequest request = request("https://o" + i + ".example", "/api/1");
			this.limiter.acquire(POLICIES.decide(request), () -> {
				copies.incrementAndGet();
				return request;
			}, 0);
		}
		assertThat(copies).hasValue(3);
		assertThat(this.limiter.suppressed()).isEqualTo(97);
	}

	@Test
	void whoComesWhileAnotherIsBeingReadDoesNotMakeALineTooMany() {
		DenialLogLimiter one = new DenialLogLimiter(1);
		CorsRequest slow = request("https://a.example", "/api/1");
		CorsRequest quick = request("https://b.example", "/api/1");
		assertThat(one.acquire(POLICIES.decide(slow), () -> {
			assertThat(one.acquire(POLICIES.decide(quick), () -> quick, 0)).hasValue(0);
			return slow;
		}, 0)).isEmpty();
		assertThat(one.suppressed()).isEqualTo(1);
	}

	@Test
	void aClockThatIsSetBackDoesNotSilenceTheLog() {
		assertThat(acquire("https://a.example", "/api/1", 10_000_000)).hasValue(0);
		assertThat(acquire("https://a.example", "/api/1", 5_000_000)).hasValue(0);
	}

	@Test
	void theLimitHoldsInEveryMinuteOfAFlood() {
		long seed = 5;
		Random random = new Random(seed);
		long[] written = new long[4000];
		int lines = 0;
		long now = 0;
		for (int i = 0; i < 200_000; i++) {
			now += random.nextInt(100);
			if (acquire("https://o" + random.nextInt(1000) + ".example", "/api/x", now).isPresent()) {
				written[lines++] = now;
			}
		}
		assertThat(lines).as("seed %d", seed).isGreaterThan(300);
		for (int i = 3; i < lines; i++) {
			assertThat(written[i] - written[i - 3]).as("seed %d, line %d", seed, i).isGreaterThanOrEqualTo(60_000);
		}
	}

	@Test
	void aScannerCanNotSilenceAReasonOfItsOwn() {
		DenialLogLimiter twenty = new DenialLogLimiter(20);
		assertThat(scan(twenty, 0, 100, 0)).isEqualTo(15);
		CorsRequest honest = preflight("https://app.example.com", "x-other");
		assertThat(acquire(twenty, honest, 1)).hasValue(85);
		assertThat(acquire(twenty, honest, 2)).isEmpty();
		assertThat(acquire(twenty, preflight("https://app.example.com", "x-third"), 3)).isEmpty();
		assertThat(acquire(twenty, request("null", "/api/1"), 3)).isPresent();
		// Reasons are few, but not so few that they may have the rest as well.
		assertThat(acquire(twenty, request("https://a.example/", "/api/1"), 4)).isEmpty();
	}

	@Test
	void aScannerCanNotSilenceAPageThatKeepsTrying() {
		DenialLogLimiter twenty = new DenialLogLimiter(20);
		assertThat(scan(twenty, 0, 20, 0)).isEqualTo(15);
		CorsRequest honest = request("https://page.example", "/api/1");
		assertThat(acquire(twenty, honest, 1)).isEmpty();
		for (int minute = 1; minute <= 30; minute++) {
			long now = minute * 61_000L;
			assertThat(scan(twenty, minute * 1000, 500, now)).isEqualTo(15);
			assertThat(acquire(twenty, honest, now + 1)).as("minute %d", minute).isPresent();
			assertThat(acquire(twenty, request("https://page.example", "/api/2/x"), now + 2)).isEmpty();
			assertThat(scan(twenty, minute * 1000 + 500, 400, now + 3)).isZero();
		}
	}

	@Test
	void whatIsKeptIsNotForNewcomersAndNotMoreThanTheLimit() {
		DenialLogLimiter twenty = new DenialLogLimiter(20);
		for (int i = 0; i < 30; i++) {
			acquire(twenty, request("https://page" + i + ".example", "/api/1"), 0);
		}
		int written = scan(twenty, 0, 50, 70_000);
		assertThat(written).isEqualTo(15);
		for (int i = 0; i < 30; i++) {
			written += acquire(twenty, request("https://page" + i + ".example", "/api/1"), 70_001).isPresent() ? 1 : 0;
		}
		assertThat(written).isEqualTo(20);
		AtomicInteger copies = new AtomicInteger();
		CorsRequest late = request("https://late.example", "/api/1");
		assertThat(twenty.acquire(POLICIES.decide(late), () -> {
			copies.incrementAndGet();
			return late;
		}, 70_002)).isEmpty();
		assertThat(copies).hasValue(0);
	}

	/** Returns how many lines so many requests, each of another origin, have got. */
	private static int scan(DenialLogLimiter limiter, int from, int count, long now) {
		int lines = 0;
		for (int i = from; i < from + count; i++) {
			lines += acquire(limiter, request("https://scan" + i + ".example", "/api/1"), now).isPresent() ? 1 : 0;
		}
		return lines;
	}

	private static OptionalLong acquire(DenialLogLimiter limiter, CorsRequest request, long now) {
		return limiter.acquire(POLICIES.decide(request), () -> request, now);
	}

	private static CorsRequest preflight(String origin, String header) {
		return new CorsRequest("OPTIONS", "/api/1").origin(origin)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", header);
	}

	@Test
	void aLimitIsANumberOfLinesThatALogTakes() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DenialLogLimiter(0));
		assertThatIllegalArgumentException().isThrownBy(() -> new DenialLogLimiter(1001)).withMessageContaining("1001");
	}

	private OptionalLong acquire(String origin, String path, long now) {
		CorsRequest request = request(origin, path);
		return this.limiter.acquire(POLICIES.decide(request), () -> request, now);
	}

	private static CorsRequest request(String origin, String path) {
		return new CorsRequest("GET", path).origin(origin);
	}

}
