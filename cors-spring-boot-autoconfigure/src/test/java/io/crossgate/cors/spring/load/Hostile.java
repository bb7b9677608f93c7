package io.crossgate.cors.spring.load;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Makes requests up of those who want to cost a server its memory, its log or its answers
 * to others. No two are the same.
 */
final class Hostile {

	/** What may be sent without being above what containers take by default, 8 KB. */
	private static final int MUCH = 7000;

	private static final List<BiFunction<Random, Long, Sent>> KINDS = List.of(Hostile::invented, Hostile::invented,
			Hostile::preflight, Hostile::malformed, Hostile::garbage, Hostile::longOrigin, Hostile::longList,
			Hostile::manyHeaders, Hostile::method, Hostile::path, Hostile::escaped, Hostile::repeated,
			Hostile::handshake, Hostile::question, Hostile::tenant);

	private static final List<String> PATHS = List.of("/listed/", "/private/", "/listed/a/b/");

	private static final List<String> ESCAPES = List.of("%2F", "%5C", "%25", "%2e%2e/", "../", "//", ";x=1;y", "%",
			"%zz", "%ff%fe", "%c0%af", "./", ";/", "%00", "%0d%0aX:1", "%u002f");

	private static final List<String> MALFORMED = List.of("null", "https://", "https://a b", "https://x/", "//x",
			"https://x:99999", "https://x:", "HTTPS://APP.EXAMPLE.COM", "https://app.example.com.",
			"https://app.example.com,https://evil.example", "https://app.example.com https://x", "https://u@x",
			"https://[::1", "https://%61pp.example.com", "https://app.example.com#x", "https://app.example.com\t\t/");

	private final AtomicLong number = new AtomicLong();

	/** Return another one. */
	Sent next(Random random) {
		long number = this.number.incrementAndGet();
		return KINDS.get((int) (number % KINDS.size())).apply(random, number);
	}

	private static String word(Random random, long number, int length) {
		StringBuilder word = new StringBuilder("w" + number + "x");
		while (word.length() < length) {
			word.append((char) ('a' + random.nextInt(26)));
		}
		return word.toString();
	}

	private static String path(Random random) {
		return PATHS.get(random.nextInt(PATHS.size()));
	}

	private static Sent refused(String line, String... headers) {
		return new Sent(Wire.request(line, headers), true);
	}

	private static Sent invented(Random random, long number) {
		return refused("GET " + path(random) + word(random, number, 9),
				"Origin: https://" + word(random, number, 40) + ".evil.example:" + (1 + random.nextInt(65000)));
	}

	private static Sent preflight(Random random, long number) {
		return refused("OPTIONS " + path(random) + word(random, number, 9),
				"Origin: https://" + word(random, number, 60) + ".example.org",
				"Access-Control-Request-Method: " + word(random, number, 12),
				"Access-Control-Request-Headers: x-" + word(random, number, 30));
	}

	private static Sent malformed(Random random, long number) {
		String form = MALFORMED.get(random.nextInt(MALFORMED.size()));
		return refused("GET " + path(random) + "x", "Origin: " + form + (random.nextBoolean() ? number : ""));
	}

	private static Sent garbage(Random random, long number) {
		StringBuilder origin = new StringBuilder("https://g" + number);
		for (int i = 0; i < 60; i++) {
			origin.append((char) (0x80 + random.nextInt(0x80)));
		}
		return refused("GET /listed/x", "Origin: " + origin);
	}

	private static Sent longOrigin(Random random, long number) {
		return refused("GET " + path(random) + "x",
				"Origin: https://" + word(random, number, 1000 + random.nextInt(MUCH - 1000)));
	}

	private static Sent longList(Random random, long number) {
		StringBuilder names = new StringBuilder("x-" + word(random, number, 20));
		int length = 1000 + random.nextInt(MUCH - 1000);
		while (names.length() < length) {
			names.append(",x-").append(word(random, number, 5 + random.nextInt(30)));
		}
		return refused("OPTIONS /listed/x", "Origin: https://app.example.com", "Access-Control-Request-Method: POST",
				"Access-Control-Request-Headers: " + names);
	}

	private static Sent manyHeaders(Random random, long number) {
		String[] headers = new String[90];
		headers[0] = "Origin: https://" + word(random, number, 30) + ".example.org";
		for (int i = 1; i < headers.length; i++) {
			headers[i] = "x-" + i + word(random, number, 10) + ": " + word(random, number, 20);
		}
		return refused("GET /listed/x", headers);
	}

	private static Sent method(Random random, long number) {
		String method = word(random, number, 8);
		return new Sent(Wire.request(method + " " + (random.nextBoolean() ? "/plain/x" : "/listed/x"),
				random.nextBoolean() ? "Origin: https://app.example.com" : "X-None: 1"), false);
	}

	private static Sent path(Random random, long number) {
		StringBuilder path = new StringBuilder("/listed");
		for (int i = 0; i < 1 + random.nextInt(20); i++) {
			path.append('/').append(word(random, number, 12));
		}
		return refused("GET " + path, "Origin: https://path-" + number + ".example.org");
	}

	private static Sent escaped(Random random, long number) {
		StringBuilder path = new StringBuilder("/listed/");
		for (int i = 0; i < 1 + random.nextInt(4); i++) {
			path.append(ESCAPES.get(random.nextInt(ESCAPES.size()))).append(random.nextBoolean() ? "admin" : number);
		}
		return new Sent(Wire.request("GET " + path, "Origin: https://escape-" + number + ".example.org"), false);
	}

	private static Sent repeated(Random random, long number) {
		return refused((random.nextBoolean() ? "GET" : "OPTIONS") + " /private/x", "Origin: https://app.example.com",
				"Origin: https://twice-" + number + ".example.org", "Access-Control-Request-Method: GET",
				"Access-Control-Request-Method: " + word(random, number, 9));
	}

	private static Sent handshake(Random random, long number) {
		return refused("GET /listed/socket", "Origin: https://socket-" + number + ".example.org", "Upgrade: websocket",
				"Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
	}

	private static Sent question(Random random, long number) {
		return new Sent(Wire.request("GET /actuator/cors/explain?origin=https%3A%2F%2F" + word(random, number, 30)
				+ ".example.org&method=" + (random.nextBoolean() ? "PUT" : "GET") + "&headers=x-"
				+ word(random, number, 12) + "&path=" + path(random) + word(random, number, 9)), false);
	}

	private static Sent tenant(Random random, long number) {
		return refused("GET " + (random.nextBoolean() ? "/tenants/" : "/partners/") + word(random, number, 9),
				"Origin: https://no-" + word(random, number, 30) + ".example.org");
	}

	/**
	 * A request.
	 *
	 * @param request as sent
	 * @param refused whether nothing but a refusal is right
	 */
	record Sent(String request, boolean refused) {

	}

}
