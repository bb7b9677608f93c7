package io.crossgate.cors.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway passes the spelling of a path on to a server that reads it in its own way:
 * one that resolves dots and double slashes, or one that does not. Whichever it is, the
 * policy of what it reads is among those that the readings of the path select, and no
 * page gets past its refusal.
 */
class GatewayPathTests {

	private static final int PATHS = 600;

	private static final List<String> PLACES = List.of("/up", "/deep/v1");

	private static final List<String> NAMES = List.of("api", "api", "pay", "pay", "x");

	private static final List<String> SEPARATORS = List.of("//", "/./", "/%2e/", "/;/", "/.;x/", "/y/../", "/y/%2e%2E/",
			"/../", "/..;/", "/%2e%2e/", "/%252e%252e/", "/../../", "%2F", "%2f", "%5C", "%252F", "/..%2f", "/y%2F../",
			"/;v=1/../", "///");

	private static final List<String> ENDS = List.of(";x=1", ";", "%25", "%2f", "%2F..", "%3Bx", "%20", "/", "//", "/..",
			"/.");

	private final long seed = Long.getLong("test.seed", 20261130L);

	private final Random random = new Random(this.seed);

	@Test
	void theServerBehindReadsOneOfTheReadings() {
		try (Upstream upstream = new Upstream()) {
			Gateway gateway = Gateway.start(upstream, properties(upstream));
			CorsPolicies policies = gateway.context().getBean(CorsEngine.class).policies();
			int reached = 0;
			int refused = 0;
			for (int i = 0; i < PATHS; i++) {
				String place = pick(PLACES);
				String path = path(place);
				String context = path + ", seed " + this.seed;
				int before = upstream.requests();
				gateway.send("GET " + path);
				if (upstream.requests() == before) {
					continue;
				}
				reached++;
				Set<String> read = read(place, upstream.path());
				CorsPolicies.PathSelection selection = policies.select(new CorsRequest("GET", path));
				assertThat(selection.selected()).as("%s reached as %s", context, upstream.path()).containsAll(read);
				int then = upstream.requests();
				Response response = gateway.send("GET " + path, "Origin: https://rest.example");
				boolean allowed = read.equals(Set.of("rest")) && selection.selected().equals(read);
				if (!read.equals(Set.of("rest"))) {
					assertThat(response.status()).as(context).isEqualTo(403);
					assertThat(upstream.requests()).as(context).isEqualTo(then);
					refused++;
				}
				assertThat(response.cors().contains("access-control-allow-origin: https://rest.example")).as(context)
					.isEqualTo(allowed && selection.isUnanimous());
			}
			System.out.printf("%d of %d spellings reached the server behind, %d were refused, seed %d%n", reached, PATHS,
					refused, this.seed);
			assertThat(reached).as("seed %d", this.seed).isGreaterThan(PATHS / 4);
			assertThat(refused).as("seed %d", this.seed).isBetween(reached / 10, reached - reached / 20);
		}
	}

	private static String[] properties(Upstream upstream) {
		List<String> properties = new ArrayList<>();
		for (int i = 0; i < PLACES.size(); i++) {
			String route = Gateway.PREFIX + "routes[" + (2 + i) + "].";
			properties.add(route + "id=stripped" + i);
			properties.add(route + "uri=http://127.0.0.1:" + upstream.port());
			properties.add(route + "predicates[0]=Path=" + PLACES.get(i) + "/**");
			properties.add(route + "filters[0]=StripPrefix=" + (1 + i));
		}
		properties.add("cors.policies.rest.paths=/up/**,/deep/v1/**");
		properties.add("cors.policies.rest.allowed-origins=https://rest.example");
		properties.add("cors.policies.apis.paths=/up/api/**,/deep/v1/api/**");
		properties.add("cors.policies.apis.allowed-origins=https://apis.example");
		properties.add("cors.policies.pay.paths=/up/api/pay/**,/deep/v1/api/pay/**");
		properties.add("cors.policies.pay.allowed-origins=https://pay.example");
		return properties.toArray(String[]::new);
	}

	private String path(String place) {
		StringBuilder path = new StringBuilder(place);
		int odd = this.random.nextInt(3);
		int segments = 1 + this.random.nextInt(3);
		for (int i = 0; i < segments; i++) {
			path.append((i == odd) ? pick(SEPARATORS) : "/");
			String name = (this.random.nextInt(3) > 0) ? List.of("api", "pay", "x").get(i) : pick(NAMES);
			path.append((this.random.nextInt(8) == 0) ? "%" + Integer.toHexString(name.charAt(0)) + name.substring(1)
					: name);
		}
		return path.append((odd >= segments || this.random.nextInt(4) == 0) ? pick(ENDS) : "").toString();
	}

	/** The policies of what servers of two kinds read. */
	private static Set<String> read(String place, String path) {
		List<String> literal = new ArrayList<>();
		for (String segment : path.substring(1).split("/", -1)) {
			literal.add(URLDecoder.decode(segment.replaceAll(";.*", "").replace("+", "%2B"), StandardCharsets.UTF_8));
		}
		List<String> resolved = new ArrayList<>();
		for (String segment : String.join("/", literal).split("/")) {
			if (segment.equals("..") && !resolved.isEmpty()) {
				resolved.remove(resolved.size() - 1);
			}
			else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
				resolved.add(segment);
			}
		}
		return List.of(literal, resolved)
			.stream()
			.map((segments) -> policy(segments))
			.collect(Collectors.toCollection(HashSet::new));
	}

	private static String policy(List<String> segments) {
		boolean api = !segments.isEmpty() && segments.get(0).equals("api");
		boolean pay = api && segments.size() > 1 && segments.get(1).equals("pay");
		return pay ? "pay" : api ? "apis" : "rest";
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
