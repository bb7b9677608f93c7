package io.crossgate.cors.scanner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.sample.Laboratory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the public scanners for CORS try, over HTTP, against the application in each of
 * its profiles: nothing is found. What may be allowed is allowed, so that a server which
 * answers nobody would fail, too; and a handler that makes the usual mistakes is found.
 */
@Tag("browsers")
class ScannersTests {

	private static final List<String> METHODS = List.of("GET", "PWN", "get", "TRACE", "TRACK", "CONNECT", "PROPFIND",
			"PUT\u00ff", "GET,PWN", "*");

	private int requests;

	@ParameterizedTest(name = "{0} on {1}")
	@CsvSource({ "default, SERVLET", "default, REACTIVE", "tenants, SERVLET", "tenants, REACTIVE",
			"'tenants,r2dbc', REACTIVE", "express, SERVLET", "express, REACTIVE", "gin, SERVLET", "gin, REACTIVE",
			"tower, SERVLET", "tower, REACTIVE" })
	void nothingIsFound(String profile, WebApplicationType type) throws IOException {
		try (Laboratory laboratory = Laboratory.on(type, List.of(), "--logging.level.root=off",
				"--spring.profiles.active=" + profile)) {
			int port = laboratory.port();
			if (profile.startsWith("tenants")) {
				Wire.send(port, "POST", "/admin/tenants?origin=https://shop.example.com", List.of());
			}
			int second = laboratory.component(Environment.class)
				.getRequiredProperty("sample.second-port", Integer.class);
			List<Target> targets = Target.of(profile, port, second);
			int origins = 0;
			for (Target target : targets) {
				origins += Probes.of(target.trusted()).size();
				assertThat(scan(port, target)).as("%s on %s: %s", profile, type, target).isEmpty();
			}
			System.out.printf(Locale.ROOT,
					"Scanned profile %s on %s: %d targets, %d origins, %d requests, no finding%n", profile, type,
					targets.size(), origins, this.requests);
		}
	}

	@Test
	void theUsualMistakesAreFound() throws IOException {
		try (Laboratory laboratory = Laboratory.on(WebApplicationType.SERVLET, List.of(Mistakes.class),
				"--logging.level.root=off")) {
			for (String mistake : List.of("echo", "prefix", "suffix", "null", "constant")) {
				Target target = new Target("/mistakes/" + mistake, "https://app.example.com",
						Pattern.compile("https://app\\.example\\.com"), false);
				assertThat(scan(laboratory.port(), target)).as(mistake).isNotEmpty();
			}
		}
	}

	private Set<String> scan(int port, Target target) throws IOException {
		Set<String> findings = new TreeSet<>();
		List<String> origins = new ArrayList<>(List.of(target.trusted()));
		Map<String, String> probes = Probes.of(target.trusted());
		origins.addAll(probes.keySet());
		boolean open = target.allows(target.trusted());
		boolean varies = false;
		boolean alwaysSaysSo = true;
		for (String origin : origins) {
			String technique = probes.getOrDefault(origin, "the trusted origin") + " <" + origin + ">";
			for (boolean preflight : List.of(false, true)) {
				List<String> lines = new ArrayList<>(List.of("Origin: " + origin));
				if (preflight) {
					lines.add("Access-Control-Request-Method: GET");
				}
				Wire answer = send(port, preflight ? "OPTIONS" : "GET", target.path(), lines);
				// What a server drops at the ends of a value, it does not see.
				findings(target, origin.strip(), answer).forEach((finding) -> findings.add(finding + ": " + technique));
				varies |= answer.lines("access-control-allow-origin").stream().anyMatch((value) -> !value.equals("*"));
				alwaysSaysSo &= answer.status() == 400 || names(answer, "vary").contains("origin");
			}
		}
		if (open && !target.any() && !varies) {
			findings.add("the trusted origin is not allowed: this scan proves nothing");
		}
		if (varies && !alwaysSaysSo) {
			findings.add("an answer that depends on the origin does not vary on it");
		}
		findings.addAll(methods(port, target));
		return findings;
	}

