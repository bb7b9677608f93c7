package io.crossgate.cors.origin.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.SampleSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The compiled set against a loop over regular expressions, on generated policies and
 * origins that nearly match.
 */
class OriginSetTests {

	private static final int SETS = SampleSize.of(2000);

	private static final int ORIGINS = 60;

	private static final int CANONICAL = SampleSize.of(200_000);

	private static final List<String> HOSTS = List.of("example.com", "a.example.com", "b.a.example.com", "foo.com",
			"bar.com", "oo.com", "localhost", "xn--bcher-kva.example", "com.example.com", "a_b.example.com",
			"example.com.");

	private static final List<String> LABELS = List.of("a", "b", "shop", "shop-1", "shop-1-acme", "x-acme", "0", "a_b",
			"shop--acme", "shop-acme", "xn--bcher-kva", "-");

	private static final List<String> OTHERS = List.of("http://127.0.0.1", "http://127.0.0.1:8080", "http://[::1]",
			"http://[2001:db8::1]:3000", "http://[::1]:*", "http://127.0.0.1:*", "null", "capacitor://localhost",
			"chrome-extension://abcdefghijklmnop");

	private final long seed = Long.getLong("test.seed", 20261124L);

	@Test
	void agreesWithALoopOverRegularExpressions() {
		Random random = new Random(this.seed);
		int allowed = 0;
		for (int i = 0; i < SETS; i++) {
			List<OriginPattern> patterns = patterns(random);
			OriginSet set = OriginSet.compile(patterns);
			for (int j = 0; j < ORIGINS; j++) {
				String origin = origin(patterns, random);
				boolean expected = NaiveOrigins.matches(patterns, origin);
				assertThat(set.contains(origin)).as("<%s> in %s, seed %s", origin, patterns, this.seed)
					.isEqualTo(expected);
				allowed += expected ? 1 : 0;
			}
		}
		assertThat(allowed).as("seed %s", this.seed).isBetween(SETS * ORIGINS / 5, SETS * ORIGINS * 4 / 5);
	}

	@Test
	void canonicalIsWhatARegularExpressionSays() {
		Random random = new Random(this.seed);
		int canonical = 0;
		for (int i = 0; i < CANONICAL; i++) {
			String origin = Mutations.mutate((i % 3 == 0) ? address(random) : instance(entry(random), random), random);
			boolean expected = NaiveOrigins.isCanonical(origin);
			assertThat(Origin.isCanonical(origin)).as("<%s>, seed %s", origin, this.seed).isEqualTo(expected);
			assertThat(Origin.parse(origin).map(Origin::toString).orElse(null)).isEqualTo(expected ? origin : null);
			canonical += expected ? 1 : 0;
		}
		assertThat(canonical).as("seed %s", this.seed).isBetween(CANONICAL / 5, CANONICAL * 4 / 5);
	}

	@Test
	void correctionsOfAddressesAreWhatBrowsersSerialise() {
		Random random = new Random(this.seed);
		for (int i = 0; i < CANONICAL / 10; i++) {
			String address = looseAddress(random);
			String expected = NaiveOrigins.serialise(address);
			assertThat(Ipv6.canonical(address)).as("%s, seed %s", address, this.seed)
				.isEqualTo(expected.isEmpty() ? null : expected);
		}
	}

	@Test
	void orderAndRepetitionDoNotMatter() {
		Random random = new Random(this.seed);
		for (int i = 0; i < SETS; i++) {
			List<OriginPattern> patterns = patterns(random);
			List<OriginPattern> shuffled = new ArrayList<>(patterns);
			shuffled.addAll(patterns);
			Collections.shuffle(shuffled, random);
			OriginSet one = OriginSet.compile(patterns);
			OriginSet other = OriginSet.compile(shuffled);
			for (int j = 0; j < ORIGINS; j++) {
				String origin = origin(patterns, random);
				assertThat(other.contains(origin)).as("<%s> in %s, seed %s", origin, patterns, this.seed)
					.isEqualTo(one.contains(origin));
			}
		}
	}

