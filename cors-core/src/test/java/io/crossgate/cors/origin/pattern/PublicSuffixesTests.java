package io.crossgate.cors.origin.pattern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicSuffixesTests {

	@ParameterizedTest
	@ValueSource(strings = { "com", "uk", "co.uk", "jp", "ac.jp", "foo.kawasaki.jp", "ck", "co.ck", "any.ck",
			"github.io", "vercel.app", "netlify.app", "blogspot.com", "s3.amazonaws.com", "xn--p1ai", "xn--55qx5d.cn",
			"corp", "internal", "example", "localhost" })
	void namesCanBeRegisteredBelowASuffix(String domain) {
		assertThat(PublicSuffixes.contains(domain)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "example.co.uk", "a.example.co.uk", "www.ck", "a.www.ck",
			"kawasaki.jp.example", "city.kawasaki.jp", "a.city.kawasaki.jp", "kobe.jp", "a.b.kawasaki.jp",
			"me.github.io", "acme.vercel.app", "host.internal", "xn--p1ai.example", "www..ck" })
	void otherDomainIsNoSuffix(String domain) {
		assertThat(PublicSuffixes.contains(domain)).isFalse();
	}

	@Test
	void theSnapshotIsDatedAndSmall() throws IOException {
		assertThat(snapshot()).hasSizeLessThan(150_000)
			.startsWith("# This Source Code Form is subject to the terms")
			.containsPattern("# 20[0-9]{2}-[0-9]{2}-[0-9]{2}_[0-9-]+_UTC\n");
	}

	/**
	 * Fails when the oracle brings a newer list: time to run
	 * {@code .ci/PublicSuffixList.java} with it.
	 */
	@Test
	void anotherReaderOfTheListSaysTheSameOfEveryRule() throws IOException {
		PublicSuffixMatcher oracle = PublicSuffixMatcherLoader.getDefault();
		List<String> wrong = new ArrayList<>();
		for (String domain : domains()) {
			// The oracle compares in Unicode, and the JDK's tables lack young scripts.
			boolean comparable = !IDN.toUnicode(domain).contains("xn--");
			if (comparable && PublicSuffixes.contains(domain) != (oracle.getDomainRoot(domain) == null)) {
				wrong.add(domain);
			}
		}
		assertThat(wrong).isEmpty();
	}

	/** Every rule, and a domain below, above and beside it. */
	private static List<String> domains() throws IOException {
		List<String> domains = new ArrayList<>();
		snapshot().lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			String[] words = line.split(" ");
			String parent = words[0].equals(".") ? "" : "." + words[0];
			for (int i = 1; i < words.length; i++) {
				String domain = words[i].replace("!", "").replace("*", "any") + parent;
				domains.addAll(List.of(domain, "x." + domain, "y.x." + domain, "x" + domain));
			}
		});
		assertThat(domains).hasSizeGreaterThan(30_000);
		return domains;
	}

	private static String snapshot() throws IOException {
		try (InputStream resource = PublicSuffixes.class.getResourceAsStream("public-suffixes.txt");
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.US_ASCII))) {
			return String.join("\n", reader.lines().toList());
		}
	}

}