	private static List<String> findings(Target target, String origin, Wire answer) {
		List<String> findings = new ArrayList<>();
		List<String> allowed = answer.lines("access-control-allow-origin");
		List<String> credentials = answer.lines("access-control-allow-credentials");
		boolean expected = target.allows(origin);
		if (allowed.size() > 1) {
			findings.add("several lines " + allowed);
		}
		if (target.any() ? allowed.stream().anyMatch((value) -> !value.equals("*"))
				: (!allowed.isEmpty() && !expected)) {
			findings.add("allowed " + allowed + " with credentials " + credentials);
		}
		if (!credentials.isEmpty() && (!expected || allowed.contains("*") || allowed.contains("null"))) {
			findings.add("credentials " + credentials);
		}
		if (answer.headers().containsKey("x-injected") || answer.status() >= 500) {
			findings.add("status " + answer.status() + ", " + answer.headers().keySet());
		}
		return findings;
	}

	/** Methods and names of headers that are only repeated. */
	private List<String> methods(int port, Target target) throws IOException {
		List<String> findings = new ArrayList<>();
		for (String method : METHODS) {
			Wire answer = send(port, "OPTIONS", target.path(), List.of("Origin: " + target.trusted(),
					"Access-Control-Request-Method: " + method, "Access-Control-Request-Headers: x-forwarded-host"));
			if (!answer.lines("access-control-allow-methods").isEmpty()
					|| names(answer, "access-control-allow-headers").contains("x-forwarded-host")) {
				findings.add("method " + method + " with a routing header is answered " + answer.headers());
			}
			answer = send(port, "OPTIONS", target.path(),
					List.of("Origin: " + target.trusted(), "Access-Control-Request-Method: " + method));
			if (!method.equals("GET")
					&& names(answer, "access-control-allow-methods").contains(method.toLowerCase(Locale.ROOT))
					&& !method.equals("get")) {
				findings.add("method " + method + " is allowed");
			}
		}
		return findings;
	}

	private static List<String> names(Wire answer, String header) {
		return List.of(String.join(",", answer.lines(header)).toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1));
	}

	private Wire send(int port, String method, String path, List<String> lines) throws IOException {
		this.requests++;
		return Wire.send(port, method, path, lines);
	}

	/** Handlers below no policy, each with one mistake. */
	@RestController
	static class Mistakes {

		@GetMapping("/mistakes/echo")
		ResponseEntity<String> echo(@RequestHeader("Origin") String origin) {
			return answer(true, origin);
		}

		@GetMapping("/mistakes/prefix")
		ResponseEntity<String> prefix(@RequestHeader("Origin") String origin) {
			return answer(origin.startsWith("https://app.example.com"), origin);
		}

		@GetMapping("/mistakes/suffix")
		ResponseEntity<String> suffix(@RequestHeader("Origin") String origin) {
			return answer(origin.startsWith("https://") && origin.endsWith("app.example.com"), origin);
		}

		@GetMapping("/mistakes/null")
		ResponseEntity<String> opaque(@RequestHeader("Origin") String origin) {
			return answer(origin.equals("https://app.example.com") || origin.equals("null"), origin);
		}

		@GetMapping("/mistakes/constant")
		ResponseEntity<String> withoutVary(@RequestHeader("Origin") String origin) {
			ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
			return (origin.equals("https://app.example.com") ? answer.header("Access-Control-Allow-Origin", origin)
					: answer)
				.body("");
		}

		private static ResponseEntity<String> answer(boolean allowed, String origin) {
			ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header("Vary", "Origin");
			return (allowed ? answer.header("Access-Control-Allow-Origin", origin)
				.header("Access-Control-Allow-Credentials", "true") : answer).body("");
		}

	}

}