	@Test
	void anotherEntryNeverTakesAPermissionAway() {
		Random random = new Random(this.seed);
		for (int i = 0; i < SETS; i++) {
			List<OriginPattern> patterns = patterns(random);
			List<OriginPattern> more = new ArrayList<>(patterns);
			more.add(OriginPattern.parse(entry(random)));
			OriginSet fewer = OriginSet.compile(patterns);
			OriginSet set = OriginSet.compile(more);
			for (int j = 0; j < ORIGINS; j++) {
				String origin = origin(patterns, random);
				assertThat(set.contains(origin) || !fewer.contains(origin))
					.as("<%s> in %s, seed %s", origin, patterns, this.seed)
					.isTrue();
			}
		}
	}

	@Test
	void theLocaleDoesNotMatter() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr-TR"));
			agreesWithALoopOverRegularExpressions();
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	void whateverIsNoOriginIsNotAllowed() {
		OriginSet set = OriginSet.compile(List.of(OriginPattern.parse("https://*.example.com:*")));
		assertThat(set.contains("")).isFalse();
		assertThat(set.contains("https://a.example.com" + "a".repeat(70_000))).isFalse();
		assertThat(OriginSet.compile(List.of()).contains("https://a.example.com")).isFalse();
		assertThat(OriginSet.compile(List.of()).isAny()).isFalse();
		assertThat(OriginSet.compile(List.of(OriginPattern.parse("any"))).isAny()).isTrue();
	}

	@Test
	void theLongestOriginIsAllowed() {
		String host = ("a".repeat(63) + ".").repeat(3) + "b".repeat(61);
		String scheme = "s".repeat(64);
		String longest = scheme + "://" + host + ":65535";
		assertThat(longest).hasSize(326);
		assertThat(OriginSet.compile(List.of(OriginPattern.parse(longest))).contains(longest)).isTrue();
		assertThat(Origin.isCanonical(longest)).isTrue();
		assertThat(Origin.isCanonical("s" + longest)).isFalse();
		String tail = host.substring(64);
		OriginSet below = OriginSet.compile(List.of(OriginPattern.parse("https://*." + tail)));
		assertThat(below.contains("https://" + host)).isTrue();
		assertThat(below.contains("https://a" + host)).isFalse();
	}

	@ParameterizedTest(name = "{0} allows {1}: {2}")
	@CsvSource({ "https://*.a.example, https://b.a.example, true", "https://*.a.example, https://c.b.a.example, true",
			"https://*.a.example, https://a.example, false", "https://*.a.example, https://*.a.example, false",
			"https://*.a.example, https://.a.example, false", "https://*.a.example, https://b.a.example., false",
			"https://*.a.example, http://b.a.example, false", "https://*.a.example, https://b.a.example:8443, false",
			"http://localhost:*, http://localhost, true", "http://localhost:*, http://localhost:3000, true",
			"http://localhost:*, http://localhost:*, false", "http://localhost:*, http://localhost:80, false",
			"http://localhost:*, https://localhost:3000, false", "http://localhost:*, http://a.localhost:3000, false",
			"https://shop-*-x.a.example, https://shop-1-x.a.example, true",
			"https://shop-*-x.a.example, https://shop---x.a.example, true",
			"https://shop-*-x.a.example, https://shop--x.a.example, false",
			"https://shop-*-x.a.example, https://shop-x.a.example, false",
			"https://shop-*-x.a.example, https://shop-1_2-x.a.example, false",
			"https://shop-*-x.a.example, https://shop-1.2-x.a.example, false",
			"https://shop-*-x.a.example, https://b.shop-1-x.a.example, false", "null, null, true", "null, NULL, false",
			"any, null, true", "any, https://b.example, true", "https://a.example, null, false",
			"https://a.example, https://a.example, true", "https://a.example, https://b.example, false" })
	void setOfOneEntryAllowsWhatItMatches(String entry, String origin, boolean allowed) {
		List<OriginPattern> patterns = List.of(OriginPattern.parse(entry));
		assertThat(OriginSet.compile(patterns).contains(origin)).isEqualTo(allowed);
		assertThat(NaiveOrigins.matches(patterns, origin)).isEqualTo(allowed);
	}

