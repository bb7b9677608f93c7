package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;

/**
 * Requests near to what an application's code names, and far from it.
 */
final class Probes {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"PURGE", "patch");

	private static final List<List<String>> HEADERS = List.of(List.of(), List.of("content-type"),
			List.of("authorization"), List.of("authorization", "content-type"), List.of("x-requested-with"),
			List.of("content-type", "x-unknown"), List.of("x-forwarded-for"), List.of("x-admin"),
			List.of("access-control-allow-origin"), List.of("x-partner", "content-type"));

	private static final Pattern ADDRESS = Pattern.compile("null|[A-Za-z.]+://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?");

	private final Random random;

	private final List<String> origins = new ArrayList<>(List.of("https://app.example.com", "https://attacker.example",
			"http://localhost:3000", "http://localhost", "null", "https://a.b.example.com", "https://example.com"));

	private final List<String> paths = new ArrayList<>(List.of("/", "/elsewhere", "/api", "/api/x", "/api/x/y",
			"/internal/x", "/internal/reports/1", "/shops/mine/orders", "/files/x", "/assets/x"));

	Probes(long seed, List<OtherCors> speakers) {
		this.random = new Random(seed);
		Set<String> origins = new LinkedHashSet<>();
		Set<String> paths = new LinkedHashSet<>();
		for (OtherCors speaker : speakers) {
			for (Rule rule : speaker.rules()) {
				paths(rule.path(), paths);
				origins(rule.configuration(), origins);
			}
			speaker.content().within().forEach((path) -> paths(path, paths));
		}
		// What is named counts as much as what is not.
		for (int i = 0; i < 3; i++) {
			this.origins.addAll(origins);
			this.paths.addAll(paths);
		}
	}

	private static void origins(@Nullable CorsConfiguration configuration, Set<String> origins) {
		if (configuration == null) {
			return;
		}
		List<String> entries = new ArrayList<>();
		if (configuration.getAllowedOrigins() != null) {
			entries.addAll(configuration.getAllowedOrigins());
		}
		if (configuration.getAllowedOriginPatterns() != null) {
			configuration.getAllowedOriginPatterns().forEach((pattern) -> {
				String base = pattern.replaceAll(":\\[.*]$", "");
				for (String star : List.of("", "x", "a.b", "evil-", "x.", ".attacker.example", "https", "8443")) {
					for (String port : List.of("", ":3000", ":8080", ":8443")) {
						entries.add(base.replace("*", star) + port);
					}
				}
			});
		}
		entries.forEach((entry) -> origins.addAll(List.of(entry, entry + "/", entry + ":8443", "x" + entry,
				entry.toUpperCase(Locale.ROOT), entry.replace("https://", "http://"), entry.replace("://", "://x."),
				entry.replace("://", "://evil"), entry + ".attacker.example")));
		// What is no address is no page's.
		origins.removeIf((origin) -> !ADDRESS.matcher(origin).matches());
	}

	private static void paths(String pattern, Set<String> paths) {
		String base = pattern.replaceAll("/(\\*\\*|\\{\\*.*)$", "").replaceAll("\\{[^}]*}|\\*", "7");
		paths.add(base.isEmpty() ? "/" : base);
		paths.add(base + "/x");
		paths.add(base + "/x/y");
		paths.add(base.replace("7", "mine"));
		paths.add(base.isEmpty() ? "/y" : base + "x");
	}

	Probe next() {
		boolean preflight = this.random.nextBoolean();
		String method = one(METHODS);
		String origin = (this.random.nextInt(20) == 0) ? null : one(this.origins);
		return new Probe(preflight && origin != null, method, one(this.paths), origin,
				preflight ? one(HEADERS) : List.of());
	}

	private <T> T one(List<T> of) {
		return of.get(this.random.nextInt(of.size()));
	}

}
