package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;

import static org.assertj.core.api.Assertions.assertThat;

class SpringPatternTests {

	private static final long SEED = 11;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://*.example.com           | https://*.example.com
			https://**.example.com          | https://*.example.com
			https://*.example.com:[*]       | https://*.example.com:*
			https://*.example.com:[8080,81] | https://*.example.com:8080 https://*.example.com:81
			https://app.example.com:[8443]  | https://app.example.com:8443
			http://localhost:*              | http://localhost:*
			https://*example.com            | https://example.com https://*.example.com
			https://app.example.com*        | https://app.example.com
			*://app.example.com             | https://app.example.com http://app.example.com
			*.example.com                   | https://*.example.com http://*.example.com
			https://shop-*-acme.example.com | https://shop-*-acme.example.com
			""")
	void writesWhatSpringLetsIn(String pattern, String entries) {
		assertThat(new SpringPattern(pattern).entries()).contains(entries.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://*", "https://app.example.*", "https://*.*.example.com", "http://192.168.*:3000",
			"https://a.*.example.com", "https://*.Example.com", "https://*:8443" })
	void writesNothingWhereEveryEntryWouldLetInMore(String pattern) {
		assertThat(new SpringPattern(pattern).entries()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "https://*example.com, https://attackerexample.com",
			"https://app.example.*, https://app.example.attacker",
			"http://localhost*, http://localhost.attacker.example",
			"http://192.168.*:3000, http://192.168.attacker:3000" })
	void showsWhoIsLetInByMistake(String pattern, String stranger) {
		SpringPattern read = new SpringPattern(pattern);
		assertThat(read.isLookAlike()).isTrue();
		assertThat(read.lost(read.entries())).hasValue(stranger);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://*.example.com", "https://*app.example.com", "https://shop-*-acme.example.com",
			"http://localhost:*", "https://*" })
	void namesNoLookAlikeWhereTheDomainIsTheOwners(String pattern) {
		assertThat(new SpringPattern(pattern).isLookAlike()).isFalse();
	}

	@Test
	void saysWhatAPatternWithoutASchemeLetsInBesides() {
		SpringPattern pattern = new SpringPattern("*.example.org");
		assertThat(pattern.lost(pattern.entries())).hasValue("attacker://x.example.org");
	}

	/** Whatever is written, Spring lets in all of it, the default port left aside. */
	@Test
	void neverWritesAnEntryThatLetsInMore() {
		Random random = new Random(SEED);
		List<String> parts = List.of("https", "http", "*", "://", "app", ".", "example", ".com", "-", ":8080", ":*",
				":[*]", ":[80,8080]", "localhost", "*.", ".example.com");
		int written = 0;
		for (int round = 0; round < 20000; round++) {
			StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "");
			for (int i = random.nextInt(5); i >= 0; i--) {
				text.append(parts.get(random.nextInt(parts.size())));
			}
			SpringPattern pattern = new SpringPattern(text.toString());
			for (String entry : pattern.entries()) {
				written++;
				OriginSet ours = OriginSet.compile(List.of(OriginPattern.parse(entry)));
				for (String origin : near(entry)) {
					boolean known = pattern.defaultPort(entry).isPresent() && origin.lastIndexOf(':') < 6;
					if (Origin.isCanonical(origin) && ours.contains(origin) && !known) {
						assertThat(letsIn(text.toString(), origin))
							.as("seed %s: %s for %s lets in %s", SEED, entry, text, origin)
							.isTrue();
					}
				}
			}
		}
		assertThat(written).isGreaterThan(1000);
	}

	private static List<String> near(String entry) {
		List<String> near = new ArrayList<>();
		String host = entry.endsWith(":*") ? entry.substring(0, entry.length() - 2) : entry;
		for (String label : List.of("x", "a.b", "app", "example", "com.app", "8080", "a-b", "localhost")) {
			String origin = host.replace("*", label);
			near.add(origin);
			if (entry.endsWith(":*")) {
				near.addAll(List.of(origin + ":3000", origin + ":8080", origin + ":1", origin + ":65535"));
			}
		}
		return near;
	}

	private static boolean letsIn(String pattern, String origin) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOriginPatterns(List.of(pattern));
		return configuration.checkOrigin(origin) != null;
	}

}