	@Test
	void manyOriginsAreToldApart() {
		OriginSet set = OriginSet.compile(
				IntStream.range(0, 100).mapToObj((i) -> OriginPattern.parse("https://a" + i + ".example")).toList());
		for (int i = 0; i < 110; i++) {
			assertThat(set.contains("https://a" + i + ".example")).isEqualTo(i < 100);
		}
	}

	@Test
	void aBuilderKnowsWhatItHas() {
		List<String> texts = List.of("https://a.example", "https://*.a.example", "null", "*", "any");
		OriginSet.Builder builder = new OriginSet.Builder(texts, texts, null);
		for (int i = 0; i < texts.size(); i++) {
			assertThat(builder.add(i, OriginPattern.parse(texts.get(i)))).isTrue();
			assertThat(builder.add(texts.size() + i, OriginPattern.parse(texts.get(i)))).isFalse();
		}
		assertThat(builder.build().isAny()).isTrue();
	}

	@Test
	void theEntryThatAllowsAnOriginIsKnownByItsPosition() {
		List<String> entries = List.of("https://a.example", "https://*.b.example", "null", "http://c.example:*",
				"https://x.b.example");
		OriginSet set = OriginSet.compile(entries.stream().map(OriginPattern::parse).toList());
		List<String> origins = List.of("https://a.example", "https://y.b.example", "null", "http://c.example:81",
				"https://x.b.example");
		for (int i = 0; i < origins.size(); i++) {
			assertThat(set.find(origins.get(i))).isEqualTo(i);
			assertThat(set.text(i)).isEqualTo(entries.get(i));
		}
		assertThat(set.size()).isEqualTo(5);
		assertThat(set.find("https://d.example")).isEqualTo(OriginSet.NONE);
		assertThat(set.exact("https://x.b.example")).isEqualTo(4);
		assertThat(set.exact("https://y.b.example")).isEqualTo(OriginSet.NONE);
		OriginSet any = OriginSet
			.compile(Stream.of("https://a.example", "any", "*").map(OriginPattern::parse).toList());
		assertThat(any.find("https://a.example")).isEqualTo(1);
		assertThat(any.exact("https://a.example")).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8, 9, 40 })
	void fewOriginsAndManyAreFoundAlike(int size) {
		OriginSet set = OriginSet.compile(
				IntStream.range(0, size).mapToObj((i) -> OriginPattern.parse("https://a" + i + ".example")).toList());
		for (int i = 0; i < size; i++) {
			assertThat(set.find("https://a" + i + ".example")).isEqualTo(i);
		}
		assertThat(set.find("https://a" + size + ".example")).isEqualTo(OriginSet.NONE);
	}

	@Test
	void aBuilderKeepsWhatAnotherSetKnows() {
		OriginSet known = OriginSet.compile(
				IntStream.range(0, 20).mapToObj((i) -> OriginPattern.parse("https://a" + i + ".example")).toList());
		List<String> first = List.of("https://b.example", "https://a7.example", "https://a3.example");
		List<String> second = List.of("https://a3.example", "https://*.c.example");
		OriginSet.Builder builder = new OriginSet.Builder(first, second, known);
		assertThat(builder.add(0, OriginPattern.parse("https://b.example"))).isTrue();
		assertThat(builder.add(1, OriginPattern.parse("https://a7.example"))).isTrue();
		assertThat(builder.keep(2, 3)).isTrue();
		assertThat(builder.keep(3, 3)).isFalse();
		assertThat(builder.add(4, OriginPattern.parse("https://*.c.example"))).isTrue();
		OriginSet set = builder.build();
		assertThat(Stream.of("https://b.example", "https://a7.example", "https://a3.example", "https://x.c.example",
				"https://a4.example"))
			.extracting(set::find)
			.containsExactly(0, 1, 2, 4, OriginSet.NONE);
		assertThat(known.find("https://a7.example")).isEqualTo(7);
		OriginSet.Builder turned = new OriginSet.Builder(
				IntStream.range(0, 20).mapToObj((i) -> "https://a" + (19 - i) + ".example").toList(), List.of(), known);
		for (int i = 0; i < 20; i++) {
			assertThat(turned.keep(i, 19 - i)).isTrue();
		}
		assertThat(turned.build().find("https://a7.example")).isEqualTo(12);
	}

	@Test
	void collidingHostsAreToldApart() {
		// Read from their ends, both hosts have one hash: 99 * 31 + 48 is 97 * 31 + 110.
		OriginSet set = OriginSet.compile(List.of(OriginPattern.parse("https://*.0c.example")));
		assertThat(set.contains("https://x.0c.example")).isTrue();
		assertThat(set.contains("https://x.na.example")).isFalse();
		OriginSet both = OriginSet.compile(
				List.of(OriginPattern.parse("https://*.0c.example"), OriginPattern.parse("https://*.na.example:*")));
		assertThat(both.contains("https://x.0c.example")).isTrue();
		assertThat(both.contains("https://x.na.example:8443")).isTrue();
		assertThat(both.contains("https://x.0c.example:8443")).isFalse();
	}

	private static List<OriginPattern> patterns(Random random) {
		List<OriginPattern> patterns = new ArrayList<>();
		for (int i = random.nextInt(12); i >= 0; i--) {
			patterns.add(OriginPattern.parse(entry(random)));
		}
		return patterns;
	}

	private static String entry(Random random) {
		if (random.nextInt(8) == 0) {
			return pick(OTHERS, random);
		}
		String host = pick(HOSTS, random);
		String label = switch (random.nextInt(6)) {
			case 0 -> "*.";
			case 1 -> "shop-*.";
			case 2 -> "shop-*-acme.";
			case 3 -> "*-acme.";
			default -> "";
		};
		String port = switch (random.nextInt(5)) {
			case 0 -> ":*";
			case 1 -> ":8443";
			default -> "";
		};
		return ((random.nextInt(4) == 0) ? "http://" : "https://") + label + host + port;
	}

	/** An origin the entry matches, more often than not. */
	private static String instance(String entry, Random random) {
		String port = switch (random.nextInt(4)) {
			case 0 -> "";
			case 1 -> ":443";
			default -> ":" + (1 + random.nextInt(66_000));
		};
		String labels = (random.nextInt(3) == 0) ? pick(LABELS, random) + "." + pick(LABELS, random)
				: pick(LABELS, random);
		return entry.replaceFirst(":\\*$", port).replace("*", labels);
	}

	private static String origin(List<OriginPattern> patterns, Random random) {
		String entry = (random.nextInt(10) == 0) ? entry(random) : pick(patterns, random).text();
		String origin = instance(entry, random);
		return (random.nextInt(3) == 0) ? origin : Mutations.mutate(origin, random);
	}

	private static String address(Random random) {
		String host = (random.nextBoolean())
				? random.nextInt(260) + "." + random.nextInt(260) + "." + random.nextInt(12) + "." + random.nextInt(260)
				: "[" + (random.nextBoolean() ? NaiveOrigins.serialise(looseAddress(random)) : looseAddress(random))
						+ "]";
		return "http://" + host + (random.nextBoolean() ? "" : ":" + random.nextInt(70_000));
	}

	private static String looseAddress(Random random) {
		StringBuilder address = new StringBuilder();
		int pieces = (random.nextInt(3) == 0) ? random.nextInt(10) : 8;
		for (int i = 0; i < pieces; i++) {
			address.append((i == 0) ? "" : ":")
				.append((random.nextInt(3) > 0) ? "0" : Integer.toHexString(random.nextInt(0x10000)));
		}
		if (random.nextInt(3) == 0 && !address.isEmpty()) {
			address.insert(random.nextInt(address.length()), random.nextBoolean() ? "::" : ":");
		}
		return address.toString();
	}

	private static <T> T pick(List<T> list, Random random) {
		return list.get(random.nextInt(list.size()));
	}

}
