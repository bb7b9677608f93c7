package io.crossgate.cors.scanner;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a scanner is pointed at, and what it is meant to allow.
 *
 * @param path a path that is served
 * @param trusted an origin that may read it; probes are made from it
 * @param allowed a regular expression for all origins that may
 * @param any whether the answer is the same for every origin, without credentials
 */
record Target(String path, String trusted, Pattern allowed, boolean any) {

	static List<Target> of(String profile, int port, int secondPort) {
		String home = "http://localhost:" + port;
		return switch (profile) {
			case "express" -> List.of(listed("/api/todos", "https://app.example.com", "https://admin.example.com"));
			case "gin", "tower" -> List.of(listed("/api/todos", "https://app.example.com"));
			case "tenants", "tenants,r2dbc" -> List.of(listed("/tenants/orders", "https://shop.example.com"),
					listed("/api/todos", home, "http://127.0.0.1:" + port));
			default -> List.of(listed("/api/todos", home, "http://127.0.0.1:" + port),
					listed("/api/todos", "http://127.0.0.1:" + port, home),
					listed("/prices", home, "http://localhost:" + secondPort),
					new Target("/partner/offers", home,
							Pattern.compile("http://([a-z0-9_-]{1,63}\\.)*localhost:" + port), false),
					new Target("/previews/build", "http://shop-1-acme.localhost:" + port,
							Pattern.compile("http://shop-[a-z0-9-]+-acme\\.localhost:" + port), false),
					new Target("/public/news", "https://any.example", Pattern.compile(".*", Pattern.DOTALL), true),
					listed("/private/report"), listed("/"));
		};
	}

	/** Without an origin nobody is allowed, and probes are made from the server's own. */
	private static Target listed(String path, String... origins) {
		List<String> quoted = List.of(origins).stream().map(Pattern::quote).toList();
		return new Target(path, quoted.isEmpty() ? "https://api.example.net" : origins[0],
				Pattern.compile(quoted.isEmpty() ? "[^\\s\\S]" : String.join("|", quoted)), false);
	}

	boolean allows(String origin) {
		return this.allowed.matcher(origin).matches();
	}

}
