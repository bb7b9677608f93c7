package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The entries near an origin are found through an index. The naive twin looks at every
 * entry, one after the other.
 */
class NearOriginsTests {

	private static final long SEED = Long.getLong("test.seed", 20261129L);

	private static final int ROUNDS = SampleSize.of(6000);

	private static final int ORIGINS_A_ROUND = 10;

	private static final List<String> HOSTS = List.of("example.com", "app.example.com", "www.example.com",
			"api.app.example.com", "example.com.evil.com", "xexample.com", "example.co", "localhost", "app.localhost",
			"127.0.0.1", "[::1]", "10.0.0.1", "shop-1-acme.vercel.app", "shop-22-acme.vercel.app", "vercel.app",
			"x.shop-1-acme.vercel.app", "com", "a.b", "b", "app.example.com.");

	private static final List<String> WILDCARDS = List.of("*.example.com", "*.app.example.com",
			"shop-*-acme.vercel.app", "shop-*.vercel.app", "*-acme.vercel.app", "*.vercel.app", "w*.example.com",
			"*.com", "*.a.b");

	private static final List<String> APP_HOSTS = List.of("localhost", "-", "AbCd", "abcd", "ABCD.x", "www.abcd");

	private static final List<String> PORTS = List.of("", "", "", ":3000", ":8443", ":*");

	private final Random random = new Random(SEED);

	@Test
	void nearestEntryIsThatOfAllEntries() {
		Map<MismatchKind, Integer> kinds = new EnumMap<>(MismatchKind.class);
		for (int round = 0; round < ROUNDS; round++) {
			List<String> entries = IntStream.range(0, this.random.nextInt(14)).mapToObj((i) -> entry()).toList();
			OriginSet set = OriginSet.compile(entries.stream().map(OriginPattern::parse).toList());
			for (int i = 0; i < ORIGINS_A_ROUND; i++) {
				String origin = origin();
				List<String> near = set.near(origin);
				ClosestMatch closest = ClosestOriginFinder.of(origin, near);
				assertThat(closest).as("seed %d, round %d: %s among %s", SEED, round, origin, entries)
					.isEqualTo(ClosestOriginFinder.of(origin, entries));
				assertThat(ClosestOriginFinder.isLookalike(origin, near))
					.isEqualTo(ClosestOriginFinder.isLookalike(origin, entries));
				assertThat(matching(origin, near)).as("seed %d, round %d: %s among %s", SEED, round, origin, entries)
					.isEqualTo(matching(origin, entries));
				kinds.merge(closest.kind(), 1, Integer::sum);
			}
		}
		// Every way in which hosts differ has been among them.
		assertThat(kinds).containsKeys(MismatchKind.NONE, MismatchKind.SCHEME, MismatchKind.PORT,
				MismatchKind.LOOPBACK_NAME, MismatchKind.WWW, MismatchKind.TRAILING_DOT, MismatchKind.APEX,
				MismatchKind.EXTRA_LABEL, MismatchKind.MISSING_LABEL, MismatchKind.WILDCARD_LABEL, MismatchKind.SIBLING,
				MismatchKind.LOOKALIKE, MismatchKind.ORIGIN_CASE);
	}

	@Test
	void nearEntriesAreFewOfMany() {
		List<OriginPattern> entries = IntStream.range(0, 20_000)
			.mapToObj(
					(i) -> OriginPattern.parse("https://tenant-" + i + ".example.com" + ((i % 3 == 0) ? ":8443" : "")))
			.toList();
		OriginSet set = OriginSet.compile(entries);
		assertThat(set.near("https://tenant-7.example.com:9000")).hasSize(1);
		assertThat(set.near("http://example.com:8443")).containsExactly("https://tenant-0.example.com:8443");
		assertThat(set.near("https://other.example.com")).containsExactly("https://tenant-0.example.com:8443",
				"https://tenant-1.example.com");
		assertThat(set.near("https://unknown.example")).isEmpty();
	}

	@Test
	void entriesWithoutAHostAreAlwaysAmongThem() {
		OriginSet set = OriginSet
			.compile(Stream.of("null", "https://a.example", "*").map(OriginPattern::parse).toList());
		assertThat(set.near("null")).containsExactly("null", "*");
		assertThat(set.near("https://b.example")).containsExactly("null", "*");
		assertThat(set.near("http://a.example")).containsExactly("null", "https://a.example", "*");
	}

	private static List<String> matching(String origin, List<String> entries) {
		return entries.stream()
			.filter((entry) -> OriginSet.compile(List.of(OriginPattern.parse(entry))).contains(origin))
			.limit(1)
			.toList();
	}

	private String entry() {
		List<String> drawn = new ArrayList<>();
		while (drawn.isEmpty()) {
			String entry = (this.random.nextInt(8) == 0) ? "app://" + pick(APP_HOSTS) : pick(List.of("https", "http"))
					+ "://" + ((this.random.nextInt(4) == 0) ? pick(WILDCARDS) : host()) + pick(PORTS);
			try {
				drawn.add(OriginPattern.parse((this.random.nextInt(40) == 0) ? pick(List.of("*", "null")) : entry)
					.text());
			}
			catch (IllegalArgumentException ex) {
				// Not every combination is an entry.
			}
		}
		return drawn.get(0);
	}

	private String origin() {
		return (this.random.nextInt(8) == 0) ? "app://" + pick(APP_HOSTS)
				: pick(List.of("https", "http")) + "://" + host() + pick(PORTS.subList(0, 5));
	}

	private String host() {
		String host = pick(HOSTS);
		return switch (this.random.nextInt(10)) {
			case 0 -> "www." + host;
			case 1 -> "x." + host;
			case 2 -> host + ".";
			case 3 -> "y" + host;
			default -> host;
		};
	}

	private String pick(List<String> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
