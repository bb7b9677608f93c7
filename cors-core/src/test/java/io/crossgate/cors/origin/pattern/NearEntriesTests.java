package io.crossgate.cors.origin.pattern;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which entries an origin may have been meant for, by example.
 */
class NearEntriesTests {

	@ParameterizedTest(name = "{0} is near {2} of {1}")
	@CsvSource(
			textBlock = """
					# The same host.
					https://a.example        | https://a.example                        | all
					http://a.example         | https://a.example                        | all
					https://a.example        | http://a.example                         | all
					app://a                  | https://a.example app://b                | none
					https://a.example:1      | https://a.example:2                      | all
					https://a.example:1      | https://a.example:2 https://a.example:3  | https://a.example:2
					https://a.example:1      | https://a.example:2 https://a.example:1  | all
					https://a.example:1      | https://a.example:2 https://a.example:1 https://b.example:1 | https://a.example:2 https://a.example:1
					https://a.example:1      | https://b.example:1 https://a.example:2 https://a.example:1 | https://a.example:2 https://a.example:1
					https://a.example:1      | https://a.example:2 https://a.example:*  | all
					http://a.example:1       | https://a.example:2 http://a.example:3   | all
					# Other names of one host.
					https://a.example.       | https://a.example                        | all
					https://a.example        | https://a.example.                       | all
					https://a.example        | https://www.a.example                    | all
					https://www.a.example    | https://a.example                        | all
					http://localhost:3000    | http://127.0.0.1:3000 http://[::1]:3000  | all
					http://app.localhost     | http://localhost                         | all
					http://127.0.0.1         | http://localhost http://a.example        | http://localhost
					https://a.example        | http://localhost http://127.0.0.1        | none
					app://abcd               | app://AbCd                               | all
					app://ABCD               | app://abcd app://x                       | app://abcd
					# Wildcards that match, but for the scheme or the port.
					https://b.a.example      | https://*.a.example                      | all
					https://c.b.a.example    | http://*.a.example:*                     | all
					https://b.a.example.     | https://*.a.example                      | all
					https://bee.app.example  | https://*.app.example https://*.example.org | https://*.app.example
					https://x-1-y.a.example  | https://x-*-y.a.example                  | all
					https://x-1.a.example    | http://x-*.a.example                     | all
					https://1-y.a.example    | https://*-y.a.example                    | all
					https://x-1.a.example    | https://y-*.a.example https://x-*.a.example https://z-*.a.example | https://y-*.a.example https://x-*.a.example
					https://1-y.a.example    | https://*.a.example https://*-x.a.example https://*-y.a.example | all
					https://c.b.a.example    | https://x-*.a.example https://*.a.example | all
					# Hosts and patterns above and below.
					https://b.a.example      | https://a.example                        | all
					https://c.b.a.example    | https://a.example                        | all
					https://cee.bee.example  | https://bee.example https://example.org  | https://bee.example
					https://cee.bee.example  | https://x-*.bee.example https://example.org | https://x-*.bee.example
					https://a.example        | https://b.a.example                      | all
					https://app.example      | https://b.app.example                    | all
					https://a.example        | https://c.b.a.example                    | all
					https://a.example        | https://*.a.example                      | all
					https://a.example        | https://x-*.a.example                    | all
					https://y.a.example      | https://x-*.a.example                    | all
					https://b.a.example      | https://*.a.example https://a.example    | all
					https://a.example        | https://b.a.example https://www.a.example | all
					https://a.example        | https://b.a.example https://*.a.example  | all
					https://a.example        | https://b.a.example https://x-*.a.example | all
					https://y.a.example      | https://a.example https://x-*.a.example  | all
					# Parts of the host, only if there is nothing nearer.
					https://a.example.evil.b | https://a.example                        | all
					https://xa.example       | https://a.example                        | all
					https://xa.example.b     | https://*.a.example                      | all
					https://xa.example.b     | https://y-*.a.example                    | all
					https://xa.example.b     | https://a.example https://example.b      | https://example.b
					https://xa.example.b     | https://a.example.c                      | none
					# Another first label, only if there is nothing nearer either.
					https://b.a.example      | https://c.a.example                      | all
					https://b.a.example      | https://c.a.example https://a.example    | https://a.example
					https://b.a.example      | https://d.c.a.example                    | none
					https://a.example        | https://b.example                        | none
					https://a                | https://b                                | none
					# What has no host is always there; to what is no origin, nothing else is near.
					https://a.example        | null https://b.example *                 | null *
					https://A.example        | null https://a.example                   | null
					""",
			delimiter = '|')
	void anOriginIsNearEntriesThatDifferInOneWay(String origin, String entries, String near) {
		List<String> all = List.of(entries.split(" +"));
		List<String> expected = near.equals("all") ? all : near.equals("none") ? List.of() : List.of(near.split(" "));
		assertThat(set(all.stream()).near(origin)).isEqualTo(expected);
	}

	@Test
	void eachOfManyHostsAndPortsIsFound() {
		OriginSet set = set(IntStream.range(0, 300).mapToObj((i) -> "https://a" + i / 3 + ".example:" + (1 + i % 3)));
		for (int i = 0; i < 100; i++) {
			String host = "https://a" + i + ".example:";
			assertThat(set.near(host + 9)).containsExactly(host + 1);
			assertThat(set.near(host + 3)).containsExactly(host + 1, host + 3);
		}
		assertThat(set.near("https://b.example:1")).isEmpty();
	}

	@Test
	void hostsThatHaveOneHashAreToldApart() {
		// Read from their ends, the hosts have one hash: 99 * 31 + 48 is 97 * 31 + 110.
		OriginSet set = set(Stream.of("https://0c.example", "https://na.example"));
		assertThat(set.near("http://na.example")).containsExactly("https://na.example");
		assertThat(set.near("http://0c.example")).containsExactly("https://0c.example");
	}

	@Test
	void aLongHostIsFoundWithinALongerOne() {
		String host = ("a".repeat(63) + ".").repeat(3) + "b".repeat(57);
		OriginSet set = set(Stream.of("https://" + host, "https://c.example"));
		assertThat(set.near("https://" + host + ".c")).containsExactly("https://" + host);
	}

	private static OriginSet set(Stream<String> entries) {
		return OriginSet.compile(entries.map(OriginPattern::parse).toList());
	}

}
