package io.crossgate.cors.spring.load;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import io.crossgate.cors.spring.load.Hostile.Sent;

/** Requests with too many headers, and those whose lookup fails. No two are the same. */
final class Faults {

	private static final List<String> ONLY_STAGES = List.of("nothing", "null", "fails");

	private final AtomicLong number = new AtomicLong();

	Sent flood(Random random) {
		int size = 6_000 + random.nextInt(60_000);
		String value = "x".repeat(size / 20);
		String origin = "Origin: https://flood-" + this.number.incrementAndGet() + ".example.org";
		String text = switch (random.nextInt(4)) {
			case 0 -> Wire.request("GET /listed/x", origin + "x".repeat(size));
			case 1 -> Wire.request("OPTIONS /listed/x", origin, "Access-Control-Request-Method: GET",
					"Access-Control-Request-Headers: " + "x-y,".repeat(size / 4) + "z");
			case 2 -> Wire.request("GET /listed/x", origin, ("X-Y: " + value + "\r\n").repeat(20) + "X-Z: 1");
			default -> Wire.request("GET /listed/x", origin, "X: 1\r\n".repeat(size / 6) + "X-Z: 1");
		};
		return new Sent(text, true);
	}

	Sent lookup(Random random, String fault) {
		boolean stages = ONLY_STAGES.contains(fault) || (!fault.equals("recurses") && random.nextBoolean());
		String path = (stages ? "/partners/" : "/tenants/") + this.number.incrementAndGet();
		String origin = "Origin: https://" + fault + "-" + this.number.incrementAndGet() + ".example.net";
		return new Sent(random.nextBoolean() ? Wire.request("GET " + path, origin)
				: Wire.request("OPTIONS " + path, origin, "Access-Control-Request-Method: GET"), true);
	}

	Sent stuck(Random random) {
		return new Sent(Wire.request("GET /tenants/me",
				"Origin: https://stuck-" + this.number.incrementAndGet() + ".example.net"), true);
	}

	/** Return the origin of a tenant whom nobody has asked about. */
	String fresh() {
		return "https://yes-" + this.number.incrementAndGet() + ".fresh.example.net";
	}

}
